/* The page around the map: filters reach the frame without loading it anew, and list and map point at each other. */

const page = document.querySelector(".map-page");
const frame = page?.querySelector("[data-map-frame]");
const SETTLED_MS = 250;
/* How long each year stands while the slider runs. */
const YEAR_MS = 1200;
let inView = null;
let query = page?.querySelector("[data-map-query]")?.dataset.mapQuery;
let waiting = 0;

foldOnNarrowScreens();

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
  slideOverYears();
  dress();
}

function tell(message) {
  frame.contentWindow.postMessage({ to: "map", ...message }, location.origin);
}

/** The years of the ties as a slider that can run by itself; the list of years beside it is what is sent. */
function slideOverYears() {
  const slider = page.querySelector("[data-map-years]");
  const [button, range] = [slider.querySelector("button"), slider.querySelector("input")];
  const years = page.querySelector("select[name=year]");
  // The last step is today.
  const last = years.options.length - 1;
  let running = 0;
  const choose = (at) => {
    years.selectedIndex = at >= last ? 0 : at + 1;
    range.setAttribute("aria-valuetext", years.selectedOptions[0].textContent);
    years.dispatchEvent(new Event("change", { bubbles: true }));
  };
  const follow = () => {
    range.value = years.selectedIndex ? years.selectedIndex - 1 : last;
  };
  const stop = () => {
    clearInterval(running);
    running = 0;
    button.textContent = button.dataset.play;
  };
  const next = () => {
    const at = Number(range.value) >= last ? 0 : Number(range.value) + 1;
    range.value = at;
    choose(at);
    if (at >= last) stop();
  };
  range.max = last;
  range.addEventListener("change", () => choose(Number(range.value)));
  years.addEventListener("change", follow);
  button.addEventListener("click", () => {
    if (running) return stop();
    button.textContent = button.dataset.pause;
    running = setInterval(next, YEAR_MS);
    next();
  });
  follow();
  slider.hidden = false;
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
  document.querySelector(".page-count").textContent = found().dataset.known;
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
  const fold = page?.querySelector(".map-filters-fold");
  if (fold && matchMedia("(width < 700px)").matches) fold.open = false;
}
