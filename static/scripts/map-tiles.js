/* The office's own tiles, over the built-in land: pictures of its map server, or its PMTiles file. */

/** Lay the tiles over the land. `map.isNamed(place)` then says whether they bring the name of a place themselves. */
export function layTiles(map, { address, is_vector, min_zoom, max_zoom, bounds, language }) {
  map.createPane("tiles").style.zIndex = 255;
  const options = { pane: "tiles", minZoom: min_zoom, bounds: bounds ?? undefined, attribution: "" };
  const layer = is_vector
    ? protomapsL.leafletLayer({ ...options, url: address, maxDataZoom: max_zoom, flavor: "light", lang: language })
    : L.tileLayer(address, { ...options, maxNativeZoom: max_zoom });
  let isThere = false;
  layer.once("tileload", () => {
    isThere = true;
    map.fire("moveend");
  });
  const area = bounds && L.latLngBounds(bounds);
  map.isNamed = ({ lat, lon }) => isThere && map.getZoom() >= min_zoom && (!area || area.contains([lat, lon]));
  layer.addTo(map);
}
