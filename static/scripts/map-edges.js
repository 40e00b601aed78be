/* Partners beyond the edge: pills that say who is there and how far from the office, and lead there. */

import { overlaps } from "./map-labels.js";
import { element, glyph, kilometres, said } from "./map-symbols.js";

const INSET = { x: 90, y: 26 };
const APART = { x: 210, y: 44 };
const MOST = 4;
const MARGIN = 8;
/* The corners belong to the controls: zoom and views above, scale and sources below. */
const ABOVE = 76;
const BELOW = 58;

/** Keep the pills of a map true to its view. `partners()` gives what the filters let through, `symbols()` what stands in view. */
export function keepEdges(map, partners, symbols, settings, after) {
  const layer = map.getContainer().appendChild(element("div", { class: "map-edges" }));
  L.DomEvent.disableClickPropagation(layer);
  const draw = () => {
    layer.replaceChildren(...groups(map, partners()).slice(0, MOST).map((group) => pill(map, group, settings)));
    const taken = symbols().map((symbol) => around(map.latLngToContainerPoint(symbol.getLatLng())));
    for (const button of layer.children) settle(button, map.getSize(), taken);
    after();
  };
  map.on("moveend", draw);
  map.on("zoomstart", () => layer.replaceChildren());
  // A card that is open lies in front of everything.
  map.on("popupopen popupclose", ({ type }) => layer.classList.toggle("is-behind", type === "popupopen"));
  return draw;
}

function groups(map, partners) {
  const frame = map.getSize();
  const found = [];
  for (const partner of partners) {
    const at = map.latLngToContainerPoint(partner.point);
    if (at.x >= 0 && at.y >= 0 && at.x <= frame.x && at.y <= frame.y) continue;
    const edge = onEdge(at, frame);
    const near = found.find((group) => Math.abs(group.at.x - edge.x) < APART.x && Math.abs(group.at.y - edge.y) < APART.y);
    if (near) near.partners.push(partner);
    else found.push({ at: edge, partners: [partner] });
  }
  return found.sort((one, other) => other.partners.length - one.partners.length);
}

/** Where the line from the middle of the view to the point leaves it. */
function onEdge({ x, y }, frame) {
  const middle = { x: frame.x / 2, y: frame.y / 2 };
  const away = { x: x - middle.x, y: y - middle.y };
  const reach = Math.min((middle.x - INSET.x) / Math.abs(away.x || 1e-9), (middle.y - INSET.y) / Math.abs(away.y || 1e-9));
  const at = { x: middle.x + away.x * reach, y: middle.y + away.y * reach, turn: Math.atan2(away.y, away.x) };
  at.y = Math.min(Math.max(at.y, ABOVE), frame.y - BELOW);
  return at;
}

/** Move a pill inside the frame, and up or down until it covers no symbol and no other pill. */
function settle(button, frame, taken) {
  const { offsetWidth: width, offsetHeight: height, offsetLeft: x, offsetTop: y } = button;
  const middle = Math.min(Math.max(x, width / 2 + MARGIN), frame.x - width / 2 - MARGIN);
  const steps = Array.from({ length: 25 }, (_, step) => (step % 2 ? 1 : -1) * Math.ceil(step / 2) * (height / 2));
  const inside = steps.map((step) => y + step).filter((at) => at > ABOVE && at < frame.y - BELOW);
  const area = (at) => ({ left: middle - width / 2 - 4, right: middle + width / 2 + 4, top: at - height / 2 - 4, bottom: at + height / 2 + 4 });
  const at = inside.find((each) => !taken.some((other) => overlaps(area(each), other))) ?? y;
  taken.push(area(at));
  button.style.left = `${middle}px`;
  button.style.top = `${at}px`;
}

function around({ x, y }) {
  return { left: x - 20, right: x + 20, top: y - 20, bottom: y + 20 };
}

function pill(map, { at, partners }, settings) {
  const { words } = settings;
  const [first] = partners;
  const city = partners.find((partner) => partner.kind === "city") ?? first;
  const name = partners.length === 1 ? city.name : said(words.towards, { name: city.name, count: partners.length });
  const far = kilometres(settings.distance(city));
  const arrow = element("span", { class: "map-arrow", "aria-hidden": "true" }, "→");
  arrow.style.transform = `rotate(${at.turn}rad)`;
  const button = element("button", { type: "button", class: "map-edge" }, glyph(city, settings, 18), element("b", {}, name), element("span", {}, far), arrow);
  button.style.left = `${at.x}px`;
  button.style.top = `${at.y}px`;
  button.addEventListener("click", () => {
    map.getContainer().focus({ preventScroll: true });
    map.flyToBounds(L.latLngBounds(partners.map((partner) => partner.point)).pad(0.3), { maxZoom: 9, animate: !settings.still, duration: 0.8 });
  });
  return button;
}
