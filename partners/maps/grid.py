"""Clusters for maps of more partners than a browser should hold: cells of a grid, merged where they touch. Pure.

The grid lies still in the world and not in the view, so that moving the map does not reshuffle its clusters.
Pixels are those of the Web Mercator projection, as leaflet draws it.
"""

import math
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from partners.maps.rules import View

CELL_PIXELS = 64
#: Symbols nearer to each other than this would overlap.
APART_PIXELS = 44
WORLD_PIXELS = 256
#: Beyond so many cells each way the cells grow: nobody looks at a map of more.
MOST_CELLS = 80
#: Where the projection ends.
LAST_LATITUDE = 85.05


@dataclass(frozen=True)
class Grid:
    """The lines of the cells over a view: n + 1 edges part n cells. `zoom` is that of leaflet."""

    zoom: int
    longitudes: tuple[float, ...]
    latitudes: tuple[float, ...]


@dataclass
class Crowd:
    """Partners that stand together: how many of which section, their middle and their bounds."""

    kinds: Counter[str] = field(default_factory=Counter)
    lat: float = 0.0
    lon: float = 0.0
    south: float = 90.0
    west: float = 540.0
    north: float = -90.0
    east: float = -180.0
    #: One of them; of a crowd of one it is the one.
    partner_id: int = 0

    @property
    def number(self) -> int:
        return self.kinds.total()

    def take(self, other: "Crowd") -> None:
        """Take in another crowd."""
        ours, theirs = self.number, other.number
        self.lat = (self.lat * ours + other.lat * theirs) / (ours + theirs)
        self.lon = (self.lon * ours + other.lon * theirs) / (ours + theirs)
        self.kinds += other.kinds
        self.south, self.west = min(self.south, other.south), min(self.west, other.west)
        self.north, self.east = max(self.north, other.north), max(self.east, other.east)
        self.partner_id = self.partner_id or other.partner_id


def grid(view: View, zoom: int) -> Grid:
    """The cells that lie over a view at a zoom."""
    size = CELL_PIXELS / (WORLD_PIXELS * 2**zoom)
    west, east = (view.west + 180) / 360, (view.east + 180) / 360
    north, south = _across(view.north), _across(view.south)
    while max(east - west, south - north) / size > MOST_CELLS:
        size *= 2
    longitudes = [step * size * 360 - 180 for step in _steps(west, east, size)]
    latitudes = sorted(_latitude(step * size) for step in _steps(north, south, size))
    return Grid(zoom, tuple(longitudes), tuple(latitudes))


def crowds(cells: Iterable[tuple[tuple[int, int], Crowd]], zoom: int) -> list[Crowd]:
    """The crowds of the cells (column, row), the largest first; those that would overlap are one.

    The middle of a large crowd stays where it is, as far as small ones beside it do not weigh.
    """
    by_cell: dict[tuple[int, int], Crowd] = {}
    for cell, part in cells:
        by_cell.setdefault(cell, Crowd()).take(part)
    kept: dict[tuple[int, int], Crowd] = {}
    for cell, crowd in sorted(by_cell.items(), key=lambda item: (-item[1].number, item[0])):
        near = _nearest(kept, cell, crowd, zoom)
        if near is None:
            kept[cell] = crowd
        else:
            near.take(crowd)
    return list(kept.values())


def _nearest(kept: dict[tuple[int, int], Crowd], cell: tuple[int, int], crowd: Crowd, zoom: int) -> Crowd | None:
    around = [(cell[0] + x, cell[1] + y) for x in (-1, 0, 1) for y in (-1, 0, 1)]
    near = [(_pixels(kept[each], crowd, zoom), kept[each]) for each in around if each in kept]
    distance, found = min(near, key=lambda pair: pair[0], default=(math.inf, None))
    return found if distance < APART_PIXELS else None


def _pixels(one: Crowd, other: Crowd, zoom: int) -> float:
    world = WORLD_PIXELS * 2**zoom
    return math.hypot((one.lon - other.lon) / 360 * world, (_across(one.lat) - _across(other.lat)) * world)


def _steps(first: float, last: float, size: float) -> range:
    return range(math.floor(first / size), math.floor(last / size) + 2)


def _across(lat: float) -> float:
    """How far down the square of the world a latitude lies, from 0 to 1."""
    lat = math.radians(max(-LAST_LATITUDE, min(LAST_LATITUDE, lat)))
    return (1 - math.asinh(math.tan(lat)) / math.pi) / 2


def _latitude(across: float) -> float:
    return math.degrees(math.atan(math.sinh(math.pi * (1 - 2 * across))))
