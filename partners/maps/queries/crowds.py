"""Partners of a view counted by the cells of a grid, in the database: for more than a browser should hold."""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import ARRAY, Double, case, cast, func, select

from partners.directory.models import Partner
from partners.foundation.database import db
from partners.maps.grid import Crowd, Grid, crowds, grid
from partners.maps.queries.conditions import IS_LOCATED, LON, conditions_of, is_within, with_standing
from partners.maps.rules import MapFilter, View


def crowds_in(asked: MapFilter, view: View, zoom: int) -> list[Crowd]:
    """The crowds of a view at a zoom, the largest first. One statement."""
    return crowds(_cells(asked, view, grid(view, zoom)), zoom)


def _cells(asked: MapFilter, view: View, lines: Grid) -> Iterator[tuple[tuple[int, int], Crowd]]:
    column, row = _bucket(LON, lines.longitudes), _bucket(Partner.lat, lines.latitudes)
    statement = (
        select(
            column.label("cell_column"),
            row.label("cell_row"),
            Partner.section,
            func.count(),
            func.avg(Partner.lat),
            func.avg(LON),
            func.min(Partner.lat),
            func.min(LON),
            func.max(Partner.lat),
            func.max(LON),
            func.min(Partner.id),
        )
        .where(*conditions_of(asked), IS_LOCATED, is_within(view))
        .group_by("cell_column", "cell_row", Partner.section)
    )
    for x, y, section, number, *places, partner_id in db.session.execute(with_standing(statement, asked)):
        lat, lon, south, west, north, east = map(float, places)
        yield (x, y), Crowd(Counter({section: number}), lat, lon, south, west, north, east, partner_id)


def _bucket(column: Any, edges: Sequence[float]) -> Any:
    """Between which edges, rising, a value lies: 1 above the first."""
    if db.engine.dialect.name == "postgresql":
        return func.width_bucket(column, cast(list(edges), ARRAY(Double)))
    # SQLite has no such function, and an office that uses it has not so many partners.
    return case(*((column < edge, number) for number, edge in enumerate(edges)), else_=len(edges))
