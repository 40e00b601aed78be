/* Partners beyond the edge: pills that say who is there and how far from the office, and lead there. */

import { element, glyph, said } from "./map-symbols.js";

const INSET = { x: 90, y: 26 };
const APART = { x: 210, y: 44 };
const MOST = 5;

/** Keep the pills of a map true to its view. `partners()` gives what the filters let through. */
export function keepEdges(map, partners, settings, after) {
  const layer = map.getContainer().appendChild(element("div", { class: "map-edges" }));
  L.DomEvent.disableClickPropagation(layer);
  const draw = () => {
    layer.replaceChildren(...groups(map, partners()).slice(0, MOST).map((group) => pill(map, group, settings)));
    after();
  };
  map.on("moveend", draw);
  map.on("zoomstart", () => layer.replaceChildren());
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
  // The corners belong to the controls: zoom and views above, scale and sources below.
  at.y = Math.min(Math.max(at.y, 76), frame.y - 64);
  return at;
}

function pill(map, { at, partners }, settings) {
  const { words } = settings;
  const [first] = partners;
  const city = partners.find((partner) => partner.kind === "city") ?? first;
  const name = partners.length === 1 ? city.name : said(words.towards, { name: city.name, count: partners.length });
  const far = `${Math.round(settings.distance(city) / 1000).toLocaleString()}km`;
  const arrow = element("span", { class: "map-arrow", "aria-hidden": "true" }, "→");
  arrow.style.transform = `rotate(${at.turn}rad)`;
  const button = element("button", { type: "button", class: "map-edge" }, glyph(city, settings, 18), element("b", {}, name), element("span", {}, far), arrow);
  button.style.left = `${at.x}px`;
  button.style.top = `${at.y}px`;
  button.addEventListener("click", () => {
    map.getContainer().focus({ preventScroll: true });
    map.flyToBounds(L.latLngBounds(partners.map((partner) => partner.point)).pad(0.3), { maxZoom: 9, animate: !settings.still });
  });
  return button;
}
