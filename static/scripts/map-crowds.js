/* Where partners are too many to be sent each: crowds that the server has counted for the part of the world in view. */

import { CrowdIcon } from "./map-symbols.js";

/* More than what is in view, so that a small move needs no new answer. */
const AROUND = 0.3;
const DIGITS = 4;
const CLOSEST = 16;

/** What to ask for: the view with something around it, as it stands in an address. */
export function part(map, around = AROUND) {
  const bounds = map.getBounds().pad(around);
  const zoom = Math.round(map.getZoom());
  const corners = [bounds.getSouth(), bounds.getWest(), bounds.getNorth(), bounds.getEast()].map((degrees) => degrees.toFixed(DIGITS));
  return {
    bounds: corners.join(","),
    address: `zoom=${zoom}&in=${corners.join(",")}`,
    holds: (other) => Math.round(other.getZoom()) === zoom && bounds.contains(other.getBounds()),
  };
}

export function crowdLayer() {
  return L.layerGroup();
}

/** Put the crowds on their layer; one that is chosen comes nearer until it falls apart. */
export function showCrowds(map, layer, crowds, settings) {
  layer.clearLayers();
  for (const crowd of crowds) {
    const marker = L.marker(crowd.point, { icon: new CrowdIcon(crowd, settings), riseOnHover: true });
    marker.crowd = crowd;
    marker.on("click", () => approach(map, crowd, settings));
    marker.on("keypress", ({ originalEvent }) => ["Enter", " "].includes(originalEvent.key) && approach(map, crowd, settings));
    layer.addLayer(marker);
  }
}

function approach(map, crowd, settings) {
  const fit = Math.min(map.getBoundsZoom(crowd.bounds.pad(0.1)), CLOSEST);
  const zoom = Math.max(fit, Math.min(map.getZoom() + 1, CLOSEST));
  map.flyTo(crowd.bounds.getCenter(), zoom, { animate: !settings.still, duration: 0.5 });
}
