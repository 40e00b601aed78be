/* What opens at a partner or at a place where several stand. Built as DOM: names are text and stay text. */

import { element, glyph, placeName, said, samePlace } from "./map-symbols.js";

const NEIGHBOURS_SHOWN = 12;

/** Open the card of a partner at a marker: its own, or the cluster in which it stands. */
export function openPartner(map, marker, partner, partners, settings) {
  const neighbours = partners.filter((other) => other !== partner && samePlace(other, partner));
  open(map, marker, [
    head(map, partner, settings),
    badges(partner, settings),
    stage(partner, settings),
    lastContact(partner, settings),
    together(neighbours, settings),
    actions(partner, settings),
  ]);
}

/** Open what stands at one place: the city with its bodies beside it, or a list. */
export function openPlace(map, marker, here, openOne, settings) {
  const cities = here.filter((partner) => partner.kind === "city" && !partner.group);
  if (cities.length === 1 && here.every((partner) => samePlace(partner, cities[0]))) {
    openOne(marker, cities[0]);
    return;
  }
  const title = element("div", { class: "map-card-head" }, element("b", {}, placeName(here, settings, map.getZoom())), closing(map, settings));
  open(map, marker, [title, list(here, settings)]);
}

function open(map, marker, parts) {
  const card = element("div", { class: "map-card", role: "dialog", tabindex: "-1", "aria-label": parts[0].querySelector("b").textContent }, ...parts.filter(Boolean));
  const opener = marker.getElement();
  const popup = L.popup({ closeButton: false, minWidth: 232, maxWidth: 300, autoPanPadding: [16, 56], offset: [0, -14], className: "map-popup" });
  card.addEventListener("keydown", (event) => {
    if (event.key === "Escape") map.closePopup();
  });
  popup.setLatLng(marker.getLatLng()).setContent(card).openOn(map);
  popup.on("remove", () => {
    if (card.contains(document.activeElement) || document.activeElement === document.body) opener?.isConnected && opener.focus({ preventScroll: true });
  });
  card.focus({ preventScroll: true });
}

function head(map, partner, settings) {
  const other = partner.native ? element("small", {}, partner.native) : null;
  return element("div", { class: "map-card-head" }, glyph(partner, settings, 22), element("b", {}, partner.name), other, closing(map, settings));
}

function closing(map, { words }) {
  const button = element("button", { type: "button", class: "map-close", "aria-label": words.close }, "×");
  button.addEventListener("click", () => map.closePopup());
  return button;
}

function badges(partner, settings) {
  const { words } = settings;
  const tie = partner.tie ? element("span", { class: `map-badge is-${partner.status || partner.tie}` }, [settings.ties[partner.tie], settings.statuses[partner.status]].filter(Boolean).join(" · ")) : null;
  const place = element("span", { class: "map-badge" }, partner.country === "KR" ? partner.region || countryName(partner, settings) : countryName(partner, settings));
  const unsure = partner.sure ? null : element("span", { class: "map-badge is-unknown" }, words.unsure);
  return element("p", { class: "map-badges" }, tie, place, unsure);
}

function countryName({ country }, { language }) {
  return new Intl.DisplayNames([language], { type: "region" }).of(country);
}

function stage(partner, { words }) {
  return partner.stage ? element("p", { class: "map-last" }, element("span", { class: "map-term" }, words.stage), element("span", {}, partner.stage)) : null;
}

function lastContact(partner, { words }) {
  const when = partner.last ? element("span", {}, partner.last) : element("span", { class: "map-badge is-unknown" }, partner.title ? words.undated : words.noContact);
  const quiet = partner.quiet ? element("span", { class: "map-quiet" }, words.quiet) : null;
  return element("p", { class: "map-last" }, element("span", { class: "map-term" }, words.lastContact), when, quiet, partner.title ? element("span", { class: "map-title" }, partner.title) : null);
}

function together(neighbours, settings) {
  if (!neighbours.length) return null;
  return element("div", { class: "map-together" }, element("span", { class: "map-term" }, settings.words.samePlace), list(neighbours, settings));
}

function list(partners, settings) {
  const items = partners.slice(0, NEIGHBOURS_SHOWN).map((partner) => element("li", {}, glyph(partner, settings, 18), link(partner, settings)));
  if (partners.length > NEIGHBOURS_SHOWN) items.push(element("li", {}, said(settings.words.more, { count: partners.length - NEIGHBOURS_SHOWN })));
  return element("ul", { class: "map-together-list" }, ...items);
}

function link(partner, { pages }) {
  return element("a", { href: pages.partner.replace("/0", `/${partner.id}`), target: "_parent" }, partner.name);
}

function actions(partner, { pages, words }) {
  const open = element("a", { class: "map-button", target: "_parent", href: pages.partner.replace("/0", `/${partner.id}`) }, words.open);
  const log = pages.log ? element("a", { class: "map-button is-tonal", target: "_parent", href: `${pages.log}?partner=${partner.id}` }, words.log) : null;
  log?.addEventListener("click", openOverPage);
  return element("p", { class: "map-actions" }, open, log);
}

/** The page around the frame opens the form over itself; a new tab stays a new tab. */
function openOverPage(event) {
  if (parent === window || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
  event.preventDefault();
  parent.postMessage({ from: "map", type: "open", address: event.currentTarget.getAttribute("href") }, location.origin);
}
