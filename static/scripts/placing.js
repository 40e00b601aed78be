// A partner's point: proposals while one types, and a map on which the point is clicked, dragged or moved by keys.
// The map is drawn on the server; what is done here ends in the two number fields, so the form works without it.

const panel = document.querySelector("[data-point-panel]");
const form = panel?.closest("form");
const field = (name) => form.elements.namedItem(name);

const DESCRIBING = new Set(["name_ko", "name_en", "name_native", "country", "region", "address", "lat", "lon"]);
const TYPING_PAUSE = 400;
const STEP = 8;
const FINE_STEP = 1;

let waiting;
/** Let the server look at what is typed, after a pause. */
function look(pause = 0) {
  clearTimeout(waiting);
  waiting = setTimeout(() => panel.dispatchEvent(new CustomEvent("look")), pause);
}

/** Whether the next answer is about a point that was just set; only then the region follows from it. */
let isPlaced = false;

function setNumber(name, degrees) {
  const input = field(name);
  input.value = degrees;
  input.dispatchEvent(new Event("change", { bubbles: true }));
}

function setPoint(lat, lon, confidence) {
  setNumber("lat", lat);
  setNumber("lon", lon);
  if (confidence) setNumber("point_confidence", confidence);
  form.dataset.changed = "yes";
  isPlaced = true;
  look();
}

// Typing

form?.addEventListener("input", ({ target }) => {
  if (DESCRIBING.has(target.name)) look(TYPING_PAUSE);
});

panel?.addEventListener("click", (event) => {
  const taking = event.target.closest("[data-point-takes]");
  const zooming = event.target.closest("[data-place-km]");
  if (taking) {
    event.preventDefault();
    setPoint(...taking.value.split(","));
  } else if (zooming) {
    panel.querySelector("[name=km]").value = zooming.dataset.placeKm;
    look();
  }
});

// The map

const mapOf = (target) => target.closest?.("[data-place-map]");

/** Where on the drawing a pointer is, in its own pixels. */
function placeOf(event, map) {
  const there = new DOMPoint(event.clientX, event.clientY).matrixTransform(map.querySelector("svg").getScreenCTM().inverse());
  return [there.x, there.y];
}

function pointAt([x, y], map) {
  const { lat, lon, across, up } = map.dataset;
  const { width, height } = map.querySelector("svg").viewBox.baseVal;
  const east = Number(lon) + (x - width / 2) / across;
  const north = Number(lat) - (y - height / 2) / up;
  // No finer than a pixel says.
  const digits = Math.max(2, Math.min(5, Math.ceil(Math.log10(up))));
  const turned = ((((east + 180) % 360) + 360) % 360) - 180;
  return [Math.max(-90, Math.min(90, north)).toFixed(digits), turned.toFixed(digits)];
}

let dragged;

panel?.addEventListener("pointerdown", (event) => {
  const map = mapOf(event.target);
  if (!map || event.button !== 0 || !event.target.closest("svg")) return;
  dragged = { map, pin: event.target.closest("[data-place-pin]") };
  if (dragged.pin) event.preventDefault();
});

// A finger that is not on the pin scrolls the page.
document.addEventListener("pointermove", (event) => {
  if (!dragged?.pin) return;
  const [x, y] = placeOf(event, dragged.map);
  dragged.pin.setAttribute("transform", `translate(${x} ${y})`);
});

document.addEventListener("pointerup", (event) => {
  if (!dragged) return;
  const { map } = dragged;
  dragged = undefined;
  if (mapOf(event.target) === map && event.target.closest("svg")) setPoint(...pointAt(placeOf(event, map), map));
  else look();
});

document.addEventListener("pointercancel", () => {
  if (dragged?.pin) look();
  dragged = undefined;
});

const ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

panel?.addEventListener("keydown", (event) => {
  const pin = event.target.closest("[data-place-pin]");
  const arrow = ARROWS[event.key];
  if (!pin || !arrow) return;
  event.preventDefault();
  const step = event.shiftKey ? FINE_STEP : STEP;
  const [x, y] = pin.getAttribute("transform").match(/-?[\d.]+/g).map(Number);
  const place = [x + arrow[0] * step, y + arrow[1] * step];
  pin.setAttribute("transform", `translate(${place.join(" ")})`);
  const map = mapOf(pin);
  clearTimeout(waiting);
  const [lat, lon] = pointAt(place, map);
  field("lat").value = lat;
  field("lon").value = lon;
  form.dataset.changed = "yes";
  isPlaced = true;
  look(TYPING_PAUSE);
});

// After the answer: a province that nobody wrote is filled in from the point; what was typed counts as unsaved.

document.addEventListener("htmx:beforeRequest", ({ detail }) => {
  if (detail.elt === panel) panel.dataset.changed = form.dataset.changed ?? "";
});

document.addEventListener("htmx:afterRequest", ({ detail }) => {
  if (detail.elt !== panel) return;
  if (panel.dataset.changed) form.dataset.changed = panel.dataset.changed;
  const { region } = panel.querySelector("[data-place-map]")?.dataset ?? {};
  if (isPlaced && region && !field("region").value.trim()) field("region").value = region;
  isPlaced = false;
});
