/* Names on the map: partners' beside their glyphs, then seas, islands, countries and districts where room is left. */

import { element } from "./map-symbols.js";

const SIDES = ["right", "left", "bottom", "top"];
const HALF_SYMBOL = 19;
const FONT = { partner: '600 13px "Pretendard GOV Variable", sans-serif', place: '400 12px "Pretendard GOV Variable", sans-serif' };
const LINE = 17;
const DOT = 6;

/** Keep the labels of the map placed, without one over another. `symbols()` gives the layers in view, first come first named. */
export function keepLabels(map, places, language, symbols) {
  const pane = map.createPane("names");
  pane.style.zIndex = 450;
  const words = new Map();
  // 울릉도 and 독도 are named before anything else.
  const islands = places.filter(({ kind }) => kind === "island");
  const others = places.filter(({ kind }) => kind !== "island");
  let waiting = 0;
  const place = () => {
    waiting = 0;
    const taken = controls(map);
    for (const symbol of symbols()) taken.push(boxOf(map, symbol));
    const names = new Names(map, pane, language, words, taken);
    names.place(islands);
    for (const symbol of symbols()) placeBeside(map, symbol, taken);
    names.place(others.filter((each) => !map.isNamed?.(each)));
    names.sweep();
  };
  const soon = () => {
    waiting ||= requestAnimationFrame(place);
  };
  map.on("zoomstart", () => pane.classList.add("is-waiting"));
  map.on("zoomend moveend resize", () => {
    pane.classList.remove("is-waiting");
    soon();
  });
  document.fonts?.ready.then(soon);
  soon();
  return soon;
}

function controls(map) {
  const frame = map.getContainer().getBoundingClientRect();
  return [...map.getContainer().querySelectorAll(".leaflet-control, .map-edge")].map((control) => {
    const { left, top, right, bottom } = control.getBoundingClientRect();
    return { left: left - frame.left, top: top - frame.top, right: right - frame.left, bottom: bottom - frame.top };
  });
}

function boxOf(map, symbol) {
  const { x, y } = map.latLngToContainerPoint(symbol.getLatLng());
  return { left: x - HALF_SYMBOL, top: y - HALF_SYMBOL, right: x + HALF_SYMBOL, bottom: y + HALF_SYMBOL, owner: symbol };
}

function placeBeside(map, symbol, taken) {
  const label = symbol.getElement()?.querySelector(".map-label");
  if (!label) return;
  const lines = [...label.children].map((line) => line.textContent);
  const size = { width: Math.max(...lines.map((line) => wide(line, FONT.partner))), height: LINE * lines.length };
  const at = map.latLngToContainerPoint(symbol.getLatLng());
  const frame = map.getSize();
  const side = SIDES.find((each) => free(beside(at, size, each), taken, frame, symbol));
  label.dataset.side = side ?? "none";
  if (side) taken.push(beside(at, size, side));
}

function beside({ x, y }, { width, height }, side) {
  const gap = HALF_SYMBOL - 1;
  if (side === "right") return box(x + gap, y - height / 2, width, height);
  if (side === "left") return box(x - gap - width, y - height / 2, width, height);
  return box(x - width / 2, side === "bottom" ? y + gap : y - gap - height, width, height);
}

/** One round of writing places' names where room is left. */
class Names {
  constructor(map, pane, language, words, taken) {
    Object.assign(this, { map, pane, language, words, taken, shown: new Set() });
  }

  place(places) {
    const zoom = this.map.getZoom();
    for (const place of places) {
      if (zoom >= place.zoom && (!place.last || zoom <= place.last) && this.hasRoom(place)) this.write(place);
    }
  }

  hasRoom(place) {
    const at = this.map.latLngToContainerPoint([place.lat, place.lon]);
    const frame = this.map.getSize();
    if (at.x < 0 || at.y < 0 || at.x > frame.x || at.y > frame.y) return false;
    const spacing = place.kind === "sea" ? 1.5 : 1;
    const area = placeBox(place, at, wide(place[this.language], FONT.place) * spacing + (place.kind === "island" ? 14 : 0));
    if (!free(area, this.taken, frame)) return false;
    this.taken.push(area);
    return true;
  }

  write(place) {
    const look = `map-place is-${place.kind}${place.leftward ? " is-leftward" : ""}`;
    const word = this.words.get(place) ?? this.pane.appendChild(element("span", { class: look }, place[this.language]));
    this.words.set(place, word);
    this.shown.add(place);
    const { x, y } = this.map.latLngToLayerPoint([place.lat, place.lon]);
    L.DomUtil.setPosition(word, L.point(x - this.shift(place, word), y));
  }

  /** How far a name begins before its place: an island's dot stands on the place, all else is centred on it. */
  shift({ kind, leftward }, { offsetWidth }) {
    if (kind !== "island") return Math.round(offsetWidth / 2);
    return leftward ? offsetWidth - DOT / 2 : DOT / 2;
  }

  sweep() {
    for (const [place, word] of this.words) {
      if (this.shown.has(place)) continue;
      word.remove();
      this.words.delete(place);
    }
  }
}

/** An island has a dot at its place and its name beside it; everything else stands centred. */
function placeBox({ kind, leftward }, { x, y }, width) {
  if (kind !== "island") return box(x - width / 2, y - LINE / 2, width, LINE);
  return box(leftward ? x - width : x - 6, y - LINE / 2, width + 6, LINE);
}

function box(left, top, width, height) {
  return { left, top, right: left + width, bottom: top + height };
}

function free(area, taken, frame, owner = null) {
  if (area.left < 2 || area.top < 2 || area.right > frame.x - 2 || area.bottom > frame.y - 2) return false;
  return !taken.some((other) => other.owner !== owner || !owner ? overlaps(area, other) : false);
}

export function overlaps(one, other) {
  return one.left < other.right && other.left < one.right && one.top < other.bottom && other.top < one.bottom;
}

const ruler = document.createElement("canvas").getContext("2d");
const widths = new Map();

function wide(text, font) {
  const key = font + text;
  if (!widths.has(key)) {
    ruler.font = font;
    widths.set(key, Math.ceil(ruler.measureText(text).width) + 4);
  }
  return widths.get(key);
}
