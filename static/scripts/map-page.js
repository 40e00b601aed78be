/* The page around the map: filters reach the frame without loading it anew, and list and map point at each other. */

const page = document.querySelector("[data-map-page]");
const frame = page?.querySelector("[data-map-frame]");
const SETTLED_MS = 250;
let inView = null;
let query = page?.querySelector("[data-map-query]")?.dataset.mapQuery;
let waiting = 0;

if (frame) {
  document.body.addEventListener("htmx:afterSwap", ({ target }) => {
    if (target.id !== "map-results") return;
    inView = null;
    dress();
    // The answer to a new filter moves the map on; the list of another view only shows it.
    if (found().dataset.mapQuery !== query) tell({ type: "filter", query: (query = found().dataset.mapQuery) });
  });
  addEventListener("message", ({ origin, source, data }) => {
    if (origin !== location.origin || source !== frame.contentWindow || data?.from !== "map") return;
    if (data.type === "view") followView(data);
    if (data.type === "hover") mark(data.id);
    if (data.type === "full") toggleFullScreen();
  });
  page.addEventListener("pointerover", ({ target }) => tell({ type: "highlight", id: idOf(target) }));
  page.addEventListener("focusin", ({ target }) => tell({ type: "highlight", id: idOf(target) }));
  page.addEventListener("click", ({ target }) => {
    const item = target.closest("[data-map-item]");
    if (item && !target.closest("a")) tell({ type: "show", id: Number(item.dataset.mapItem), point: pointOf(item) });
  });
  page.addEventListener("input", ({ target }) => {
    if (target.closest("[data-map-search]")) narrow();
  });
  document.querySelector("[data-map-print]").addEventListener("click", () => print());
  document.querySelector("[data-map-picture]").addEventListener("click", ({ currentTarget }) => tell({ type: "picture", file: currentTarget.dataset.file }));
  foldOnNarrowScreens();
  dress();
}

function tell(message) {
  frame.contentWindow.postMessage({ to: "map", ...message }, location.origin);
}

function toggleFullScreen() {
  if (document.fullscreenElement) document.exitFullscreen();
  else page.requestFullscreen();
}

function found() {
  return page.querySelector("[data-map-query]");
}

function idOf(target) {
  const item = target.closest?.("[data-map-item]");
  return item ? Number(item.dataset.mapItem) : null;
}

/** Show what only works with a script. */
function dress() {
  for (const hidden of page.querySelectorAll("[data-map-search], [data-map-show]")) hidden.hidden = false;
}

/** The list has not all who are on the map: ask the server for those in view, once the map has come to rest. */
function askForView(view) {
  clearTimeout(waiting);
  waiting = setTimeout(() => htmx.ajax("GET", `${location.pathname}?${query}&in=${view}`, { target: "#map-results", source: "#map-results" }), SETTLED_MS);
}

function pointOf({ dataset: { mapAt } }) {
  return mapAt ? mapAt.split(",").map(Number) : null;
}

function followView({ ids, view }) {
  if (found().dataset.mapPart !== undefined) return askForView(view);
  inView = new Set(ids);
  narrow();
}

function narrow() {
  const wanted = (page.querySelector("[data-map-search] input")?.value ?? "").trim().toLowerCase();
  // Those without coordinates are in no view: they stay.
  const items = [...page.querySelectorAll("[data-map-at]")];
  for (const item of items) {
    const seen = !inView || inView.has(Number(item.dataset.mapItem));
    item.hidden = !seen || !item.textContent.toLowerCase().includes(wanted);
  }
  for (const group of page.querySelectorAll("[data-map-group]")) {
    const count = group.querySelectorAll("[data-map-item]:not([hidden])").length;
    group.hidden = count === 0;
    group.querySelector("[data-map-group-count]").textContent = count;
  }
  count(items);
}

function count(items) {
  if (!inView || !items.length) return;
  const here = items.filter((item) => inView.has(Number(item.dataset.mapItem))).length;
  const { inView: sentence, outside } = found().dataset;
  page.querySelector("[data-map-count]").textContent = sentence.replace("{count}", inView.size);
  page.querySelector("[data-map-outside]").textContent = items.length > here ? outside.replace("{count}", items.length - here) : "";
}

function mark(id) {
  for (const item of page.querySelectorAll("[data-map-item]")) item.classList.toggle("is-selected", Number(item.dataset.mapItem) === id);
}

function foldOnNarrowScreens() {
  const fold = page.querySelector(".map-filters-fold");
  if (fold && matchMedia("(width < 700px)").matches) fold.open = false;
}
