"""What static/geo/ says, read once a process: the gazetteer, districts, countries, and the names on them."""

import csv
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

from babel.core import get_global

from partners.foundation.settings import PROJECT
from partners.geography.rules.doubts import Doubt, doubt_of
from partners.geography.rules.gazetteer import Answer, Gazetteer
from partners.geography.rules.places import HOME, Place, Precision
from partners.geography.rules.provinces import PROVINCES, province_of, spellings_of
from partners.geography.rules.shapes import Line, Shape, coast_of, lines_of, shapes_of

GEO = PROJECT / "static" / "geo"
ULLEUNG = "47940"
#: A province that is its one city.
SEJONG = "36110"
#: Coasts and borders are simplified: so far outside its shape a point still counts as inside.
NEAR_DISTRICT_KM, NEAR_COUNTRY_KM = 2.0, 20.0
#: Thousands of people.
LARGE = 300


@dataclass(frozen=True, slots=True)
class District:
    """A 시·군·구: its code, and its names."""

    code: str
    name_ko: str
    name_en: str

    @property
    def province(self) -> str:
        """As records keep it: 서울."""
        return province_of(self.code)


def find_places(asked: str, country: str = "", region: str = "") -> Answer:
    """The places that a name or an address may mean; `country` is an ISO code, `region` as records keep it."""
    return gazetteer().find(asked, country, region)


#: Points that pages asked for lately: each look measures the way to every shape.
LOOKED_UP = 2048


@lru_cache(maxsize=LOOKED_UP)
def district_at(lat: float, lon: float) -> District | None:
    """The 시·군·구 in which the point lies; None outside Korea."""
    code = _within(districts(), lat, lon, NEAR_DISTRICT_KM)
    return district_names().get(code) if code else None


@lru_cache(maxsize=LOOKED_UP)
def country_at(lat: float, lon: float) -> str:
    """The ISO code of the country in which the point lies; empty at sea and where the map names none."""
    if district_at(lat, lon):
        return HOME
    return next((shape.code for shape in countries() if shape.contains(lat, lon)), "")


def is_in_country(lat: float, lon: float, country: str) -> bool | None:
    """Whether the point lies in the country or just off its coast; None for one that the map does not draw."""
    shapes = districts() if country == HOME else [shape for shape in countries() if shape.code == country]
    if not shapes:
        return None
    return _within(shapes, lat, lon, NEAR_COUNTRY_KM) != ""


def doubt_at(lat: float, lon: float, country: str) -> Doubt | None:
    """What is doubtful about the point of a record of that country."""
    return doubt_of(lat, lon, lambda north, east: is_in_country(north, east, country))


@lru_cache(maxsize=1)
def districts() -> tuple[Shape, ...]:
    """The 시·군·구, and 독도 under the code of 울릉군."""
    topology = _read("korea.json")
    dokdo = [replace(shape, code=ULLEUNG) for shape in shapes_of(topology, "dokdo")]
    return (*shapes_of(topology, "sigungu"), *dokdo)


@lru_cache(maxsize=1)
def borders() -> tuple[Line, ...]:
    """The borders and coasts of the 시·군·구."""
    return tuple(lines_of(_read("korea.json"), "sigungu"))


@lru_cache(maxsize=1)
def korea() -> tuple[Shape, ...]:
    """The whole of the 시·군·구 as one shape, and 독도."""
    return coast_of(borders()), *shapes_of(_read("korea.json"), "dokdo")


@lru_cache(maxsize=1)
def quarters() -> tuple[Shape, ...]:
    """The 동 of Yeongdeungpo."""
    return tuple(shapes_of(_read("korea.json"), "dong"))


@lru_cache(maxsize=1)
def countries() -> tuple[Shape, ...]:
    """The countries besides Korea, by ISO 3166-1 alpha-2 code; unnamed grounds keep the map's own name."""
    letters = get_global("territory_aliases")
    world = shapes_of(_read("world.json"), "countries")
    return tuple(replace(shape, code=next(iter(letters.get(shape.code, ())), shape.code)) for shape in world)


@lru_cache(maxsize=1)
def district_names() -> dict[str, District]:
    """The 시·군·구 by code."""
    rows = _rows("names.csv")
    return {row["code"]: District(row["code"], row["ko"], row["en"]) for row in rows if row["code"].isdigit()}


@lru_cache(maxsize=1)
def gazetteer() -> Gazetteer:
    """Every place that is known by name: ours, those of Korea, cities abroad."""
    known = Gazetteer()
    for place, names in (*_abroad("own_places.csv"), *_korean(), *_abroad("cities.csv")):
        known.add(place, names)
    return known


@lru_cache(maxsize=1)
def large_cities() -> tuple[Place, ...]:
    """The provinces of Korea and the cities abroad of 300,000 people, the largest first."""
    abroad = [place for place, _names in _abroad("cities.csv") if place.people >= LARGE]
    return (
        *(place for place, _names in _province_places(_district_places())),
        *sorted(abroad, key=lambda one: -one.people),
    )


