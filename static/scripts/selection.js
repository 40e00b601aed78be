// Rows that are chosen: how many and which, all of the page, Space on a row, and a range with Shift.
// Without this script the boxes and the button of the bar work as a plain form.

const formOf = (element) => element.closest?.("[data-selection]");
const boxesOf = (form) => [...form.querySelectorAll(`input[name="${CSS.escape(form.dataset.selection)}"]`)];
const MOST_NAMES = 5;
let last = null;

function tell(form) {
  const boxes = boxesOf(form);
  const chosen = boxes.filter((box) => box.checked);
  for (const box of boxes) box.closest("tr, li")?.classList.toggle("is-selected", box.checked);
  const all = form.querySelector("[data-select-all]");
  if (all) {
    all.checked = boxes.length > 0 && chosen.length === boxes.length;
    all.indeterminate = chosen.length > 0 && !all.checked;
  }
  const count = form.querySelector("[data-selected]");
  if (!count) return;
  count.textContent = (chosen.length === 1 ? count.dataset.one : count.dataset.many).replace("{}", chosen.length);
  const names = chosen.slice(0, MOST_NAMES).map((box) => box.dataset.name);
  form.querySelector("[data-selected-names]").textContent = names.join(", ") + (chosen.length > MOST_NAMES ? " …" : "");
  for (const words of form.querySelectorAll("[data-words-many]")) {
    const { wordsOne, wordsTwo, wordsMany } = words.dataset;
    words.textContent = ([wordsOne, wordsTwo][chosen.length - 1] ?? wordsMany).replace("{}", chosen.length);
  }
}

function choose(form, boxes, checked) {
  for (const box of boxes) box.checked = checked;
  tell(form);
}

document.addEventListener("change", ({ target }) => {
  const form = formOf(target);
  if (!form) return;
  // Narrow screens: who chooses no more has chosen nothing.
  if (target.matches("[data-choose-toggle]")) choose(form, boxesOf(form), false);
  else if (target.matches("[data-select-all]")) choose(form, boxesOf(form), target.checked);
  else if (target.name === form.dataset.selection) tell(form);
});

document.addEventListener("click", ({ target, shiftKey }) => {
  const form = formOf(target);
  if (!form) return;
  if (target.closest("[data-select-none]")) {
    choose(form, boxesOf(form), false);
    form.querySelector(".row-link")?.focus();
  } else if (target.matches(`input[name="${CSS.escape(form.dataset.selection)}"]`)) {
    const boxes = boxesOf(form);
    const [from, to] = [boxes.indexOf(last), boxes.indexOf(target)].sort((a, b) => a - b);
    if (shiftKey && from >= 0) choose(form, boxes.slice(from, to + 1), target.checked);
    last = target;
  }
});

document.addEventListener("keydown", (event) => {
  if (event.key !== " " || event.ctrlKey || event.metaKey || event.altKey || !event.target.matches?.(".row-link")) return;
  const form = formOf(event.target);
  const box = event.target.closest("tr, li")?.querySelector(".select-box input");
  if (!form || !box) return;
  event.preventDefault();
  box.checked = !box.checked;
  last = box;
  tell(form);
});

// Going back, the browser brings the boxes as they were.
const tellAll = () => document.querySelectorAll("[data-selection]").forEach(tell);
window.addEventListener("pageshow", tellAll);
document.addEventListener("htmx:afterSettle", tellAll);
