/* What stands on the map: a partner's glyph on a white disc, a cluster's ring of colours. Only DOM, never HTML text. */

const SVG = "http://www.w3.org/2000/svg";
const DISC = { popupAnchor: [0, -14], tooltipAnchor: [0, 0] };
/* From this zoom on a cluster is named by its members, not by their region. */
const NAMED_FROM = 9;
const RING = { radius: 16, width: 4 };

/** An element with attributes and children; text becomes text nodes. */
export function element(name, attributes = {}, ...children) {
  return furnished(document.createElement(name), attributes, children);
}

function drawn(name, attributes = {}, ...children) {
  return furnished(document.createElementNS(SVG, name), attributes, children);
}

function furnished(made, attributes, children) {
  for (const [key, value] of Object.entries(attributes)) {
    if (value !== undefined && value !== null && value !== false) made.setAttribute(key, value === true ? "" : value);
  }
  made.append(...children.filter((child) => child !== null && child !== undefined && child !== ""));
  return made;
}

/** The glyph of a kind, as on every page. */
export function glyph(partner, settings, size = 20) {
  const file = `${settings.glyphs}${partner.kind}${partner.group ? "-group" : ""}.svg`;
  return element("img", { src: file, alt: "", width: size, height: size });
}

/** A leaflet icon for one partner; its DOM is made when it comes into view. */
export class PartnerIcon {
  constructor(partner, settings) {
    this.partner = partner;
    this.settings = settings;
    this.options = DISC;
  }

  createIcon() {
    const { partner, settings } = this;
    const tie = partner.tie && `is-tied is-${partner.status || "active"}`;
    const look = ["map-point", tie, partner.sure ? "" : "is-unsure", partner.quiet ? "is-quiet" : ""].filter(Boolean).join(" ");
    const disc = element("span", { class: "map-disc" }, glyph(partner, settings, 24));
    if (partner.quiet) disc.append(clock());
    return element("div", { class: look, "aria-label": spoken(partner, settings) }, disc, label(partner.name, settings.words[partner.note] ?? partner.native));
  }

  createShadow() {
    return null;
  }
}

/** A leaflet icon for a cluster: how many, in a ring of the kinds' colours. */
export class ClusterIcon {
  constructor(partners, settings, zoom) {
    this.zoom = zoom;
    this.partners = partners;
    this.settings = settings;
    this.options = DISC;
  }

  createIcon() {
    const { partners, settings } = this;
    const name = placeName(partners, settings, this.zoom);
    const count = String(partners.length);
    return element("div", { class: "map-cluster", "aria-label": said(settings.words.cluster, { name, count }) }, ringed(kindsOf(partners), count, settings), label(name));
  }

  createShadow() {
    return null;
  }
}

/** A leaflet icon for a crowd that the server has counted; it says which kinds are in it. */
export class CrowdIcon {
  constructor(crowd, settings) {
    this.crowd = crowd;
    this.settings = settings;
    this.options = DISC;
  }

  createIcon() {
    const { crowd, settings } = this;
    const parts = [...crowd.kinds].map(([kind, count]) => `${settings.kinds[kind].label} ${count.toLocaleString()}`).join(", ");
    const count = short(crowd.number, settings.language);
    const spoken = said(settings.words.cluster, { name: parts, count: crowd.number.toLocaleString() });
    return element("div", { class: "map-cluster is-crowd", role: "button", "aria-label": spoken, title: parts }, ringed(crowd.kinds, count, settings));
  }

  createShadow() {
    return null;
  }
}

function ringed(kinds, count, settings) {
  return element("span", { class: "map-disc" }, donut(kinds, settings), element("b", { class: count.length > 3 ? "is-long" : null }, count));
}

function kindsOf(partners) {
  const counts = new Map();
  for (const { kind } of partners) counts.set(kind, (counts.get(kind) ?? 0) + 1);
  return new Map([...counts].sort(([, one], [, other]) => other - one));
}

