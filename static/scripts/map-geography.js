/* The built-in base map: reads the TopoJSON of static/geo/ and draws it on one canvas under everything else. */

const FULL_TURN = 360;
const SEAM = 179.9;
/* The Pacific stands in the middle: our partners in America lie to the east of us. */
const COPIES = [0, FULL_TURN];

/* Our own country comes from finer data than the others: all its districts together are it. */
const KOREA = "410";

/* From afar the outlines of a thousand islets would be a smudge; their land is drawn at every zoom. */
const ISLET_POINTS = 12;
const ISLETS_FROM = 7;

/** Draw land, coasts and borders; later zooms add districts and quarters. Resolves when it is on the map. */
export async function drawBaseMap(map, { world, korea, home }) {
  const [worldTopology, koreaTopology] = await Promise.all([world, korea].map(load));
  const pane = map.createPane("geography");
  pane.style.zIndex = 250;
  const renderer = L.canvas({ pane: "geography", padding: 0.4 });
  const brush = new Brush(map, renderer);
  drawWorld(brush, worldTopology);
  drawKorea(brush, koreaTopology, home);
}

/** The polygons of districts or countries by code, each a list of lists of rings, drawn on both sides of the seam. */
export async function shapesOf({ world, korea }, kind) {
  const found = new Map();
  const add = (code, topology, geometries, offset) => {
    const arcs = decode(topology);
    for (const geometry of geometries) {
      const key = code ?? geometry.id;
      const polygonsOfIt = polygons(geometry).map((polygon) => shifted(polygon.map((ring) => joined(ring, arcs)), offset));
      found.set(key, [...(found.get(key) ?? []), ...polygonsOfIt]);
    }
  };
  const homeland = await load(korea);
  const districts = homeland.objects.sigungu.geometries;
  if (kind === "districts") add(null, homeland, districts, 0);
  else {
    const all = await load(world);
    for (const offset of COPIES) add(null, all, all.objects.countries.geometries, offset);
    add(KOREA, homeland, districts, 0);
  }
  return found;
}

async function load(address) {
  const answer = await fetch(address, { credentials: "same-origin" });
  if (!answer.ok) throw new Error(`${address}: ${answer.status}`);
  return answer.json();
}

/** Puts shapes on the canvas in the colours of the style sheet. */
class Brush {
  constructor(map, renderer) {
    this.map = map;
    this.renderer = renderer;
    this.colours = getComputedStyle(document.documentElement);
  }

  fill(rings, colour, options = {}) {
    return this.shape(L.polygon(rings.map((ring) => [ring]), { ...this.common(), stroke: false, fillOpacity: 1, fillColor: this.of(colour) }), options);
  }

  lines(paths, colour, weight, options = {}) {
    return this.shape(L.polyline(paths, { ...this.common(), weight, color: this.of(colour), lineJoin: "round", dashArray: options.dash }), options);
  }

  shape(layer, { from = 0 }) {
    const choose = () => {
      const wanted = this.map.getZoom() >= from;
      if (wanted !== this.map.hasLayer(layer)) wanted ? layer.addTo(this.map) : layer.remove();
    };
    if (from) this.map.on("zoomend", choose);
    choose();
    return layer;
  }

  common() {
    return { renderer: this.renderer, pane: "geography", interactive: false, smoothFactor: 0.6 };
  }

  of(name) {
    return this.colours.getPropertyValue(name).trim();
  }
}

function drawWorld(brush, topology) {
  const arcs = decode(topology);
  const { geometries } = topology.objects.countries;
  const { shared, single } = edges(geometries);
  for (const offset of COPIES) {
    brush.fill(shifted(geometries.flatMap((geometry) => rings(geometry, arcs)), offset), "--land");
    brush.lines(shifted([...shared.keys()].map((index) => arcs[index]), offset), "--border", 1);
    brush.lines(shifted(single.flatMap((index) => withoutSeam(arcs[index])), offset), "--coast", 1);
  }
}

function drawKorea(brush, topology, home) {
  const arcs = decode(topology);
  const { sigungu, dong, dokdo } = topology.objects;
  const districts = sigungu.geometries;
  const { shared, single } = edges(districts);
  const between = [...shared].map(([index, [one, other]]) => ({ path: arcs[index], inside: one.id.slice(0, 2) === other.id.slice(0, 2) }));
  const islets = dokdo.geometries.flatMap((geometry) => rings(geometry, arcs));
  const own = districts.filter((district) => district.id === home).flatMap((district) => rings(district, arcs));
  const quarters = edges(dong.geometries);
  brush.fill([...districts.flatMap((district) => rings(district, arcs)), ...islets], "--korea");
  brush.fill(own, "--home", { from: 9 });
  brush.lines([...quarters.shared.keys()].map((index) => arcs[index]), "--home-line", 1, { from: 12 });
  brush.lines(between.filter(({ inside }) => inside).map(({ path }) => path), "--district-line", 1, { from: 8 });
  brush.lines(between.filter(({ inside }) => !inside).map(({ path }) => path), "--province-line", 1);
  const [long, short] = parted([...single.map((index) => arcs[index]), ...islets], (path) => path.length >= ISLET_POINTS);
  brush.lines(long, "--coast", 1);
  brush.lines(short, "--coast", 1, { from: ISLETS_FROM });
  brush.lines(own, "--home-line", 2, { from: 9 });
}

/* TopoJSON: arcs are differences on a grid; a ring is a list of arcs, a negative number runs one backwards. */

function parted(items, isFirst) {
  return [items.filter(isFirst), items.filter((item) => !isFirst(item))];
}

function decode({ arcs, transform: { scale, translate } }) {
  return arcs.map((arc) => {
    let x = 0;
    let y = 0;
    return arc.map(([dx, dy]) => [(y += dy) * scale[1] + translate[1], (x += dx) * scale[0] + translate[0]]);
  });
}

function rings(geometry, arcs) {
  return polygons(geometry).flatMap((polygon) => polygon.map((ring) => joined(ring, arcs)));
}

function polygons({ type, arcs }) {
  if (type === "Polygon") return [arcs];
  return type === "MultiPolygon" ? arcs : [];
}

function joined(ring, arcs) {
  const points = [];
  for (const index of ring) {
    const path = index < 0 ? arcs[~index].slice().reverse() : arcs[index];
    points.push(...(points.length ? path.slice(1) : path));
  }
  return points;
}

/** Which arcs lie between two shapes (with both), and which belong to one only: the coast. */
function edges(geometries) {
  const owners = new Map();
  for (const geometry of geometries) {
    for (const index of polygons(geometry).flat(2)) {
      const arc = index < 0 ? ~index : index;
      owners.set(arc, [...(owners.get(arc) ?? []), geometry]);
    }
  }
  const shared = new Map([...owners].filter(([, both]) => both.length > 1));
  const single = [...owners.keys()].filter((arc) => !shared.has(arc));
  return { shared, single };
}

/** The line along which the data is cut open at 180° is not a coast. */
function withoutSeam(path) {
  const parts = [[]];
  path.forEach((point, index) => {
    const before = path[index - 1];
    if (before && Math.abs(point[1]) > SEAM && Math.abs(before[1]) > SEAM) parts.push([]);
    parts.at(-1).push(point);
  });
  return parts.filter((part) => part.length > 1);
}

function shifted(paths, offset) {
  return offset ? paths.map((path) => path.map(([lat, lon]) => [lat, lon + offset])) : paths;
}
