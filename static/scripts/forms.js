// Forms: saving by key, a warning before typed text is lost, no second submission by a double click.

const guarded = "form[method=post]:not([data-no-guard])";

document.addEventListener("input", ({ target }) => {
  const form = target.closest(guarded);
  if (form) form.dataset.changed = "yes";
});

window.addEventListener("beforeunload", (event) => {
  if (document.querySelector("form[data-changed]:not([data-sent]):not([data-cut-off])")) event.preventDefault();
});

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.method !== "post" || event.defaultPrevented) return;
  if (form.dataset.sent) {
    event.preventDefault();
    return;
  }
  form.dataset.sent = "yes";
});

// The answer of htmx, or coming back by the browser's history, opens the form for another try.
document.addEventListener("htmx:afterRequest", ({ detail }) => {
  delete detail.elt.dataset.sent;
  if (detail.successful && detail.requestConfig.verb === "post") delete detail.elt.closest("form")?.dataset.changed;
});
window.addEventListener("pageshow", () => {
  for (const form of document.querySelectorAll("form[data-sent]")) delete form.dataset.sent;
});

document.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
  const form = event.target.closest?.("form") ?? document.querySelector("form:has([data-save])");
  const save = form?.querySelector("[data-save]");
  if (!save) return;
  event.preventDefault();
  form.requestSubmit(save);
});

// "Today" and the like fill in their field; of a conflict's two values each has a button that chooses it.
// The values of a button are one text, or a JSON list: what is ticked, chosen or written.
const boxesOf = (field) => {
  if (field.matches("input[type=checkbox]")) return [field];
  return [...field.querySelectorAll("input[type=radio], input[type=checkbox]")];
};

function fill(field, values) {
  const boxes = boxesOf(field);
  for (const box of boxes) box.checked = values.includes(box.value);
  if (field.multiple) for (const option of field.options) option.selected = values.includes(option.value);
  else if (boxes.length === 0) field.value = values[0] ?? "";
  for (let fold = field.closest("details"); fold; fold = fold.parentElement.closest("details")) fold.open = true;
  for (const kind of ["input", "change"]) field.dispatchEvent(new Event(kind, { bubbles: true }));
}

const choosersOf = (id) => document.querySelectorAll(`[data-values][data-fills="${CSS.escape(id)}"]`);

document.addEventListener("click", ({ target }) => {
  const button = target.closest("[data-fills]");
  const field = button && document.getElementById(button.dataset.fills);
  if (!field) return;
  const { value, values } = button.dataset;
  fill(field, values ? JSON.parse(values) : [value]);
  for (const one of values ? choosersOf(field.id) : []) one.setAttribute("aria-pressed", String(one === button));
  if (!values) field.focus();
});

// Something else typed into the field is neither of both values.
document.addEventListener("input", ({ target, isTrusted }) => {
  const field = isTrusted && target.closest("form") && (target.closest("fieldset[id]") ?? target);
  for (const one of field?.id ? choosersOf(field.id) : []) one.setAttribute("aria-pressed", "false");
});

document.querySelector("[data-focus]")?.focus();
