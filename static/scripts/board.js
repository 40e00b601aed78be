// The board: cards move by drag, by long press and by the arrow keys. Every way asks the server as the form does;
// what needs more than the move itself opens the dialog of the form. Without scripts that form is the way.

import "../vendor/sortablejs-1.15.7/Sortable.min.js";

const { Sortable } = window;
const place = document.getElementById("columns");
const status = document.getElementById("board-status");
const isNarrow = window.matchMedia("(width < 700px)");
const isCalm = window.matchMedia("(prefers-reduced-motion: reduce)");
const SLIDE_MS = 180;

// The card that the arrow keys carry, and the place from which a card was taken.
let chosen = null;
let home = null;
let isCarrying = false;
// The card that has just been moved, by its id: the new board shows where it went.
let arriving = null;
// The column to which a card went last, by the id of its name: behind its button the card stands when it has many.
let goal = null;

// The columns of a board; of several boards on a page (a lane a pipeline) those of the one.
const lists = (board = place) => [...board.querySelectorAll(".column-cards")];
const boardOf = (element) => element.closest(".board");
const columnOf = (element) => element.closest(".board-column");
const nameOf = (column) => column.querySelector(".column-name").textContent;
const isMovable = (element) => element?.matches?.(".is-movable") ?? false;

function announce(key, card, column) {
  const words = { name: card.dataset.name, stage: column ? nameOf(column) : "" };
  status.textContent = status.dataset[key].replace(/\{(\w+)\}/g, (_all, word) => words[word]);
}

function slide(element, from) {
  const to = element.getBoundingClientRect();
  const [x, y] = [from.left - to.left, from.top - to.top];
  if (isCalm.matches || (x === 0 && y === 0)) return;
  element.animate([{ transform: `translate(${x}px, ${y}px)` }, { transform: "none" }], {
    duration: SLIDE_MS,
    easing: "ease-out",
  });
}

function carry(card, list, next = null) {
  const from = card.getBoundingClientRect();
  const hadFocus = card === document.activeElement;
  isCarrying = true;
  list.insertBefore(card, next?.parentElement === list ? next : null);
  if (hadFocus) card.focus();
  isCarrying = false;
  slide(card, from);
}

function mark(column) {
  for (const one of place.querySelectorAll(".board-column.is-target")) one.classList.remove("is-target");
  column?.classList.add("is-target");
}

function takeFrom(card) {
  home = { list: card.parentElement, next: card.nextElementSibling };
}

function putBack(card) {
  if (home && card.parentElement !== home.list) carry(card, home.list, home.next);
  card.classList.remove("is-moving");
  mark(null);
  home = chosen = null;
}

// Ask for the move. What is open goes at once; everything else is for the dialog, and the card waits at home.
function drop(card, column) {
  const { address, version, here, open } = card.dataset;
  const stage = column.dataset.stage;
  goal = column.getAttribute("aria-labelledby");
  const values = { stage, version, here, back: "board" };
  const place = { source: card, target: "#dialogs", swap: "innerHTML" };
  chosen = null;
  if (stage === open) {
    card.classList.add("is-moving");
    const csrf_token = card.closest(".board").dataset.token;
    window.htmx.ajax("POST", address, { ...place, values: { ...values, csrf_token } });
  } else {
    putBack(card);
    window.htmx.ajax("GET", address, { ...place, values });
  }
}

function setUp() {
  for (const link of place.querySelectorAll(".is-movable a")) link.draggable = false;
  for (const card of place.querySelectorAll(".is-movable")) card.tabIndex = 0;
  for (const list of lists()) {
    if (Sortable.get(list)) continue;
    new Sortable(list, {
      // A card stays in its own pipeline.
      group: boardOf(list).dataset.group,
      sort: false,
      draggable: ".is-movable",
      filter: "button, .board-move a",
      preventOnFilter: false,
      // A long press lifts the card where a finger also scrolls.
      delay: 300,
      delayOnTouchOnly: true,
      touchStartThreshold: 6,
      // Drawn by the page and not by the browser: the same for mouse, pen and finger.
      forceFallback: true,
      fallbackOnBody: true,
      fallbackTolerance: 4,
      animation: isCalm.matches ? 0 : SLIDE_MS,
      ghostClass: "is-moving",
      dragClass: "is-dragged",
      disabled: isNarrow.matches,
      onStart: ({ item }) => takeFrom(item),
      onMove: ({ to }) => mark(columnOf(to)),
      onEnd: ({ item, from, to }) => {
        mark(null);
        if (to !== from) drop(item, columnOf(to));
      },
    });
  }
}

