/* The map inside its frame. The folium document calls these functions with addresses and words of the catalogue;
   everything about partners comes as JSON rows and becomes text nodes, never HTML. */

import { keepBesides } from "./map-besides.js";
import { crowdLayer, part, showCrowds } from "./map-crowds.js";
import { metres } from "./map-earth.js";
import { keepEdges } from "./map-edges.js";
import { keepLabels } from "./map-labels.js";
import { openPartner, openPlace } from "./map-popups.js";
import { savePicture } from "./map-picture.js";
import { readPlaces, readPoints, whole } from "./map-rows.js";
import { ClusterIcon, PartnerIcon, element } from "./map-symbols.js";

export { drawBaseMap } from "./map-geography.js";
export { layTiles } from "./map-tiles.js";

const CLUSTER_PIXELS = 30;
const CLOSEST = 16;

/** The buttons and lines at the map's corners, in the language of the page. */
export function furnish(map, { zoomIn, zoomOut, fullScreen, sources }) {
  L.control.zoom({ zoomInTitle: zoomIn, zoomOutTitle: zoomOut }).addTo(map);
  if (parent !== window && document.fullscreenEnabled) addFullScreen(map, fullScreen);
  L.control.scale({ imperial: false, maxWidth: 110 }).addTo(map);
  const source = L.control({ position: "bottomright" });
  source.onAdd = () => element("p", { class: "map-sources" }, sources);
  source.addTo(map);
}

/** A button under the zoom: the page around the frame, with its filters and list, takes the whole screen. */
function addFullScreen(map, label) {
  const control = L.control({ position: "topleft" });
  control.onAdd = () => {
    const button = element("button", { type: "button", class: "map-full", "aria-label": label, title: label });
    L.DomEvent.disableClickPropagation(button);
    button.addEventListener("click", () => post({ type: "full" }));
    return element("div", { class: "leaflet-bar" }, button);
  };
  control.addTo(map);
}

/** Show partners, their clusters, what is beyond the edge, and the places' names; talk with the page around the frame. */
export async function showPoints(map, settings) {
  prepare(settings);
  const start = settings.views.find(({ code }) => code === settings.view);
  map.setView(L.latLngBounds(start.bounds).getCenter(), calmZoom(map, start.bounds), { animate: false });
  const state = { query: settings.query, partners: [], markers: new Map(), cluster: clusters(settings), crowds: crowdLayer(), part: null };
  map.addLayer(state.cluster).addLayer(state.crowds);
  const places = await readPlaces(settings);
  const relabel = keepLabels(map, places, settings.language, () => symbols(map));
  const redrawEdges = keepEdges(map, () => (state.part ? [] : state.partners), () => symbols(map), settings, relabel);
  state.cluster.on("animationend spiderfied unspiderfied", relabel);
  const drawBesides = keepBesides(map, settings);
  state.refresh = async () => {
    drawBesides(state.query);
    if (!(await load(map, state, settings))) return;
    redrawEdges();
    tell(map, state);
  };
  addViews(map, state, settings);
  openOnDemand(map, state, settings);
  map.on("moveend", () => (state.part && !state.part.holds(map) ? state.refresh() : tell(map, state)));
  listen(map, state, settings);
  await state.refresh();
  document.documentElement.dataset.map = "ready";
}

/** The zoom at which bounds fit. Clusters are made for whole zooms: just above one they stand apart best. */
function calmZoom(map, bounds) {
  const zoom = map.getBoundsZoom(bounds);
  return zoom % 1 < 0.5 ? zoom : Math.floor(zoom) + 0.25;
}

function prepare(settings) {
  settings.still = matchMedia("(prefers-reduced-motion: reduce)").matches;
  settings.distance = (partner) => metres(settings.home, partner.point);
}

/** Read what the query asks for and put it on the map. False when another reading has overtaken this one. */
async function load(map, state, settings) {
  const asked = part(map);
  const { query } = state;
  state.latest = asked;
  const { partners, crowds } = await readPoints(settings, `${query}&${asked.address}`);
  if (state.latest !== asked) return false;
  // A card stays open while the map moves under it.
  if (state.shown !== query) map.closePopup();
  state.shown = query;
  state.partners = partners;
  state.part = crowds && asked;
  state.markers = new Map(partners.map((partner) => [partner.id, markerOf(partner, settings)]));
  state.cluster.clearLayers();
  state.cluster.addLayers([...state.markers.values()]);
  showCrowds(map, state.crowds, crowds ?? [], settings);
  return true;
}

function markerOf(partner, settings) {
  const marker = L.marker(partner.point, { icon: new PartnerIcon(partner, settings), riseOnHover: true });
  marker.partner = partner;
  return marker;
}

// Clusters

function clusters(settings) {
  return L.markerClusterGroup({
    maxClusterRadius: CLUSTER_PIXELS,
    showCoverageOnHover: false,
    zoomToBoundsOnClick: false,
    spiderfyOnMaxZoom: false,
    animate: !settings.still,
    chunkedLoading: true,
    iconCreateFunction: (cluster) => new ClusterIcon(within(cluster), settings, cluster._zoom),
  });
}

function within(cluster) {
  return cluster.getAllChildMarkers().map((marker) => marker.partner);
}

