"""What a search over several kinds of records finds: one row a record, whatever it is; counts; a page of one kind.

Each capability says how its records are looked for (`Search`); whoever unites them asks once for all.
"""

from collections.abc import Sequence
from dataclasses import dataclass, fields
from datetime import date
from typing import Any

from sqlalchemy import Date, Integer, Select, String, cast, func, literal, null, select, union_all

from partners.foundation.database import db
from partners.lists.keyset import Count, Page, SortKey, page_of
from partners.lists.order import in_order

#: Beyond it one says "1,000+": whoever sees so many writes another word.
HIT_CAP = 1_000


@dataclass(frozen=True, kw_only=True)
class Hit:
    """A record that was found, as lists of hits show it. What a kind does not have is empty."""

    #: partner, contact, agreement, interaction, document.
    record: str
    id: int
    name: str = ""
    #: Other names: in English and in the native script; of a contact in any other.
    name_en: str = ""
    name_native: str = ""
    #: The partner that it is, or to which it belongs.
    partner_id: int | None = None
    partner_name: str = ""
    #: The partner's kind, the kind whose glyph it wears, and where it stands.
    partner_kind: str = ""
    section: str = ""
    band: int = 0
    country: str = ""
    region: str = ""
    #: Code of what it is: pipeline, kind of interaction, type of document.
    code: str = ""
    #: Code of the stage, and how a case stands.
    stage: str = ""
    state: str = ""
    #: One line more: a post, a document's number, a date as it was written.
    detail: str = ""
    #: Its day; `year` where only that is known.
    on_day: date | None = None
    year: int | None = None


_TYPES: dict[Any, Any] = {str: String(), int: Integer(), int | None: Integer(), date | None: Date()}
_NAMES = tuple(field.name for field in fields(Hit))


@dataclass(frozen=True)
class Search:
    """Where one kind of record is looked for: `statement` selects `hit_columns`, `keys` put the best first.

    `ahead`: the same of those records only that come first in that order. Where it has enough, it has the best.
    """

    record: str
    statement: Select[Any]
    keys: Sequence[SortKey]
    ahead: Select[Any] | None = None


def hit_columns(record: str, **given: Any) -> list[Any]:
    """The columns of a Hit in their order: those given, and nothing for the rest."""
    return [literal(record, String()).label("record"), *(_column(field, given) for field in fields(Hit)[1:])]


def first_hits(searches: Sequence[Search], limit: int) -> dict[str, list[Hit]]:
    """The best hits of each kind, at most `limit` of each. One statement."""
    found: dict[str, list[Hit]] = {search.record: [] for search in searches}
    parts = [_first(search, place, limit) for place, search in enumerate(searches)]
    if parts:
        united = union_all(*parts).subquery()
        rows = db.session.execute(select(united).order_by(united.c.kind_place, united.c.place))
        for row in rows:
            found[row.record].append(hit_of(row))
    return found


def count_hits(searches: Sequence[Search]) -> dict[str, Count]:
    """How many there are of each kind, up to the cap. One statement."""
    if not searches:
        return {}
    counted = [_counted(search).label(search.record) for search in searches]
    numbers = db.session.execute(select(*counted)).one()._mapping
    return {record: Count(min(number, HIT_CAP), number > HIT_CAP) for record, number in numbers.items()}


def page_of_hits(search: Search, page: str | None) -> tuple[Page, list[Hit]]:
    """One page of one kind. Raises BadPage."""
    found = page_of(search.statement, search.keys, page)
    return found, [hit_of(row) for row in found.rows]


def hit_of(row: Any) -> Hit:
    """A row of a search's statement, or of any that selects its columns."""
    return Hit(**{name: value for name in _NAMES if (value := row._mapping[name]) is not None})


def _column(field: Any, given: dict[str, Any]) -> Any:
    value = given.get(field.name)
    return (cast(null(), _TYPES[field.type]) if value is None else value).label(field.name)


def _first(search: Search, place: int, limit: int) -> Any:
    best = _best(search, limit).subquery()
    return select(best, literal(place, Integer()).label("kind_place"), func.row_number().over().label("place"))


def _best(search: Search, limit: int) -> Any:
    whole = search.statement.order_by(*in_order(search.keys)).limit(limit)
    if search.ahead is None:
        return whole
    soon = search.ahead.order_by(*in_order(search.keys)).limit(limit).cte()
    found = select(func.count()).select_from(soon).scalar_subquery()
    # Only one of the two is run further than to its condition.
    rest = whole.where(found < limit).cte()
    return union_all(select(soon).where(found == limit), select(rest))


def _counted(search: Search) -> Any:
    inner = search.statement.with_only_columns(literal(1).label("one")).order_by(None).limit(HIT_CAP + 1)
    return select(func.count()).select_from(inner.subquery()).scalar_subquery()
