"""주고받음 of the whole office: what came in, what went out and what was done together, by partner or by country.

Drawn from the direction that each record has; what only passed among us or among others is no exchange. A record
counts once with each partner that it names (with an institution's city, too), and once in the sum. Amounts are the
won that are known; how many are not is said beside them.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, case, exists, func, select

from partners.directory.models import Partner
from partners.directory.queries.partners import NAME_COLUMNS, PartnerName
from partners.foundation.clock import today
from partners.foundation.database import db
from partners.interactions.models import Interaction, InteractionPartner
from partners.interactions.queries.naming import INSTITUTIONS, named_or_related
from partners.interactions.queries.silence import begun_by
from partners.interactions.rules.kinds import CARRYING

PARTNERS = Partner.__table__.c
#: The ways that are an exchange, in the order of the table.
WAYS = ("inbound", "outbound", "mutual")
MOST = 12


@dataclass(frozen=True)
class Way:
    """What went one way: records, the won that are known (None: of none of them), and how many amounts are not."""

    number: int = 0
    won: int | None = None
    is_approx: bool = False
    unknown: int = 0


@dataclass(frozen=True)
class ExchangeLine:
    """A partner, a country, or (both None) the records that name nobody, with what went each way."""

    ways: Mapping[str, Way]
    partner: PartnerName | None = None
    country: str | None = None


@dataclass(frozen=True)
class Exchange:
    """The table; `is_cut`: there are more lines than are shown."""

    lines: Sequence[ExchangeLine]
    is_cut: bool
    unnamed: ExchangeLine
    total: ExchangeLine

    @property
    def is_empty(self) -> bool:
        return not any(way.number for way in self.total.ways.values())


def exchange_by_partner(day: date) -> Exchange:
    """Of the fiscal year of a day and by that day, the partners with most records first. Two statements."""
    pairs = named_or_related().subquery()
    number = func.count()
    # What is recorded with an institution of a city stands with the city.
    of_another = exists().where(INSTITUTIONS.c.id == PARTNERS.id, INSTITUTIONS.c.related_partner_id.is_not(None))
    statement = (
        select(*(PARTNERS[column.key] for column in NAME_COLUMNS), *_columns())
        .select_from(Interaction)
        .join(pairs, pairs.c.interaction_id == Interaction.id)
        .join(Partner.__table__, PARTNERS.id == pairs.c.partner_id)
        .where(*_exchanged(day), ~of_another)
        .group_by(*(PARTNERS[column.key] for column in NAME_COLUMNS))
        .order_by(PARTNERS.section != "city", number.desc(), PARTNERS.name_ko, PARTNERS.id)
    )
    return _read(statement, day, lambda row: {"partner": _name(row)})


def exchange_by_country(day: date) -> Exchange:
    """The same by the country of the partners that a record names."""
    pairs = (
        select(PARTNERS.country, InteractionPartner.interaction_id)
        .join(Partner.__table__, PARTNERS.id == InteractionPartner.partner_id)
        .distinct()
        .subquery()
    )
    statement = (
        select(pairs.c.country, *_columns())
        .select_from(Interaction)
        .join(pairs, pairs.c.interaction_id == Interaction.id)
        .where(*_exchanged(day))
        .group_by(pairs.c.country)
        .order_by(func.count().desc(), pairs.c.country)
    )
    return _read(statement, day, lambda row: {"country": row.country})


def _read(statement: Select[Any], day: date, whose: Any) -> Exchange:
    rows = db.session.execute(statement.limit(MOST + 1)).all()
    names = exists().where(InteractionPartner.interaction_id == Interaction.id).label("names")
    inner = select(Interaction.id, names).where(*_exchanged(day)).subquery()
    sums = (
        select(inner.c.names, *_columns())
        .select_from(Interaction)
        .join(inner, inner.c.id == Interaction.id)
        .group_by(inner.c.names)
    )
    found = {bool(row.names): row for row in db.session.execute(sums)}
    ways = {names: _ways(row) for names, row in found.items()}
    nothing = dict.fromkeys(WAYS, Way())
    return Exchange(
        lines=[ExchangeLine(_ways(row), **whose(row)) for row in rows[:MOST]],
        is_cut=len(rows) > MOST,
        unnamed=ExchangeLine(ways.get(False, nothing)),
        total=ExchangeLine({way: _added([one[way] for one in ways.values()]) for way in WAYS}),
    )


def _exchanged(day: date) -> list[ColumnElement[bool]]:
    conditions = [
        Interaction.voided_at.is_(None),
        Interaction.fiscal_year == day.year,
        Interaction.direction.in_(WAYS),
    ]
    return [*conditions, begun_by(day)] if day < today() else conditions


def _columns() -> list[ColumnElement[Any]]:
    return [column for way in WAYS for column in _columns_of(way)]


def _columns_of(way: str) -> list[ColumnElement[Any]]:
    here = Interaction.direction == way
    known = and_(here, Interaction.amount_won.is_not(None))
    unknown = and_(here, Interaction.amount_won.is_(None), Interaction.kind.in_(CARRYING))
    return [
        func.count(case((here, 1))).label(f"{way}_number"),
        func.sum(case((here, Interaction.amount_won))).label(f"{way}_won"),
        func.count(case((and_(known, Interaction.amount_approx), 1))).label(f"{way}_approx"),
        func.count(case((unknown, 1))).label(f"{way}_unknown"),
    ]


def _ways(row: Any) -> dict[str, Way]:
    of = row._mapping
    return {
        way: Way(
            number=of[f"{way}_number"],
            # PostgreSQL sums to a Decimal.
            won=None if of[f"{way}_won"] is None else int(of[f"{way}_won"]),
            is_approx=bool(of[f"{way}_approx"]),
            unknown=of[f"{way}_unknown"],
        )
        for way in WAYS
    }


def _added(ways: Sequence[Way]) -> Way:
    known = [way.won for way in ways if way.won is not None]
    return Way(
        number=sum(way.number for way in ways),
        won=sum(known) if known else None,
        is_approx=any(way.is_approx for way in ways),
        unknown=sum(way.unknown for way in ways),
    )


def _name(row: Any) -> PartnerName:
    return PartnerName(**{column: row._mapping[column] for column in PartnerName.__dataclass_fields__})
