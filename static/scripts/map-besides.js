/* What is drawn besides the partners: lines to cities by their exchanges, and areas coloured by how many stand there. */

import { eastward, greatCircle } from "./map-earth.js";
import { shapesOf } from "./map-geography.js";
import { element, said } from "./map-symbols.js";

const NAMED = 6;
const STEPS = 5;
/* Pixels. Below so many exchanges the thickest line is not drawn: one or two are not much. */
const LINE = { least: 1, most: 9, many: 25 };

/** Keep lines and areas true to the query; `draw(query)` draws what it asks for and takes away the rest. */
export function keepBesides(map, settings) {
  for (const [name, depth] of [["areas", 260], ["lines", 350]]) map.createPane(name).style.zIndex = depth;
  const layers = { areas: L.layerGroup().addTo(map), lines: L.layerGroup().addTo(map) };
  const legends = addLegends(map);
  const drawn = { areas: "", lines: "" };
  const draw = (name, asked, show) => async (query) => {
    const wanted = new URLSearchParams(query).get(name) ? query : "";
    if (wanted === drawn[name]) return;
    drawn[name] = wanted;
    const answer = wanted ? await read(asked, query) : null;
    if (drawn[name] !== wanted) return;
    layers[name].clearLayers();
    legends[name].replaceChildren(...(answer ? await show(layers[name], answer, settings, query) : []));
  };
  const all = [draw("areas", settings.areas, showAreas), draw("lines", settings.exchanges, showLines)];
  return (query) => Promise.all(all.map((each) => each(query)));
}

async function read(address, query) {
  const answer = await fetch(`${address}?${query}`, { credentials: "same-origin" });
  if (!answer.ok) throw new Error(`${address}: ${answer.status}`);
  return answer.json();
}

function addLegends(map) {
  const legends = { areas: element("div", { class: "map-legend" }), lines: element("div", { class: "map-legend" }) };
  const control = L.control({ position: "bottomleft" });
  control.onAdd = () => element("div", { class: "map-legends", role: "status" }, legends.areas, legends.lines);
  control.addTo(map);
  return legends;
}

async function showLines(layer, { rows, years }, settings) {
  const [, , , , most] = rows[0] ?? [0, "", 0, 0, 1];
  const renderer = L.canvas({ pane: "lines", padding: 0.5 });
  for (const [, , lat, lon, number] of rows) {
    const weight = LINE.least + (LINE.most - LINE.least) * Math.sqrt(number / Math.max(most, LINE.many));
    const path = greatCircle(settings.home, [lat, eastward(lon)]);
    L.polyline(path, { renderer, pane: "lines", weight, color: colour("--action"), opacity: 0.65, lineCap: "round", interactive: false }).addTo(layer);
  }
  const [first, last] = years;
  const period = first < 1950 ? `~${last}` : first === last ? String(last) : `${first}~${last}`;
  return told(said(settings.words.linesTitle, { years: period }), rows.map(([, name, , , number]) => [name, number]), settings);
}

async function showAreas(layer, { rows }, settings, query) {
  const byCountry = new URLSearchParams(query).get("areas") === "country";
  const shapes = byCountry ? await shapesOf(settings.shapes, "countries") : await shapesOf(settings.shapes, "districts");
  const most = rows[0]?.[2] ?? 1;
  const renderer = L.canvas({ pane: "areas", padding: 0.4 });
  for (const [code, , number] of rows) {
    const strength = 0.08 + 0.42 * (step(number, most) / STEPS);
    for (const rings of shapes.get(code) ?? []) {
      L.polygon(rings, { renderer, pane: "areas", stroke: false, fillColor: colour("--action"), fillOpacity: strength, interactive: false, smoothFactor: 0.6 }).addTo(layer);
    }
  }
  return told(settings.words.areasTitle, rows.map(([, name, number]) => [name, number]), settings);
}

/** From 1 to STEPS, each step several times the one before: one hospital quarter would drown all others. */
function step(number, most) {
  if (most <= STEPS) return number;
  return Math.max(1, Math.ceil((Math.log(number + 1) / Math.log(most + 1)) * STEPS));
}

function told(title, rows, { words, language }) {
  const named = rows.slice(0, NAMED).map(([name, number]) => element("li", {}, element("span", {}, name), element("b", {}, number.toLocaleString(language))));
  if (rows.length > NAMED) named.push(element("li", {}, said(words.more, { count: rows.length - NAMED })));
  if (!rows.length) named.push(element("li", {}, words.nothing));
  return [element("b", { class: "map-legend-title" }, title), element("ul", {}, ...named)];
}

function colour(name) {
  return getComputedStyle(document.documentElement).getPropertyValue(name).trim();
}
