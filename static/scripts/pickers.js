// Choosing partners by typing. Without scripts the buttons of a picker send its form; here they act at once,
// and the line becomes a combobox: arrows and Enter choose, Escape closes, Backspace takes the last one away.

const lineOf = (picker) => picker.querySelector(".token-box > input[type=search]");
const answersOf = (picker) => picker.querySelector(".picker-answers");
const listOf = (picker) => picker.querySelector("[role=listbox]");
const optionsOf = (picker) => [...picker.querySelectorAll("[role=option]")];
const activeOf = (picker) => picker.querySelector("[role=option][aria-selected=true]");
const tokensOf = (picker) => [...picker.querySelectorAll(".token")];
// What was asked last, what the answers stand for, and whether Enter waits for them.
const states = new WeakMap();

function stateOf(picker) {
  if (!states.has(picker)) states.set(picker, { asked: "", answered: "", waits: false });
  return states.get(picker);
}

function equip(picker) {
  const line = lineOf(picker);
  line.setAttribute("role", "combobox");
  line.setAttribute("aria-autocomplete", "list");
  line.setAttribute("aria-expanded", "false");
}

function say(picker, text) {
  picker.querySelector("[role=status]").textContent = text ?? "";
}

function close(picker) {
  const line = lineOf(picker);
  answersOf(picker).replaceChildren();
  line.setAttribute("aria-expanded", "false");
  line.removeAttribute("aria-controls");
  line.removeAttribute("aria-activedescendant");
  stateOf(picker).answered = "";
}

function activate(picker, option) {
  activeOf(picker)?.setAttribute("aria-selected", "false");
  if (!option) return;
  option.setAttribute("aria-selected", "true");
  option.scrollIntoView({ block: "nearest" });
  lineOf(picker).setAttribute("aria-activedescendant", option.id);
}

// The answers have come: name them for the line, and take up an Enter that was pressed meanwhile.
function open(picker) {
  const state = stateOf(picker);
  const list = listOf(picker);
  const line = lineOf(picker);
  state.answered = state.asked;
  say(picker, (list ?? answersOf(picker).querySelector("[data-said]"))?.dataset.said);
  if (!list || document.activeElement !== line) {
    if (list) close(picker);
    return;
  }
  list.id = `${picker.id}-options`;
  optionsOf(picker).forEach((option, index) => {
    option.id = `${picker.id}-option-${index}`;
  });
  line.setAttribute("aria-expanded", "true");
  line.setAttribute("aria-controls", list.id);
  // Several of that name: nobody is chosen by a hasty Enter.
  if (!("ambiguous" in list.dataset)) activate(picker, optionsOf(picker)[0]);
  if (state.waits && activeOf(picker)) chooseOption(picker, activeOf(picker));
  state.waits = false;
}

function empty(picker) {
  const line = lineOf(picker);
  // A syllable that is still being composed would come back behind the token.
  line.blur();
  line.focus();
  line.value = "";
  stateOf(picker).asked = "";
  htmx.trigger(line, "htmx:abort");
  close(picker);
}

/** The partners of a picker as a draft keeps them. */
export function tokensIn(picker) {
  return tokensOf(picker).map((token) => ({
    id: token.querySelector("input").value,
    name: token.querySelector("span").textContent,
    glyph: token.querySelector("svg.glyph use").getAttribute("href").split("#")[1],
  }));
}

/** Put the partners of a draft in the place of those chosen. */
export function putTokens(picker, tokens) {
  const sprite = picker.querySelector("svg use").getAttribute("href").split("#")[0];
  tokensOf(picker).forEach((token) => token.remove());
  for (const { id, name, glyph } of tokens) {
    if (!/^\d+$/.test(id) || !/^kind-[a-z-]+$/.test(glyph)) continue;
    const drawing = document.createElementNS("http://www.w3.org/2000/svg", "svg");
    drawing.setAttribute("class", "glyph");
    drawing.setAttribute("viewBox", "0 0 24 24");
    drawing.setAttribute("aria-hidden", "true");
    const use = document.createElementNS("http://www.w3.org/2000/svg", "use");
    use.setAttribute("href", `${sprite}#${glyph}`);
    drawing.append(use);
    lineOf(picker).before(tokenFor(picker, { id, name, glyph: drawing }));
  }
  changed(picker);
}

function changed(picker) {
  picker.dispatchEvent(new Event("input", { bubbles: true }));
  picker.dispatchEvent(new CustomEvent("picked", { bubbles: true }));
}

function element(name, attributes, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...children);
  return made;
}

function tokenFor(picker, { id, name, glyph }) {
  const cross = picker.dataset.takeAway.replace("{name}", name);
  const use = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  use.setAttribute("class", "icon");
  use.setAttribute("viewBox", "0 0 24 24");
  use.setAttribute("width", "14");
  use.setAttribute("height", "14");
  use.setAttribute("aria-hidden", "true");
  const drawing = document.createElementNS("http://www.w3.org/2000/svg", "use");
  drawing.setAttribute("href", `${glyph.querySelector("use").getAttribute("href").split("#")[0]}#close`);
  use.append(drawing);
  glyph.setAttribute("width", "18");
  glyph.setAttribute("height", "18");
  const button = element("button", { type: "submit", name: `${picker.dataset.asks}remove`, value: id, formnovalidate: "", "aria-label": cross, title: cross }, use);
  return element("span", { class: "token" }, element("input", { type: "hidden", name: picker.dataset.picker, value: id }), glyph, element("span", {}, name), button);
}

