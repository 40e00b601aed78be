/* The page around the map: filters reach the frame without loading it anew, and list and map point at each other. */

const page = document.querySelector("[data-map-page]");
const frame = page?.querySelector("[data-map-frame]");
let inView = null;

if (frame) {
  document.body.addEventListener("htmx:afterSwap", ({ target }) => {
    if (target.id !== "map-results") return;
    inView = null;
    dress();
    tell({ type: "filter", query: found().dataset.mapQuery });
  });
  addEventListener("message", ({ origin, source, data }) => {
    if (origin !== location.origin || source !== frame.contentWindow || data?.from !== "map") return;
    if (data.type === "view") showWhatIsInView(new Set(data.ids));
    if (data.type === "hover") mark(data.id);
  });
  page.addEventListener("pointerover", ({ target }) => tell({ type: "highlight", id: idOf(target) }));
  page.addEventListener("focusin", ({ target }) => tell({ type: "highlight", id: idOf(target) }));
  page.addEventListener("click", ({ target }) => {
    const item = target.closest("[data-map-item]");
    if (item && !target.closest("a")) tell({ type: "show", id: Number(item.dataset.mapItem) });
  });
  page.addEventListener("input", ({ target }) => {
    if (target.closest("[data-map-search]")) narrow();
  });
  foldOnNarrowScreens();
  dress();
}

function tell(message) {
  frame.contentWindow.postMessage({ to: "map", ...message }, location.origin);
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

function showWhatIsInView(ids) {
  inView = ids;
  narrow();
}

function narrow() {
  const wanted = (page.querySelector("[data-map-search] input")?.value ?? "").trim().toLowerCase();
  const items = [...page.querySelectorAll("[data-map-item]")];
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
