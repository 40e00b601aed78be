"""What of partners ends soon or has ended: terms, registrations, ties, periods, how long data may be kept."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Row, Select, and_, func, literal, select, union_all

from partners.directory.kinds.tables import TABLES
from partners.directory.models import Contact, Partner, PersonalBasis, Tie
from partners.directory.queries.contacts import IN_USE
from partners.directory.queries.partners import NAME_COLUMNS, NOT_TRASHED, PartnerName
from partners.directory.rules.deadlines import What
from partners.directory.rules.ties import LIVING
from partners.foundation.database import db

PARTNERS = Partner.__table__.c
NAMES = tuple(PARTNERS[column.key] for column in NAME_COLUMNS)
MOST = 10


@dataclass(frozen=True)
class Deadline:
    """Something of a partner that ends: what it is (for a tie also which), and its last day."""

    what: What
    tie: str
    ends_on: date
    partner: PartnerName


@dataclass(frozen=True)
class Deadlines:
    """The first of what has ended and what ends; `is_cut`: there is more."""

    rows: Sequence[Deadline]
    is_cut: bool


def ending_until(last: date, today: date, limit: int = MOST) -> Deadlines:
    """What ends until the last day, and what has ended before today and still stands. One statement.

    First the data whose time to be kept has passed, which must be destroyed (개인정보 보호법 제21조),
    then by the day. A period of activity that has ended is over, and nothing is left to be done.
    """
    every = union_all(*_dated(last), _periods(today, last), _ties(last), *_kept(last), _contacts(last)).subquery()
    is_overdue = and_(every.c.ends_on < today, every.c.what.in_([What.RETENTION.value, What.CONTACTS.value]))
    statement = select(every).order_by(is_overdue.desc(), every.c.ends_on, every.c.id, every.c.what)
    rows = [_deadline(row) for row in db.session.execute(statement.limit(limit + 1))]
    return Deadlines(rows[:limit], len(rows) > limit)


def _dated(last: date) -> Sequence[Select[Any]]:
    whats = (("hospital", "registration_until", What.REGISTRATION), ("ambassador", "term_until", What.TERM))
    return [_of_kind(kind, column, what, last).where(NOT_TRASHED) for kind, column, what in whats]


def _periods(first: date, last: date) -> Select[Any]:
    return _of_kind("group", "ends_on", What.PERIOD, last).where(
        NOT_TRASHED, TABLES["group"].__table__.c.ends_on >= first
    )


def _kept(last: date) -> Sequence[Select[Any]]:
    """Archived persons too: archiving destroys nothing."""
    persons = [kind for kind, model in TABLES.items() if issubclass(model, PersonalBasis)]
    return [_of_kind(kind, "retain_until", What.RETENTION, last) for kind in persons]


def _of_kind(kind: str, column: str, what: What, last: date) -> Select[Any]:
    table = TABLES[kind].__table__
    day = table.c[column]
    return (
        select(*NAMES, literal(what.value).label("what"), literal("").label("tie"), day.label("ends_on"))
        .join(table, table.c.id == PARTNERS.id)
        .where(day <= last)
    )


def _ties(last: date) -> Select[Any]:
    return (
        select(*NAMES, literal(What.TIE.value).label("what"), Tie.type.label("tie"), Tie.ends_on.label("ends_on"))
        .join(Tie, Tie.partner_id == PARTNERS.id)
        .where(NOT_TRASHED, Tie.status.in_(LIVING), Tie.ends_on <= last)
    )


def _contacts(last: date) -> Select[Any]:
    """A line a partner, archived or not, with the earliest day: their names are for the partner's page."""
    earliest = (
        select(Contact.at_partner_id.label("partner_id"), func.min(Contact.retain_until).label("ends_on"))
        .where(IN_USE, Contact.retain_until <= last)
        .group_by(Contact.at_partner_id)
        .subquery()
    )
    return select(
        *NAMES, literal(What.CONTACTS.value).label("what"), literal("").label("tie"), earliest.c.ends_on
    ).join(earliest, earliest.c.partner_id == PARTNERS.id)


def _deadline(row: Row[Any]) -> Deadline:
    name = PartnerName(**{column: row._mapping[column] for column in PartnerName.__dataclass_fields__})
    return Deadline(What(row.what), row.tie, row.ends_on, name)
