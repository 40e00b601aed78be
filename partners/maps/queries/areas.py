"""Partners counted by 시군구 and by country."""

from collections import Counter
from collections.abc import Sequence
from functools import lru_cache

from sqlalchemy import func, select

from partners.directory.models import Partner
from partners.directory.rules.words import HOME
from partners.foundation.database import db
from partners.geography import atlas
from partners.geography.rules.shapes import Shape
from partners.maps.queries.conditions import IS_LOCATED, conditions_of, with_standing
from partners.maps.rules import MapFilter

#: Points are told apart to so much of a degree (a hundred metres).
FINE = 1000
#: Shapes are looked up by squares of this side, in parts of a degree.
SQUARES = 4
CACHED_POINTS = 200_000


def by_country(asked: MapFilter) -> dict[str, int]:
    """How many stand on the map of which country, by its ISO code."""
    statement = select(Partner.country, func.count()).where(*conditions_of(asked), IS_LOCATED)
    rows = db.session.execute(with_standing(statement.group_by(Partner.country), asked))
    return {row[0]: row[1] for row in rows}


def by_district(asked: MapFilter) -> dict[str, int]:
    """How many stand in which 시군구, by its code. Points that are the same to a hundred metres are looked up once."""
    lat, lon = func.round(Partner.lat * FINE).label("lat_part"), func.round(Partner.lon * FINE).label("lon_part")
    statement = select(lat, lon, func.count()).where(*conditions_of(asked), IS_LOCATED, Partner.country == HOME)
    rows = db.session.execute(with_standing(statement.group_by("lat_part", "lon_part"), asked))
    found: Counter[str] = Counter()
    for lat_part, lon_part, number in rows:
        found[_district(int(lat_part), int(lon_part))] += number
    found.pop("", None)
    return dict(found)


@lru_cache(maxsize=CACHED_POINTS)
def _district(lat_part: int, lon_part: int) -> str:
    lat, lon = lat_part / FINE, lon_part / FINE
    near = _squares().get((int(lat * SQUARES), int(lon * SQUARES)), ())
    return next((shape.code for shape in near if shape.contains(lat, lon)), "")


@lru_cache(maxsize=1)
def _squares() -> dict[tuple[int, int], Sequence[Shape]]:
    """Which districts reach into which square: one asks a few of them, not all."""
    squares: dict[tuple[int, int], list[Shape]] = {}
    for shape in atlas.districts():
        for square in {square for outline in shape.outlines for square in _over(*outline.box)}:
            squares.setdefault(square, []).append(shape)
    return {square: tuple(shapes) for square, shapes in squares.items()}


def _over(west: float, south: float, east: float, north: float) -> list[tuple[int, int]]:
    rows = range(int(south * SQUARES), int(north * SQUARES) + 1)
    return [(row, column) for row in rows for column in range(int(west * SQUARES), int(east * SQUARES) + 1)]
