"""Shapes on the earth: read from TopoJSON, asked what they contain, cut to a window. Pure.

Points are (longitude, latitude) in degrees here, as the files have them.
"""

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from partners.geography.rules.places import KM_A_DEGREE

Point = tuple[float, float]
Ring = Sequence[Point]
#: West, south, east, north.
Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Outline:
    """One ring with the box around it."""

    ring: Ring
    box: Box


@dataclass(frozen=True, slots=True)
class Shape:
    """A district or a country: its code, and the rings of all its parts, holes among them."""

    code: str
    outlines: tuple[Outline, ...]

    def contains(self, lat: float, lon: float) -> bool:
        """Whether the point lies inside: by even and odd, so that holes are outside."""
        inside = False
        for outline in self.outlines:
            west, south, east, north = outline.box
            if south <= lat <= north and west <= lon <= east and _is_within(outline.ring, lat, lon):
                inside = not inside
        return inside

    def distance_km(self, lat: float, lon: float, most: float) -> float:
        """Kilometres to the nearest border, counted on a plane about the point; infinite beyond `most`."""
        if self.contains(lat, lon):
            return 0.0
        reach = most / KM_A_DEGREE
        across = max(math.cos(math.radians(lat)), 0.05)
        box = (lon - reach / across, lat - reach, lon + reach / across, lat + reach)
        near = [
            _to_segment(lat, lon, across, one, other)
            for outline in self.outlines
            if overlap(outline.box, box)
            for one, other in pairwise(outline.ring)
        ]
        nearest = min(near, default=math.inf) * KM_A_DEGREE
        return nearest if nearest <= most else math.inf


def shapes_of(topology: Mapping[str, Any], layer: str) -> list[Shape]:
    """The shapes of a layer of a quantised TopoJSON file."""
    arcs = [_decoded(arc, topology["transform"]) for arc in topology["arcs"]]
    return [
        Shape(str(each.get("id", "")), tuple(_outlines(each, arcs)))
        for each in topology["objects"][layer]["geometries"]
        if each.get("arcs")
    ]


@dataclass(frozen=True, slots=True)
class Line:
    """A stretch of border, with the codes of the shapes on its sides: two, or one on a coast."""

    points: Sequence[Point]
    box: Box
    between: frozenset[str]


def lines_of(topology: Mapping[str, Any], layer: str) -> list[Line]:
    """The borders of a layer, each once: an arc of the file is what two neighbours share."""
    sides: dict[int, set[str]] = {}
    for each in topology["objects"][layer]["geometries"]:
        for index in (index for ring in _rings(each) for index in ring):
            sides.setdefault(index if index >= 0 else ~index, set()).add(str(each.get("id", "")))
    arcs = {index: _decoded(topology["arcs"][index], topology["transform"]) for index in sides}
    return [Line(points, _box_of(points), frozenset(sides[index])) for index, points in arcs.items()]


def coast_of(lines: Iterable[Line]) -> Shape:
    """All shapes together as one: what lies on one side of a border only is the outline of the whole."""
    outer = [line for line in lines if len(line.between) == 1]
    begins: dict[Point, list[Line]] = {}
    for line in outer:
        for end in {line.points[0], line.points[-1]}:
            begins.setdefault(end, []).append(line)
    left = set(map(id, outer))
    outlines = []
    for line in outer:
        if id(line) in left:
            left.discard(id(line))
            ring = _followed(list(line.points), begins, left)
            outlines.append(Outline(ring, _box_of(ring)))
    return Shape("", tuple(outlines))


def _followed(ring: list[Point], begins: Mapping[Point, list[Line]], left: set[int]) -> list[Point]:
    """The line led on by those that begin where it ends, until it closes."""
    while ring[0] != ring[-1]:
        line = next((one for one in begins[ring[-1]] if id(one) in left), None)
        if line is None:
            break
        left.discard(id(line))
        ring += (line.points if line.points[0] == ring[-1] else line.points[::-1])[1:]
    return ring


def overlap(one: Box, other: Box) -> bool:
    """Whether two boxes have anything in common."""
    return one[0] <= other[2] and other[0] <= one[2] and one[1] <= other[3] and other[1] <= one[3]


def clipped(ring: Ring, box: Box) -> list[Point]:
    """The part of a ring inside the box (Sutherland and Hodgman), empty when there is none."""
    points = list(ring)
    for axis, bound, side in ((0, box[0], 1), (1, box[1], 1), (0, box[2], -1), (1, box[3], -1)):
        points = _cut(points, axis, bound, side)
    return points


def _cut(points: list[Point], axis: int, bound: float, side: int) -> list[Point]:
    kept: list[Point] = []
    for one, other in pairwise([points[-1], *points] if points else []):
        begins, ends = (one[axis] - bound) * side >= 0, (other[axis] - bound) * side >= 0
        if begins != ends:
            part = (bound - one[axis]) / (other[axis] - one[axis])
            kept.append((one[0] + part * (other[0] - one[0]), one[1] + part * (other[1] - one[1])))
        if ends:
            kept.append(other)
    return kept


def _decoded(arc: Sequence[Sequence[int]], transform: Mapping[str, Sequence[float]]) -> list[Point]:
    (sx, sy), (tx, ty) = transform["scale"], transform["translate"]
    x = y = 0
    points = []
    for dx, dy in arc:
        x, y = x + dx, y + dy
        points.append((x * sx + tx, y * sy + ty))
    return points


def _outlines(each: Mapping[str, Any], arcs: Sequence[list[Point]]) -> Iterator[Outline]:
    for ring in _rings(each):
        points: list[Point] = []
        for index in ring:
            arc = arcs[index] if index >= 0 else arcs[~index][::-1]
            points += arc[1:] if points else arc
        yield Outline(points, _box_of(points))


def _rings(each: Mapping[str, Any]) -> Iterator[Sequence[int]]:
    polygons = [each["arcs"]] if each["type"] == "Polygon" else each.get("arcs", ())
    yield from (ring for polygon in polygons for ring in polygon)


def _box_of(points: Sequence[Point]) -> Box:
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return min(xs), min(ys), max(xs), max(ys)


def _is_within(ring: Ring, lat: float, lon: float) -> bool:
    inside = False
    for (x0, y0), (x1, y1) in pairwise(ring):
        if (y0 > lat) != (y1 > lat) and lon < x0 + (lat - y0) * (x1 - x0) / (y1 - y0):
            inside = not inside
    return inside


def _to_segment(lat: float, lon: float, across: float, one: Point, other: Point) -> float:
    ax, ay = (one[0] - lon) * across, one[1] - lat
    bx, by = (other[0] - lon) * across, other[1] - lat
    length = (bx - ax) ** 2 + (by - ay) ** 2
    part = max(0.0, min(1.0, -(ax * (bx - ax) + ay * (by - ay)) / length)) if length else 0.0
    return math.hypot(ax + part * (bx - ax), ay + part * (by - ay))
