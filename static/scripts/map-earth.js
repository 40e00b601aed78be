/* The earth as our map draws it: the Pacific in the middle, distances along its surface. */

const EARTH_RADIUS_M = 6_371_008.8;
/* Longitudes west of this one are drawn to the east. */
export const WORLD_BEGINS = -30;

/** A longitude as the map draws it. */
export function eastward(lon) {
  return lon < WORLD_BEGINS ? lon + 360 : lon;
}

/** The distance between two points, in metres. */
export function metres([lat, lon], [otherLat, otherLon]) {
  const [a, b] = [radians(lat), radians(otherLat)];
  const half = Math.sin((b - a) / 2) ** 2 + Math.cos(a) * Math.cos(b) * Math.sin(radians(otherLon - lon) / 2) ** 2;
  return 2 * EARTH_RADIUS_M * Math.asin(Math.sqrt(half));
}

/** Points along the shortest way, so that the line to America runs over the north of the Pacific. */
export function greatCircle(from, to) {
  const [start, end] = [from, to].map(vector);
  const angle = metres(from, to) / EARTH_RADIUS_M;
  if (angle < 1e-6) return [from, to];
  return Array.from({ length: 49 }, (_, step) => {
    const [one, other] = [Math.sin((1 - step / 48) * angle), Math.sin((step / 48) * angle)].map((part) => part / Math.sin(angle));
    const [x, y, z] = start.map((value, axis) => one * value + other * end[axis]);
    const lon = (Math.atan2(y, x) * 180) / Math.PI;
    return [(Math.atan2(z, Math.hypot(x, y)) * 180) / Math.PI, eastward(lon)];
  });
}

function vector([lat, lon]) {
  const [up, along] = [radians(lat), radians(lon)];
  return [Math.cos(up) * Math.cos(along), Math.cos(up) * Math.sin(along), Math.sin(up)];
}

function radians(degrees) {
  return (degrees * Math.PI) / 180;
}