/** 1.2만, 12K: what fits into a ring. */
function short(number, language) {
  return number < 10_000 ? String(number) : new Intl.NumberFormat(language, { notation: "compact", maximumFractionDigits: 1 }).format(number);
}

/** A sentence of the catalogue with its {places} filled. */
export function said(sentence, values) {
  return sentence.replace(/\{(\w+)\}/g, (_, name) => values[name]);
}

function label(name, second = "") {
  return element("span", { class: "map-label", "aria-hidden": "true" }, element("b", {}, name), second ? element("small", {}, second) : null);
}

function spoken(partner, { kinds, words, ties, statuses }) {
  const parts = [partner.name, kinds[partner.kind].label, partner.region];
  if (partner.tie) parts.push([ties[partner.tie], statuses[partner.status]].filter(Boolean).join(" "));
  if (!partner.sure) parts.push(words.unsure);
  if (partner.quiet) parts.push(words.quiet);
  return parts.filter(Boolean).join(", ");
}

function clock() {
  const face = drawn("svg", { class: "map-clock", viewBox: "0 0 12 12", width: 14, height: 14, "aria-hidden": "true" });
  face.append(drawn("circle", { cx: 6, cy: 6, r: 6 }), drawn("path", { d: "M6 3v3.2l2 1.2" }));
  return face;
}

/** What a cluster is called: "영암군·광주 남구", "서울", "청양군 외 2". Up close a region says too little. */
export function placeName(partners, { words }, zoom = 0) {
  const cities = partners.filter((partner) => partner.kind === "city" && !partner.group);
  const taken = new Set(cities.map(({ lat, lon }) => `${lat},${lon}`));
  const rest = partners.filter((partner) => !taken.has(`${partner.lat},${partner.lon}`));
  const regions = tally(rest, (partner) => (zoom < NAMED_FROM && partner.region) || partner.name);
  const named = cities.map((city) => city.name);
  // The district's hospitals outnumber the city that happens to stand beside them.
  const parts = rest.length > cities.length ? [...regions, ...named] : [...named, ...regions];
  if (parts.length === 1) return parts[0];
  if (parts.length === 2) return parts.join("·");
  return said(words.andOthers, { name: parts[0], count: parts.length - 1 });
}

/** A distance in metres as people say it. */
export function kilometres(metres) {
  return metres < 950 ? `${Math.round(metres / 10) * 10}m` : `${(metres < 9500 ? metres / 1000 : Math.round(metres / 1000)).toLocaleString(undefined, { maximumFractionDigits: 1 })}km`;
}

export function samePlace(one, other) {
  return one.lat === other.lat && one.lon === other.lon;
}

function donut(counts, { kinds }) {
  const round = Math.PI * 2 * RING.radius;
  const size = 2 * (RING.radius + RING.width / 2);
  const all = [...counts.values()].reduce((sum, count) => sum + count, 0);
  const ring = drawn("svg", { class: "map-donut", viewBox: `0 0 ${size} ${size}`, width: size, height: size, "aria-hidden": "true" });
  let from = 0;
  for (const [kind, count] of counts) {
    const length = (count / all) * round;
    ring.append(drawn("circle", {
      cx: size / 2, cy: size / 2, r: RING.radius, fill: "none", stroke: kinds[kind].colour, "stroke-width": RING.width,
      "stroke-dasharray": `${length} ${round - length}`, "stroke-dashoffset": -from, transform: `rotate(-90 ${size / 2} ${size / 2})`,
    }));
    from += length;
  }
  return ring;
}

/** The different values, the most frequent first. */
function tally(partners, value) {
  const counts = new Map();
  for (const partner of partners) counts.set(value(partner), (counts.get(value(partner)) ?? 0) + 1);
  return [...counts.keys()].sort((one, other) => counts.get(other) - counts.get(one));
}