// The keyboard
function step(card, by) {
  const all = lists(boardOf(card));
  const list = all[all.indexOf(card.parentElement) + by];
  if (!list) return announce("edge", card);
  if (!chosen) {
    takeFrom(card);
    chosen = card;
  }
  if (list === home.list) {
    putBack(card);
    return announce("back", card);
  }
  card.classList.add("is-moving");
  carry(card, list, list.firstElementChild);
  mark(columnOf(list));
  card.scrollIntoView({ block: "nearest", inline: "nearest" });
  return announce("choice", card, columnOf(list));
}

const KEYS = {
  ArrowLeft: (card) => step(card, -1),
  ArrowRight: (card) => step(card, 1),
  Enter: (card) => {
    if (chosen === card) drop(card, columnOf(card));
    else card.querySelector(".board-move a")?.click();
  },
  Escape: (card) => {
    if (chosen !== card) return;
    putBack(card);
    announce("back", card);
  },
};

place.addEventListener("keydown", (event) => {
  const press = KEYS[event.key];
  const isPlain = !(event.ctrlKey || event.metaKey || event.altKey || event.shiftKey || event.isComposing);
  if (!press || !isPlain || !isMovable(event.target) || event.target.ariaBusy === "true") return;
  if (isNarrow.matches && event.key.startsWith("Arrow")) return;
  event.preventDefault();
  press(event.target);
});

place.addEventListener("focusout", ({ target }) => {
  if (target === chosen && !isCarrying) putBack(target);
});

// The answer
document.addEventListener("htmx:beforeRequest", ({ detail }) => {
  if (isMovable(detail.elt)) detail.elt.ariaBusy = "true";
});
document.addEventListener("htmx:afterRequest", ({ detail }) => {
  if (!isMovable(detail.elt)) return;
  detail.elt.ariaBusy = null;
  // 204: it moved, and the new board is on its way. Anything else left it where it was.
  if (detail.xhr.status !== 204) putBack(detail.elt);
});

document.addEventListener("case-moved", ({ target }) => {
  const address = target.dataset.address ?? target.getAttribute("action");
  arriving = place.querySelector(`[data-address="${CSS.escape(address)}"]`)?.id ?? null;
  setTimeout(() => {
    for (const dialog of document.querySelectorAll("#dialogs dialog")) {
      dialog.close();
      dialog.remove();
    }
  });
});

let before = new Map();
document.addEventListener("htmx:beforeSwap", ({ detail }) => {
  if (detail.target !== place) return;
  const focused = document.activeElement?.closest?.("#columns .board-card");
  arriving ??= focused?.id ?? null;
  // htmx copies attributes from old to new elements; a style that dragging left behind would offend the policy.
  for (const card of place.querySelectorAll(".board-card[style]")) card.removeAttribute("style");
  before = new Map([...place.querySelectorAll("[data-case]")].map((card) => [card.id, card.getBoundingClientRect()]));
});
document.addEventListener("htmx:afterSwap", ({ detail }) => {
  if (detail.target !== place) return;
  home = chosen = null;
  setUp();
  for (const [id, from] of before) {
    const card = document.getElementById(id);
    if (card) slide(card, from);
  }
  const arrived = arriving && (document.getElementById(arriving) ?? furtherCards());
  arriving = goal = null;
  if (!arrived || document.querySelector("dialog:modal")) return;
  arrived.focus({ preventScroll: true });
  arrived.scrollIntoView({ block: "nearest", inline: "nearest" });
});

const furtherCards = () => goal && place.querySelector(`[aria-labelledby="${CSS.escape(goal)}"] .board-more a`);

// Further cards of a column take the place of its button; the first of them takes its focus.
let button = null;
document.addEventListener("htmx:beforeSwap", ({ detail }) => {
  if (!detail.target.matches?.("#columns .board-more")) return;
  const list = detail.target.parentElement;
  button = { list, index: [...list.children].indexOf(detail.target), hadFocus: detail.target.contains(document.activeElement) };
});
document.addEventListener("htmx:afterSwap", () => {
  if (!button) return;
  const { list, index, hadFocus } = button;
  button = null;
  setUp();
  const first = list.children[index];
  if (hadFocus) (isMovable(first) ? first : first?.querySelector("a"))?.focus();
});

// A board that comes anew keeps the further cards that its reader has asked for.
document.addEventListener("htmx:configRequest", ({ detail }) => {
  if (!detail.elt.matches("[data-board-refresh]")) return;
  const first = Number(place.querySelector(".board").dataset.cards);
  if (!first) return;
  const counted = lists().map((list) => [columnOf(list).dataset.stage, list.querySelectorAll("[data-case]").length]);
  const shown = counted.filter(([, number]) => number > first).map(([stage, number]) => `${stage}.${number}`);
  if (shown.length) detail.parameters.shown = shown.join();
});

isNarrow.addEventListener("change", () => {
  for (const list of lists()) Sortable.get(list)?.option("disabled", isNarrow.matches);
});
setUp();
