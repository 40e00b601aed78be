// What was typed survives a lost session. While a form has unsaved input, its fields are kept in the storage of this
// tab, under the person and the form's address; after signing in again they are put back. Never kept: passwords,
// files, tokens, numbers that name a person for life. Saving, leaving on purpose, signing out and another person's sign-in throw them away.

import { putTokens, tokensIn } from "./pickers.js";

const PREFIX = "draft:";
const GUARDED = "form[method=post]:not([data-no-guard])";
const person = document.body.dataset.user;
const here = () => location.pathname + location.search;
const dialogs = document.getElementById("dialogs");
let isSignedOut = false;

const addressOf = (form) => new URL(form.getAttribute("action") || location.href, location.href).pathname;
const keyOf = (form) => `${PREFIX}${person}:${addressOf(form)}`;

// A browser that forbids storage keeps nothing.
const store = {
  keys() {
    try {
      return Object.keys(sessionStorage).filter((key) => key.startsWith(PREFIX));
    } catch {
      return [];
    }
  },
  get(key) {
    try {
      return JSON.parse(sessionStorage.getItem(key));
    } catch {
      return null;
    }
  },
  set(key, draft) {
    try {
      sessionStorage.setItem(key, JSON.stringify(draft));
    } catch {
      /* nothing to keep it in */
    }
  },
  remove(key) {
    try {
      sessionStorage.removeItem(key);
    } catch {
      /* there is none */
    }
  },
};

// A hidden field that holds what people typed says so (tags.js).
const isTyped = (field) => field.type !== "hidden" || "typed" in field.dataset;
const isKept = (field) => field.name && !field.disabled && isTyped(field) && !["password", "file", "submit", "button", "image", "reset"].includes(field.type);
const isChoice = (field) => field.type === "radio" || field.type === "checkbox";
// Registration and passport numbers are refused by the server (foundation/identifiers.py): they lie nowhere, not here either.
const IDENTIFIER = /\d{6}[\s.·/_-]{0,3}[1-8]\d{6}(?!\d)|\b[MSROGD][ -]?\d{3}[A-Z]\d{4}\b|\b[MSROGD][ -]?(?!(?:19|20)\d\d[01]\d[0-3]\d)\d{8}\b/;
const namesForLife = (field) => !isChoice(field) && IDENTIFIER.test(field.value);

function read(form) {
  const fields = [];
  for (const field of form.elements) {
    if (!isKept(field) || namesForLife(field)) continue;
    if (isChoice(field)) fields.push([field.name, field.value, field.checked]);
    else fields.push([field.name, field.multiple ? [...field.selectedOptions].map((option) => option.value) : field.value]);
  }
  const pickers = Object.fromEntries([...form.querySelectorAll("[data-picker]")].map((picker) => [picker.id, tokensIn(picker)]));
  return { fields, pickers, version: form.elements.version?.value, files: form.querySelector("[type=file]")?.files.length > 0 };
}

function keep(form) {
  if (!person || isSignedOut || form.querySelector("[type=password]")) return;
  const drawer = dialogs?.contains(form) ? dialogs.dataset.from : "";
  store.set(keyOf(form), { ...read(form), page: here(), drawer });
}

function put(form, draft) {
  const rest = [...draft.fields];
  const filled = [];
  for (const field of form.elements) {
    if (!isKept(field)) continue;
    const at = rest.findIndex(([name, value, checked]) => name === field.name && (checked === undefined) !== isChoice(field) && (!isChoice(field) || value === field.value));
    if (at === -1) continue;
    const [[, value, checked]] = rest.splice(at, 1);
    const before = isChoice(field) ? field.checked : field.value;
    if (isChoice(field)) field.checked = checked;
    else if (field.multiple) for (const option of field.options) option.selected = value.includes(option.value);
    else field.value = value;
    if (before === (isChoice(field) ? field.checked : field.value)) continue;
    for (let fold = field.closest("details"); fold; fold = fold.parentElement.closest("details")) fold.open = true;
    filled.push(field);
  }
  // All of them first: what is asked of the server on the way holds the whole form.
  for (const field of filled) {
    for (const name of ["input", "change"]) field.dispatchEvent(new Event(name, { bubbles: true }));
  }
  for (const [id, tokens] of Object.entries(draft.pickers)) {
    const picker = form.querySelector(`#${CSS.escape(id)}`);
    if (picker) putTokens(picker, tokens);
  }
  // Typed against that state of the record: if somebody changed it meanwhile, both values are shown.
  if (draft.version && form.elements.version) form.elements.version.value = draft.version;
  form.dataset.changed = "yes";
}

