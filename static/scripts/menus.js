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
