"""Terms and expiries: ties, registrations, terms of office and periods that end or have ended; and anniversaries."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Select, Subquery, func, literal, select, union_all

from partners.agreements.models import Agreement
from partners.agreements.vocabulary import OPEN
from partners.directory.kinds.tables import TABLES
from partners.directory.models import Partner, Tie
from partners.directory.queries.partners import NAME_COLUMNS, NOT_TRASHED, PartnerName
from partners.directory.rules.deadlines import What
from partners.directory.rules.ties import LIVING
from partners.foundation.database import db
from partners.lists.keyset import COUNT_CAP, Count

PARTNERS = Partner.__table__.c
NAMES = tuple(PARTNERS[column.key] for column in NAME_COLUMNS)
#: A page holds so many lines; what lies beyond is reached by its filters.
MOST = 300
#: Of every kind but the ties: the column of its last day.
DATED = (
    ("hospital", "registration_until", What.REGISTRATION),
    ("ambassador", "term_until", What.TERM),
    ("group", "ends_on", What.PERIOD),
)


@dataclass(frozen=True)
class Term:
    """Something that ends: what it is, with whom, and on which last day."""

    what: What
    tie: str
    tie_id: int | None
    frame: str
    status: str
    ends_on: date
    partner: PartnerName
    owner_team_id: int


@dataclass(frozen=True)
class Anniversary:
    """A round year of a tie whose day of signature is known."""

    tie_id: int
    tie: str
    partner: PartnerName
    signed_on: date


@dataclass(frozen=True)
class Terms:
    rows: Sequence[Term]
    is_cut: bool


def terms_between(first: date | None, last: date, what: str = "", team: int | None = None, limit: int = MOST) -> Terms:
    """What ends in these days, soonest first (`first` None: also what has ended and still stands). One statement."""
    every = union_all(*_parts(what)).subquery()
    statement = select(every).where(*_within(every, first, last))
    if team is not None:
        statement = statement.where(every.c.owner_team == team)
    statement = statement.order_by(every.c.ends_on, every.c.frame, every.c.id)
    rows = [_term(row) for row in db.session.execute(statement.limit(limit + 1))]
    return Terms(rows[:limit], len(rows) > limit)


def count_terms(
    spans: Mapping[str, tuple[date | None, date]], what: str = "", team: int | None = None
) -> dict[str, Count]:
    """How many end in each span of days, up to the cap of a count. One statement."""
    every = union_all(*_parts(what)).subquery()
    of_team = [] if team is None else [every.c.owner_team == team]
    inner = {
        name: select(every.c.id).where(*_within(every, *span), *of_team).limit(COUNT_CAP + 1).subquery()
        for name, span in spans.items()
    }
    columns = [select(func.count()).select_from(found).scalar_subquery().label(name) for name, found in inner.items()]
    row = db.session.execute(select(*columns)).one()._mapping
    return {name: Count(min(row[name], COUNT_CAP), row[name] > COUNT_CAP) for name in spans}


def _within(every: Subquery, first: date | None, last: date) -> list[ColumnElement[bool]]:
    if first is not None:
        return [every.c.ends_on.between(first, last)]
    # A period of activity that has ended is over: nothing of it still stands.
    return [every.c.ends_on <= last, every.c.what != What.PERIOD.value]


def signed_ties() -> Sequence[Anniversary]:
    """The living ties with city partners whose day of signature is known."""
    statement = (
        select(*NAMES, Tie.id.label("tie_id"), Tie.type.label("tie"), Tie.signed_on)
        .join(Tie, Tie.partner_id == PARTNERS.id)
        .where(NOT_TRASHED, Tie.status.in_(LIVING), Tie.signed_on.is_not(None), PARTNERS.kind == "city")
        .order_by(Tie.signed_on, Tie.id)
        .limit(MOST)
    )
    return [Anniversary(row.tie_id, row.tie, _name(row), row.signed_on) for row in db.session.execute(statement)]


def cases_of_partners(partners: Collection[int]) -> dict[tuple[int, str], int]:
    """The cases of these partners that are under way: their ids by partner and pipeline."""
    if not partners:
        return {}
    statement = select(Agreement.partner_id, Agreement.pipeline, Agreement.id).where(
        Agreement.partner_id.in_(partners), Agreement.state == OPEN
    )
    return {(row.partner_id, row.pipeline): row.id for row in db.session.execute(statement)}


def get_tie(tie_id: int) -> Tie:
    """A tie by its id. Raises NoResultFound."""
    return db.session.execute(select(Tie).where(Tie.id == tie_id)).scalar_one()


def _parts(what: str) -> list[Select[Any]]:
    ties = (
        select(
            *NAMES,
            literal(What.TIE.value).label("what"),
            Tie.type.label("tie"),
            Tie.id.label("tie_id"),
            Tie.frame.label("frame"),
            Tie.status.label("status"),
            Tie.ends_on.label("ends_on"),
            PARTNERS.owner_team_id.label("owner_team"),
        )
        .join(Tie, Tie.partner_id == PARTNERS.id)
        .where(NOT_TRASHED, Tie.status.in_(LIVING), Tie.ends_on.is_not(None))
    )
    dated = [_dated(*one) for one in DATED if what in ("", one[2].value)]
    return [ties, *dated] if what in ("", What.TIE.value) else dated


def _dated(kind: str, column: str, what: What) -> Select[Any]:
    table = TABLES[kind].__table__
    return (
        select(
            *NAMES,
            literal(what.value).label("what"),
            literal("").label("tie"),
            func.nullif(0, 0).label("tie_id"),
            literal("").label("frame"),
            literal("").label("status"),
            table.c[column].label("ends_on"),
            PARTNERS.owner_team_id.label("owner_team"),
        )
        .join(table, table.c.id == PARTNERS.id)
        .where(NOT_TRASHED, table.c[column].is_not(None))
    )


def _term(row: Any) -> Term:
    return Term(What(row.what), row.tie, row.tie_id, row.frame, row.status, row.ends_on, _name(row), row.owner_team)


def _name(row: Any) -> PartnerName:
    return PartnerName(**{column: row._mapping[column] for column in PartnerName.__dataclass_fields__})