function choose(picker, { id, name, glyph }) {
  empty(picker);
  const known = picker.querySelector(`.token > input[value="${CSS.escape(id)}"]`);
  if (!known) {
    if (!("several" in picker.dataset)) tokensOf(picker).forEach((token) => token.remove());
    lineOf(picker).before(tokenFor(picker, { id, name, glyph }));
    say(picker, name);
  }
  changed(picker);
}

function chooseOption(picker, option) {
  choose(picker, { id: option.dataset.id, name: option.dataset.name, glyph: option.querySelector("svg").cloneNode(true) });
}

function takeAway(picker, token) {
  token?.remove();
  changed(picker);
}

function move(picker, step) {
  const options = optionsOf(picker);
  if (!options.length) return;
  const here = options.indexOf(activeOf(picker));
  activate(picker, options[here === -1 ? (step > 0 ? 0 : options.length - 1) : (here + step + options.length) % options.length]);
}

const keys = {
  ArrowDown: (picker) => (listOf(picker) ? (move(picker, 1), true) : false),
  ArrowUp: (picker) => (listOf(picker) ? (move(picker, -1), true) : false),
  Enter(picker, line) {
    const state = stateOf(picker);
    if (!line.value.trim()) return false;
    if (state.answered !== line.value.trim()) state.waits = true;
    else if (activeOf(picker)) chooseOption(picker, activeOf(picker));
    return true;
  },
  Escape(picker, line) {
    if (!listOf(picker) && !line.value) return false;
    if (listOf(picker)) close(picker);
    else empty(picker);
    return true;
  },
  Backspace(picker, line) {
    if (line.value || !tokensOf(picker).length) return false;
    takeAway(picker, tokensOf(picker).at(-1));
    return true;
  },
};

document.addEventListener(
  "keydown",
  (event) => {
    const picker = event.target.closest?.("[data-picker]");
    if (!picker || event.target !== lineOf(picker) || event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
    if (!keys[event.key]?.(picker, event.target)) return;
    event.preventDefault();
    event.stopPropagation();
  },
  true,
);

// A click on an answer must not take the focus out of the line, or the answers would close under it.
document.addEventListener("mousedown", (event) => {
  if (event.target.closest("[data-picker] [role=option]")) event.preventDefault();
});

document.addEventListener("click", (event) => {
  const option = event.target.closest("[data-picker] [role=option]");
  if (option) chooseOption(option.closest("[data-picker]"), option);
  const pick = event.target.closest("[data-pick]");
  if (pick) {
    event.preventDefault();
    const glyph = (pick.querySelector("template")?.content ?? pick).querySelector("svg.glyph").cloneNode(true);
    choose(document.getElementById(pick.dataset.pick), { id: pick.value, name: pick.dataset.name, glyph });
  }
  const taking = event.target.closest("[data-picker] .token > button");
  if (taking) {
    event.preventDefault();
    const picker = taking.closest("[data-picker]");
    takeAway(picker, taking.closest(".token"));
    lineOf(picker).focus();
  }
  const box = event.target.closest("[data-picker] .token-box");
  if (box === event.target) box.querySelector("input[type=search]").focus();
});

document.addEventListener("input", ({ target }) => {
  const picker = target.closest?.("[data-picker]");
  if (picker && target === lineOf(picker) && !target.value.trim()) close(picker);
});

document.addEventListener("focusout", ({ target }) => {
  const picker = target.closest?.("[data-picker]");
  if (picker && target === lineOf(picker) && listOf(picker)) close(picker);
});

document.addEventListener("htmx:configRequest", (event) => {
  const { elt, parameters } = event.detail;
  const picker = elt.closest?.("[data-picker]");
  if (!picker || elt !== lineOf(picker)) return;
  const typed = elt.value.trim();
  if (!typed) {
    event.preventDefault();
    return;
  }
  stateOf(picker).asked = typed;
  delete parameters[elt.name];
  parameters.q = typed;
  parameters.without = tokensOf(picker).map((token) => token.querySelector("input").value);
  if (elt.dataset.kinds) parameters.kind = elt.dataset.kinds.split(" ");
});

document.addEventListener("htmx:afterSwap", ({ detail }) => {
  const picker = detail.target.closest?.("[data-picker]");
  if (picker && detail.target === answersOf(picker)) open(picker);
});

function equipAll(scope) {
  for (const picker of scope.querySelectorAll("[data-picker]")) equip(picker);
}
document.addEventListener("htmx:load", ({ detail }) => {
  equipAll(detail.elt.parentElement ?? document);
});
equipAll(document);