function remark(form, draft) {
  const { restored, restoredFiles, discard } = document.body.dataset;
  const strip = document.createElement("div");
  strip.className = "notice notice-info";
  strip.setAttribute("role", "status");
  strip.dataset.draft = "yes";
  const text = document.createElement("p");
  text.className = "notice-text";
  text.textContent = draft.files ? `${restored} ${restoredFiles}` : restored;
  const button = document.createElement("button");
  button.type = "button";
  button.className = "button button-outline button-small";
  button.textContent = discard;
  button.addEventListener("click", () => throwAway(form, draft));
  strip.append(text, button);
  form.prepend(strip);
}

function throwAway(form, draft) {
  store.remove(keyOf(form));
  delete form.dataset.changed;
  if (dialogs?.contains(form)) htmx.ajax("GET", draft.drawer || dialogs.dataset.from, { target: "#dialogs", swap: "innerHTML" });
  else location.reload();
}

// The status of a page tells it; of a part of a page its errors do; a preview says so itself.
function isAnsweredRefusing(form) {
  if ("answered" in form.dataset) return true;
  const [arrival] = performance.getEntriesByType("navigation");
  const isOfThePage = !dialogs?.contains(form);
  return (isOfThePage && arrival?.responseStatus >= 400) || form.querySelector(".error-summary, .conflict, .field-error") !== null;
}

function restore(form) {
  // Once, when the form appears: later its draft is its own.
  if (form.dataset.seen) return;
  form.dataset.seen = "yes";
  const draft = store.get(keyOf(form));
  if (!draft) return;
  // Refused, or somebody else was first: the server has put everything back itself.
  if (isAnsweredRefusing(form)) {
    form.dataset.changed = "yes";
    keep(form);
    return;
  }
  put(form, draft);
  remark(form, draft);
  keep(form);
}

function restoreAll(scope) {
  if (!person) return;
  for (const form of scope.querySelectorAll(GUARDED)) restore(form);
}

// On arriving: what another person typed goes; what was sent and saved goes; what lay in a drawer opens it again.
function arrive() {
  if (!person) return;
  for (const key of store.keys()) {
    const draft = store.get(key);
    const form = [...document.querySelectorAll(GUARDED)].find((one) => keyOf(one) === key);
    const isSaved = draft?.sent && (!form || document.querySelector("#messages .toast-ok"));
    if (!draft || !key.startsWith(`${PREFIX}${person}:`) || isSaved) store.remove(key);
    else if (!form && draft.drawer && draft.page === here()) htmx.ajax("GET", draft.drawer, { target: "#dialogs", swap: "innerHTML" });
  }
  restoreAll(document);
}

for (const name of ["input", "change", "picked"]) {
  document.addEventListener(name, ({ target }) => {
    const form = target.closest?.(GUARDED);
    if (form?.dataset.changed) keep(form);
  });
}

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.matches("form[action='/logout']")) forget();
  if (event.defaultPrevented || !form.matches(GUARDED)) return;
  const draft = store.get(keyOf(form));
  if (draft) store.set(keyOf(form), { ...draft, sent: true });
});

document.addEventListener("htmx:beforeRequest", ({ detail }) => {
  if (detail.target === dialogs) dialogs.dataset.from = detail.requestConfig.path;
});

// Saved: the answer leads elsewhere, or tells the page what changed.
document.addEventListener("htmx:beforeOnLoad", ({ detail }) => {
  const { xhr, elt, requestConfig } = detail;
  if (requestConfig.verb !== "post" || xhr.status >= 400) return;
  if (xhr.getResponseHeader("HX-Location") || xhr.getResponseHeader("HX-Trigger-After-Swap") || xhr.getResponseHeader("HX-Trigger")) {
    const form = elt.closest("form");
    if (form) store.remove(keyOf(form));
  }
});

// A form that comes back refused holds what was typed, and is not saved.
document.addEventListener("htmx:afterSettle", ({ detail }) => {
  if (detail.requestConfig?.verb !== "post" || detail.xhr.getResponseHeader("HX-Trigger-After-Swap")) return;
  for (const form of detail.target.querySelectorAll?.(GUARDED) ?? []) {
    form.dataset.changed = "yes";
    keep(form);
  }
});

// Closed or left on purpose, after the question.
document.addEventListener("left", ({ target }) => {
  for (const form of target.querySelectorAll(GUARDED)) store.remove(keyOf(form));
});
addEventListener("pagehide", () => {
  for (const form of document.querySelectorAll("form[data-changed]:not([data-sent]):not([data-cut-off])")) store.remove(keyOf(form));
});

function forget() {
  isSignedOut = true;
  for (const key of store.keys()) store.remove(key);
  channel?.postMessage("signed out");
}
const channel = "BroadcastChannel" in window ? new BroadcastChannel("partners") : null;
channel?.addEventListener("message", () => {
  isSignedOut = true;
  for (const key of store.keys()) store.remove(key);
});

document.addEventListener("htmx:load", ({ detail }) => {
  if (detail.elt !== document.body) restoreAll(detail.elt.parentElement ?? document);
});
arrive();
