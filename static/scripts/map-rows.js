/* What the server sends: rows of partners, crowds that it has counted, and the names of places. */

import { eastward } from "./map-earth.js";

/** The partners that a query asks for; with `crowds` where they are too many to send each. */
export async function readPoints({ points }, query) {
  const answer = await fetch(`${points}?${query}`, { credentials: "same-origin", headers: { Accept: "application/json" } });
  if (!answer.ok) throw new Error(`points: ${answer.status}`);
  const { columns, values, stages, slim, crowds } = await answer.json();
  return { partners: partnersOf(columns, values, stages, Boolean(slim)), crowds: crowds?.map(crowdOf) ?? null };
}

/** The partner with all that a card says of it; one of many was sent without. */
export async function whole(partner, settings) {
  if (!partner.slim) return partner;
  const [found] = (await readPoints(settings, `partner=${partner.id}`)).partners;
  return Object.assign(partner, found ?? {}, { slim: !found });
}

/** A list a column, ids as differences, a stage as its place in the list of stages. */
function partnersOf(columns, values, stages = [], slim = false) {
  let id = 0;
  return values[0].map((_, row) => {
    const partner = { native: "", country: "", note: "", last: "", title: "", slim };
    columns.forEach((column, index) => (partner[column] = values[index][row]));
    partner.id = id += partner.id;
    partner.point = [partner.lat, eastward(partner.lon)];
    partner.stage = stages[partner.stage - 1] ?? "";
    return partner;
  });
}

function crowdOf([lat, lon, south, west, north, east, kinds]) {
  const number = Object.values(kinds).reduce((sum, count) => sum + count, 0);
  return { point: [lat, lon], bounds: L.latLngBounds([[south, west], [north, east]]), kinds: new Map(Object.entries(kinds)), number };
}

/** Seas, islands, countries, districts and quarters, with the zooms at which they are named. */
export async function readPlaces({ places }) {
  const { columns, rows } = await (await fetch(places, { credentials: "same-origin" })).json();
  const named = rows.map((row) => Object.fromEntries(columns.map((column, index) => [column, row[index]])));
  for (const place of named) {
    place.lon = eastward(place.lon);
    // 울릉도's name goes west, so that 독도 has room for its own.
    place.leftward = place.kind === "island" && place.lon < 131.5;
    if (place.kind === "country") place.last = 7;
    if (place.kind === "sea") place.last = 10;
  }
  return named;
}