/** The layers in view: places of many first, then cities, so that they are named first. */
function symbols(map) {
  const found = [];
  const view = map.getBounds();
  map.eachLayer((layer) => {
    if ((layer.partner || layer.crowd || layer.getAllChildMarkers) && layer.getElement?.() && view.contains(layer.getLatLng())) found.push(layer);
  });
  return found.sort((one, other) => weight(other) - weight(one) || other.getLatLng().lat - one.getLatLng().lat);
}

function weight(layer) {
  if (layer.partner) return layer.partner.kind === "city" ? 2 : 1;
  return 3;
}

function openOnDemand(map, state, settings) {
  const openMarker = async (marker, partner = marker.partner) => openPartner(map, marker, await whole(partner, settings), state.partners, settings);
  const openCluster = (cluster) => {
    const bounds = cluster.getBounds();
    const onePlace = bounds.getSouthWest().equals(bounds.getNorthEast(), 1e-6);
    if (onePlace || map.getZoom() >= CLOSEST) openPlace(map, cluster, within(cluster), openMarker, settings);
    else map.flyToBounds(bounds.pad(0.2), { maxZoom: CLOSEST, animate: !settings.still, duration: 0.5 });
  };
  state.open = openMarker;
  state.cluster.on("click", ({ layer }) => openMarker(layer));
  state.cluster.on("clusterclick", ({ layer }) => openCluster(layer));
  state.cluster.on("keypress", ({ layer, originalEvent }) => isPress(originalEvent) && openMarker(layer));
  state.cluster.on("clusterkeypress", ({ layer, originalEvent }) => isPress(originalEvent) && openCluster(layer));
  state.cluster.on("mouseover", ({ layer }) => post({ type: "hover", id: layer.partner.id }));
  state.cluster.on("mouseout", () => post({ type: "hover", id: null }));
}

function isPress(event) {
  if (event.key !== "Enter" && event.key !== " ") return false;
  event.preventDefault();
  return true;
}

// Views

function addViews(map, state, settings) {
  const control = L.control({ position: "topright" });
  control.onAdd = () => viewButtons(map, state, settings);
  control.addTo(map);
}

function viewButtons(map, state, settings) {
  const bar = element("div", { class: "map-views", role: "group", "aria-label": settings.words.views });
  L.DomEvent.disableClickPropagation(bar);
  for (const { code, label, bounds } of settings.views) {
    const button = element("button", { type: "button", "aria-pressed": String(code === settings.view) }, label);
    button.addEventListener("click", () => {
      const target = bounds ? L.latLngBounds(bounds) : everywhere(state.partners);
      map.flyTo(target.getCenter(), calmZoom(map, target), { animate: !settings.still, duration: 0.6 });
      for (const other of bar.children) other.setAttribute("aria-pressed", String(other === button));
    });
    bar.append(button);
  }
  map.on("dragend", () => [...bar.children].forEach((button) => button.setAttribute("aria-pressed", "false")));
  return bar;
}

function everywhere(partners) {
  return partners.length ? L.latLngBounds(partners.map((partner) => partner.point)).pad(0.15) : L.latLngBounds([[-35, -20], [65, 290]]);
}

// The page around the frame

function post(message) {
  if (parent !== window) parent.postMessage({ from: "map", ...message }, location.origin);
}

function tell(map, state) {
  const view = map.getBounds();
  const here = state.part ? [] : state.partners.filter((partner) => view.contains(partner.point));
  post({ type: "view", view: part(map, 0).bounds, ids: here.map((partner) => partner.id) });
}

function listen(map, state, settings) {
  addEventListener("message", ({ origin, source, data }) => {
    if (origin !== location.origin || source !== parent || data?.to !== "map") return;
    if (data.type === "filter") {
      state.query = data.query;
      state.refresh();
    }
    if (data.type === "picture") savePicture(map, data.file);
    if (data.type === "highlight") highlight(state, data.id);
    if (data.type === "show") reveal(map, state, data.id, data.point, settings);
  });
}

function highlight(state, id) {
  document.querySelectorAll(".is-highlighted").forEach((symbol) => symbol.classList.remove("is-highlighted"));
  const marker = state.markers.get(id);
  if (marker) state.cluster.getVisibleParent(marker)?.getElement()?.classList.add("is-highlighted");
}

/** Open a partner's card where it stands, in a cluster or alone; the view moves only when it must. */
async function reveal(map, state, id, point, settings) {
  const marker = state.markers.get(id);
  if (!marker && state.part && point) return revealAmongMany(map, state, id, point, settings);
  if (!marker) return;
  if (!map.getBounds().contains(marker.getLatLng())) map.panTo(marker.getLatLng(), { animate: false });
  state.open(state.cluster.getVisibleParent(marker) ?? marker, marker.partner);
}

/** One that was not sent: it may stand in a crowd even from nearby. Its card opens at its place. */
async function revealAmongMany(map, state, id, point, settings) {
  map.setView(point, CLOSEST, { animate: false });
  const [partner] = (await readPoints(settings, `partner=${id}`)).partners;
  if (partner) state.open(L.marker(partner.point), partner);
}

// The canvas is painted once: another contrast, chosen on the page around, asks for a new one.

addEventListener("storage", ({ key }) => {
  if (key === "contrast") location.reload();
});

// A map that cannot load says so where it would have been.

addEventListener("unhandledrejection", () => {
  const { failed } = document.body.dataset;
  if (failed && !document.querySelector(".map-failed")) document.body.append(element("p", { class: "map-failed", role: "alert" }, failed));
});