@lru_cache(maxsize=1)
def labels() -> tuple[tuple[str, str, str, float, float, int], ...]:
    """Names on the map: kind, Korean, English, latitude, longitude, the first zoom that shows it."""
    return tuple(tuple(row) for row in _read("places.json")["rows"])


def _within(shapes: Iterable[Shape], lat: float, lon: float, reach: float) -> str:
    """The code of the shape that contains the point, or of the nearest within reach (km)."""
    shapes = tuple(shapes)
    for shape in shapes:
        if shape.contains(lat, lon):
            return shape.code
    distance, code = min(((shape.distance_km(lat, lon, reach), shape.code) for shape in shapes), default=(reach, ""))
    return code if distance <= reach else ""


def _korean() -> Iterator[tuple[Place, Iterable[str]]]:
    middles = {row[1]: row for row in labels()}
    by_code = _district_places()
    yield from _province_places(by_code)
    for code, place in by_code.items():
        whole, _, last = place.name_ko.rpartition(" ")
        names = (place.name_ko, place.name_en, *((last,) if whole else ()))
        formal = place.regions if code == SEJONG else tuple(f"{name} {place.name_ko}" for name in place.regions)
        yield place, (*names, *formal)
    for kind, korean, english, lat, lon, _zoom in labels():
        if kind == "island":
            yield replace(by_code[ULLEUNG], name_ko=korean, name_en=english, lat=lat, lon=lon), (korean, english)
    for row in _rows("quarters.csv"):
        above = by_code[row["district"]]
        point = (float(row["lat"]), float(row["lon"]))
        quarter = _at(above, f"{above.name_ko} {row['ko']}", middles.get(row["ko"], ("",) * 3)[2], point)
        yield quarter, (row["ko"], *((quarter.name_en,) if quarter.name_en else ()))


def _at(above: Place, name: str, english: str, point: tuple[float, float]) -> Place:
    return replace(above, name_ko=name, name_en=english, lat=point[0], lon=point[1], precision=Precision.QUARTER)


def _district_places() -> dict[str, Place]:
    """The 시·군·구 by code, and the cities of several 구 (수원시) under the code before their first one."""
    points = _middles()
    found = {
        code: Place(names.name_ko, names.name_en, HOME, *points[code], regions=spellings_of(code), district=code)
        for code, names in district_names().items()
        # 천안시 is what its 구 leave over: it is made of them below, like 수원시.
        if code in points
    }
    for code, place in list(found.items()):
        city, _, _ward = place.name_ko.rpartition(" ")
        whole = f"{code[:4]}0"
        if city and whole not in found:
            parts = [one for one in found.values() if one.name_ko.startswith(f"{city} ")]
            point = (_mean(one.lat for one in parts), _mean(one.lon for one in parts))
            english = place.name_en.rpartition(", ")[2]
            found[whole] = Place(city, english, HOME, *point, regions=place.regions, district=whole)
    return found


def _middles() -> dict[str, tuple[float, float]]:
    """A point inside each 시·군·구: the middle of its quarters' points."""
    parts: dict[str, list[tuple[float, float]]] = {}
    for row in _rows("quarters.csv"):
        parts.setdefault(row["district"], []).append((float(row["lat"]), float(row["lon"])))
    return {code: (_mean(lat for lat, _ in found), _mean(lon for _, lon in found)) for code, found in parts.items()}


def _province_places(by_code: dict[str, Place]) -> Iterator[tuple[Place, Iterable[str]]]:
    for code, names in PROVINCES.items():
        if SEJONG.startswith(code):
            continue
        parts = [place for one, place in by_code.items() if one.startswith(code)]
        point = (_mean(place.lat for place in parts), _mean(place.lon for place in parts))
        yield Place(names[0], names[-1], HOME, *point, precision=Precision.PROVINCE, regions=names), names


def _abroad(name: str) -> Iterator[tuple[Place, Iterable[str]]]:
    for row in _rows(name):
        korean, native = _several(row["ko"]), _several(row["native"])
        place = Place(
            korean[0] if korean else "", row["en"], row["country"], float(row["lat"]), float(row["lon"]),
            regions=_several(row["region"]), people=int(row["people"]),
        )  # fmt: skip
        yield place, (*korean, row["en"], *native)


def _several(text: str) -> tuple[str, ...]:
    return tuple(text.split("|")) if text else ()


def _mean(numbers: Iterable[float]) -> float:
    told = tuple(numbers)
    return round(sum(told) / len(told), 4)


def _rows(name: str) -> Iterator[dict[str, str]]:
    with (GEO / name).open(newline="", encoding="utf-8") as file:
        yield from csv.DictReader(file)


def _read(name: str) -> Any:
    return json.loads((GEO / name).read_text(encoding="utf-8"))
