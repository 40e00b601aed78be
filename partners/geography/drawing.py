"""Small maps: what a window of the earth looks like, as the paths and names of an inline SVG.

Nothing here is typed by a person but names that the template escapes; the colours are the style sheet's.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache

from partners.geography import atlas
from partners.geography.rules import windows
from partners.geography.rules.outlines import drawn, filled
from partners.geography.rules.places import HOME, distance_km
from partners.geography.rules.windows import Window

#: Yeongdeungpo-gu Office, latitude and longitude.
OFFICE = (37.5264, 126.8962)
HOME_DISTRICT = "11560"
WIDTH, HEIGHT = 372, 184
LEAST_KM = 12
#: Up to so many kilometres across, a map has the lines of provinces, of 시·군·구 and of 동.
WITH_PROVINCES, WITH_DISTRICTS, WITH_QUARTERS = 2000, 200, 25
#: Up to so many, the names of large cities.
WITH_CITIES = 2500
MOST_LABELS = 14
#: What a name on the map takes, in pixels.
_LETTER, _LINE = 11, 16
#: Half a glyph, and how far beside its middle a name begins.
_GLYPH, _BESIDE = 10, 15
#: Where a name is tried, in this order.
SIDES = ("right", "left", "below", "above")
_SCALES = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000)


@dataclass(frozen=True)
class Ground:
    """The paths of a window, in quarters of a pixel; empty ones draw nothing."""

    window: Window
    abroad: str
    korea: str
    provinces: str
    districts: str
    quarters: str
    home: str

    @property
    def scale(self) -> tuple[int, float]:
        """A round number of kilometres, and how many pixels it takes."""
        pixels = self.window.width / self.window.km
        km = max((one for one in _SCALES if one * pixels <= self.window.width / 4), default=_SCALES[0])
        return km, round(km * pixels, 1)


@dataclass(frozen=True)
class Mark:
    """A partner on a small map; `kind` names its glyph."""

    name: str
    lat: float
    lon: float
    kind: str = ""
    is_sure: bool = True
    #: Nothing was recorded with it for long.
    is_quiet: bool = False
    url: str = ""


@dataclass(frozen=True)
class Spot:
    """Where something stands in the drawing, in pixels."""

    mark: Mark
    x: float
    y: float
    #: On which side of it there is room for its name, one of SIDES; empty: nowhere, then only its title says it.
    side: str = ""


@dataclass(frozen=True)
class Box:
    """What a glyph or a name covers, in pixels."""

    left: float
    top: float
    right: float
    bottom: float

    def is_in(self, window: Window) -> bool:
        return self.left >= 0 and self.top >= 0 and self.right <= window.width and self.bottom <= window.height

    def meets(self, other: "Box") -> bool:
        return (
            self.left < other.right and other.left < self.right and self.top < other.bottom and other.top < self.bottom
        )


@dataclass(frozen=True)
class Label:
    """A name of the map itself."""

    korean: str
    english: str
    x: float
    y: float


@dataclass(frozen=True)
class SmallMap:
    """All of a small map."""

    ground: Ground
    spots: Sequence[Spot]
    office: tuple[float, float] | None = None
    labels: Sequence[Label] = field(default=())
    #: Kilometres from the office as the crow flies, for a map of one partner.
    km_away: int | None = None

    @property
    def has_links(self) -> bool:
        return any(spot.mark.url for spot in self.spots)


def map_of_one(mark: Mark) -> SmallMap:
    """Where one partner lies, seen from the office."""
    small = map_of([mark])
    km = distance_km(OFFICE, (mark.lat, mark.lon))
    return SmallMap(small.ground, small.spots, small.office, km_away=round(km) or None)


def map_of(marks: Iterable[Mark], width: int = WIDTH, height: int = HEIGHT) -> SmallMap:
    """Partners and the office in one window."""
    marks = list(marks)
    points = [(mark.lat, windows.onto_one_side(mark.lon, OFFICE[1])) for mark in marks]
    window = windows.over([OFFICE, *points], width, height, LEAST_KM)
    spots = [Spot(mark, *_rounded(*window.at(*point))) for mark, point in zip(marks, points, strict=True)]
    return SmallMap(ground(window), named(spots, window), _rounded(*window.at(*OFFICE)))


def map_over(marks: Sequence[Mark], width: int, height: int, least_km: float = 120) -> SmallMap:
    """Places in one window, wherever the office is."""
    beside = marks[0].lon
    points = [(mark.lat, windows.onto_one_side(mark.lon, beside)) for mark in marks]
    window = windows.over(points, width, height, least_km)
    spots = [Spot(mark, *_rounded(*window.at(*point))) for mark, point in zip(marks, points, strict=True)]
    return SmallMap(ground(window), spots, _office_in(window), _labels(window))


def map_around(lat: float, lon: float, km: float, width: int = 560, height: int = 300) -> SmallMap:
    """The neighbourhood of a point, with the names of what lies there."""
    shown = ground(windows.around(lat, lon, km, width, height))
    return SmallMap(shown, (), _office_in(shown.window), _labels(shown.window))


@lru_cache(maxsize=256)
def ground(window: Window) -> Ground:
    """What a window shows of land and borders. Raises nothing: at sea it is empty."""
    borders = atlas.borders()
    with_districts, with_quarters = window.km <= WITH_DISTRICTS, window.km <= WITH_QUARTERS
    home = [shape for shape in atlas.districts() if shape.code == HOME_DISTRICT]
    return Ground(
        window,
        abroad=filled(atlas.countries(), window),
        korea=filled(atlas.korea(), window),
        provinces=drawn((line for line in borders if _provinces(line.between) > 1), window)
        if window.km < WITH_PROVINCES
        else "",
        districts=drawn((line for line in borders if _is_within_province(line.between)), window)
        if with_districts
        else "",
        quarters=filled(atlas.quarters(), window) if with_quarters else "",
        home=filled(home, window) if with_districts else "",
    )


def _provinces(codes: Iterable[str]) -> int:
    return len({code[:2] for code in codes})


def _is_within_province(codes: frozenset[str]) -> bool:
    return len(codes) > 1 and _provinces(codes) == 1


def named(spots: Sequence[Spot], window: Window) -> list[Spot]:
    """The same spots, each with the side on which its name lies on no glyph and no other name."""
    taken = [Box(spot.x - _GLYPH, spot.y - _GLYPH, spot.x + _GLYPH, spot.y + _GLYPH) for spot in spots]
    placed = []
    for spot in spots:
        boxes = {side: _box_of_name(spot, side) for side in SIDES}
        free = next((side for side, box in boxes.items() if box.is_in(window) and not any(map(box.meets, taken))), "")
        if free:
            taken.append(boxes[free])
        placed.append(replace(spot, side=free))
    return placed


def _box_of_name(spot: Spot, side: str) -> "Box":
    wide = len(spot.mark.name) * _LETTER
    if side in ("right", "left"):
        left = spot.x + _BESIDE if side == "right" else spot.x - _BESIDE - wide
        return Box(left, spot.y - _LINE / 2, left + wide, spot.y + _LINE / 2)
    top = spot.y + _GLYPH if side == "below" else spot.y - _GLYPH - _LINE
    return Box(spot.x - wide / 2, top, spot.x + wide / 2, top + _LINE)


def _office_in(window: Window) -> tuple[float, float] | None:
    return _rounded(*window.at(*OFFICE)) if window.shows(*OFFICE) else None


def _rounded(x: float, y: float) -> tuple[float, float]:
    return round(x, 1), round(y, 1)


def _labels(window: Window) -> list[Label]:
    """Names that the window has room for, the wider ones first; no two on each other."""
    labels: list[Label] = []
    for korean, english, lat, lon in _names(window):
        label = Label(korean, english, *_rounded(*window.at(lat, lon)))
        if len(labels) < MOST_LABELS and _has_room(label, labels, window):
            labels.append(label)
    return labels


def _names(window: Window) -> Iterator[tuple[str, str, float, float]]:
    """What is named at this width: 동, 시·군·구 and cities abroad, or provinces and countries."""
    kind = "quarter" if window.km <= WITH_QUARTERS / 2 else "district" if window.km <= WITH_DISTRICTS else "country"
    rows = [row for row in atlas.labels() if row[0] == kind and window.shows(row[3], row[4])]
    yield from (row[1:5] for row in sorted(rows, key=lambda row: row[5]))
    if window.km <= WITH_CITIES:
        for place in atlas.large_cities():
            if window.shows(place.lat, place.lon) and not (place.country == HOME and window.km <= WITH_DISTRICTS):
                yield place.name, place.name_en, place.lat, place.lon


def _has_room(label: Label, labels: Iterable[Label], window: Window) -> bool:
    half = _half(label)
    if not (half < label.x < window.width - half and _LINE < label.y < window.height - _LINE):
        return False
    return not any(abs(label.x - one.x) < half + _half(one) and abs(label.y - one.y) < _LINE for one in labels)


def _half(label: Label) -> float:
    """Half of what the name takes; English ones are longer and their letters narrower."""
    return max(len(label.korean) * _LETTER, len(label.english) * _LETTER * 0.6) / 2
