"""Shapes as the paths of a drawing: cut to its window, thinned to what its pixels can show. Pure."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from partners.geography.rules.shapes import Box, Line, Outline, Point, Shape, clipped, overlap
from partners.geography.rules.windows import Window

#: Quarters of a pixel: paths are written in whole ones.
FINENESS = 4
#: Corners closer than this, and parts of land smaller, are left out (quarters of a pixel).
FINEST_STEP, SMALLEST_PART = 6, 8
#: Lines run so far beyond the window that their cut ends are not seen (pixels).
MARGIN = 4


def filled(shapes: Iterable[Shape], window: Window) -> str:
    """One path of all shapes, as far as the window shows them."""
    return "".join(_closed(outline, window, shift) for shift in shifts(window) for outline in _outlines(shapes))


def drawn(lines: Iterable[Line], window: Window) -> str:
    """One path of all lines, as far as the window shows them."""
    box = _wider(window)
    parts = []
    for line in lines:
        if overlap(line.box, box):
            parts += [_path(run) for run in _runs(_thinned(window.at(lat, lon) for lon, lat in line.points), window)]
    return "".join(parts)


def shifts(window: Window) -> Sequence[int]:
    """The turns of the globe that the window shows: beyond 180° the world begins again."""
    west, _, east, _ = window.box
    return [turn for turn in (-360, 0, 360) if west < 192 + turn and east > -180 + turn]


def _outlines(shapes: Iterable[Shape]) -> Iterator[Outline]:
    for shape in shapes:
        yield from shape.outlines


def _closed(outline: Outline, window: Window, shift: int) -> str:
    west, south, east, north = box = _wider(window)
    box = (west - shift, south, east - shift, north)
    if not overlap(outline.box, box) or _is_too_small(outline.box, window):
        return ""
    ring: Sequence[Point] = outline.ring if _is_inside(outline.box, box) else clipped(outline.ring, box)
    points = _thinned(window.at(lat, lon + shift) for lon, lat in ring)
    return f"{_path(points)}z" if len(points) > 2 else ""


def _thinned(points: Iterable[Point]) -> list[tuple[int, int]]:
    kept: list[tuple[int, int]] = []
    last = None
    for x, y in points:
        last = (round(x * FINENESS), round(y * FINENESS))
        if not kept or max(abs(last[0] - kept[-1][0]), abs(last[1] - kept[-1][1])) >= FINEST_STEP:
            kept.append(last)
    if last is not None and kept[-1] != last:
        kept.append(last)
    return kept


def _runs(points: Sequence[tuple[int, int]], window: Window) -> Iterator[list[tuple[int, int]]]:
    """The stretches of a line of which the window shows something."""
    run: list[tuple[int, int]] = []
    for one, other in pairwise(points):
        if _may_cross(one, other, window):
            run = run or [one]
            run.append(other)
        elif run:
            yield run
            run = []
    if run:
        yield run


def _may_cross(one: tuple[int, int], other: tuple[int, int], window: Window) -> bool:
    margin = MARGIN * FINENESS
    return all(
        max(one[axis], other[axis]) >= -margin and min(one[axis], other[axis]) <= size * FINENESS + margin
        for axis, size in ((0, window.width), (1, window.height))
    )


def _path(points: Sequence[tuple[int, int]]) -> str:
    if not points:
        return ""
    (x, y), *_ = points
    steps = " ".join(f"{b[0] - a[0]} {b[1] - a[1]}" for a, b in pairwise(points))
    return f"M{x} {y}l{steps}".replace(" -", "-")


def _wider(window: Window) -> Box:
    west, south, east, north = window.box
    across, up = window.per_degree
    return west - MARGIN / across, south - MARGIN / up, east + MARGIN / across, north + MARGIN / up


def _is_too_small(box: Box, window: Window) -> bool:
    across, up = window.per_degree
    return max((box[2] - box[0]) * across, (box[3] - box[1]) * up) * FINENESS < SMALLEST_PART


def _is_inside(box: Box, window: Box) -> bool:
    return window[0] <= box[0] and window[1] <= box[1] and box[2] <= window[2] and box[3] <= window[3]
