// The search box in the header: answers while typing, arrows and Enter choose, Escape closes. Without scripts the
// form opens the page of results.

const box = document.querySelector("[data-search]");
const line = box?.querySelector("#search");
const place = box?.querySelector("#search-answers");
const list = () => place.querySelector("[role=listbox]");
const options = () => [...place.querySelectorAll("[role=option]")];
const active = () => place.querySelector("[role=option][aria-selected=true]");
// Until the answers for what is typed have come, a choice waits for them.
let asked = "";
let answered = null;
let waits = false;

function say(text) {
  box.querySelector("[data-search-said]").textContent = text ?? "";
}

function close() {
  place.replaceChildren();
  answered = null;
  line.setAttribute("aria-expanded", "false");
  line.removeAttribute("aria-controls");
  line.removeAttribute("aria-activedescendant");
}

function activate(option) {
  active()?.setAttribute("aria-selected", "false");
  if (!option) return;
  option.setAttribute("aria-selected", "true");
  option.scrollIntoView({ block: "nearest" });
  line.setAttribute("aria-activedescendant", option.id);
}

function move(step) {
  const all = options();
  const here = all.indexOf(active());
  activate(all[here === -1 ? (step > 0 ? 0 : all.length - 1) : (here + step + all.length) % all.length]);
}

// What was chosen stands first next time; the page opens whether or not that could be noted.
function note(address) {
  const token = document.querySelector("input[name=csrf_token]")?.value;
  if (!address || !token) return Promise.resolve();
  const body = new URLSearchParams({ csrf_token: token });
  return fetch(address, { method: "POST", body, keepalive: true, headers: { "HX-Request": "true" } }).catch(() => {});
}

const PATIENCE_MS = 1000;

async function go(option) {
  const patience = new Promise((resolve) => setTimeout(resolve, PATIENCE_MS));
  await Promise.race([note(option.dataset.opens), patience]);
  window.location.assign(option.dataset.href);
}

function opened() {
  answered = asked;
  const found = list();
  say((found ?? place.querySelector("[data-said]"))?.dataset.said);
  if (document.activeElement !== line) {
    close();
    return;
  }
  if (!found) return;
  found.id = "search-options";
  options().forEach((option, index) => {
    option.id = `search-option-${index}`;
  });
  line.setAttribute("aria-expanded", "true");
  line.setAttribute("aria-controls", found.id);
  if (waits) move(1);
  waits = false;
}

const keys = {
  ArrowDown() {
    if (list() && answered === line.value.trim()) move(1);
    else waits = true;
    return true;
  },
  ArrowUp: () => (list() ? (move(-1), true) : false),
  Enter() {
    if (active()) go(active());
    // Nothing typed: there is no page for it. Otherwise the form goes to the page of results.
    return Boolean(active()) || !line.value.trim();
  },
  Escape() {
    if (place.hasChildNodes()) close();
    else if (line.value) line.value = "";
    else line.blur();
    return true;
  },
};

if (box) {
  line.setAttribute("role", "combobox");
  line.setAttribute("aria-autocomplete", "list");
  line.setAttribute("aria-expanded", "false");

  line.addEventListener(
    "keydown",
    (event) => {
      if (event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
      if (!keys[event.key]?.()) return;
      event.preventDefault();
      event.stopPropagation();
    },
    true,
  );

  // A click on an answer must not take the focus out of the line, or the answers would close under it.
  place.addEventListener("mousedown", (event) => event.preventDefault());
  place.addEventListener("click", ({ target }) => {
    const option = target.closest("[role=option]");
    if (option) go(option);
  });

  line.addEventListener("blur", close);
  line.addEventListener("input", () => activate(null));
  line.addEventListener("htmx:configRequest", ({ detail }) => {
    asked = line.value.trim();
    detail.parameters.q = asked;
  });
  document.addEventListener("htmx:afterSwap", ({ detail }) => {
    if (detail.target === place) opened();
  });
}

// A link on the page of results.
document.addEventListener("click", ({ target }) => {
  const link = target.closest?.("a[data-opens]");
  if (link) note(link.dataset.opens);
});
