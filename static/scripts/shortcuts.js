// Keys of the house: "/" goes to the search box, "n" to a new record; arrows walk through a list.

const typing = (target) => target.closest?.("input, textarea, select, [contenteditable]") !== null;

function walk(event) {
  const links = [...document.querySelectorAll(".data-table .row-link")];
  if (links.length === 0) return;
  const here = links.indexOf(document.activeElement);
  const next = links[here + (event.key === "ArrowDown" ? 1 : -1)];
  if (here === -1 ? event.key === "ArrowUp" : !next) return;
  event.preventDefault();
  (next ?? links[0]).focus();
}

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
  if (typing(event.target) || document.querySelector("dialog:modal")) return;
  const inList = event.target === document.body || event.target.matches?.(".row-link, main");
  if (inList && (event.key === "ArrowDown" || event.key === "ArrowUp")) {
    walk(event);
    return;
  }
  // A Korean keyboard sends the letter that stands on the key; the key's place is the same.
  const key = event.code === "KeyN" ? "n" : event.key.toLowerCase();
  const target = document.querySelector(`[data-key="${CSS.escape(key)}"]`);
  if (!target || event.shiftKey) return;
  event.preventDefault();
  if (target.matches("input")) {
    target.focus();
    target.select();
  } else {
    target.click();
  }
});
