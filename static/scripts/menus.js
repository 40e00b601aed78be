// Menus and the drawer are <details>: they open without scripts. Here they also close by themselves.

const OPEN = "details[data-menu][open], details[data-drawer][open]";

function close(details, { returnFocus = false } = {}) {
  details.open = false;
  if (returnFocus) details.querySelector("summary").focus();
}

document.addEventListener("click", ({ target }) => {
  for (const details of document.querySelectorAll(OPEN)) {
    const drawer = details.matches("[data-drawer]") && target.closest("#navigation");
    if (!details.contains(target) && !drawer) close(details);
  }
});

document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  const open = document.querySelectorAll(OPEN);
  for (const details of open) close(details, { returnFocus: true });
  if (open.length) event.stopImmediatePropagation();
});

// Tabbing out of a menu closes it, so that it never covers what has the focus.
document.addEventListener("focusin", ({ target }) => {
  for (const details of document.querySelectorAll("details[data-menu][open]")) {
    if (!details.contains(target)) close(details);
  }
});

// A page that is made for a meeting prints itself.
document.addEventListener("click", (event) => {
  if (event.target.closest?.("[data-print]")) window.print();
});

// The open tab is in sight, also where tabs scroll sideways.
function showOpenTab() {
  for (const tab of document.querySelectorAll(".tabs > ul [aria-current]")) {
    const row = tab.closest("ul");
    const [place, all] = [tab.getBoundingClientRect(), row.getBoundingClientRect()];
    if (place.left < all.left || place.right > all.right) row.scrollLeft += place.left - all.left - (all.width - place.width) / 2;
  }
}

document.addEventListener("htmx:oobAfterSwap", showOpenTab);
showOpenTab();
