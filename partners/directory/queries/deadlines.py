"""What of partners ends soon: terms, registrations, ties, periods, and how long data may be kept."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Row, Select, func, literal, select, union_all

from partners.directory.kinds.tables import TABLES
from partners.directory.models import Contact, ContactPost, Partner, PersonalBasis, Tie
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


def ending_between(first: date, last: date, limit: int = MOST) -> list[Deadline]:
    """What ends within these days, both included, earliest first. One statement."""
    every = union_all(*_dated(first, last), _ties(first, last), *_kept(first, last), _contacts(first, last)).subquery()
    rows = db.session.execute(select(every).order_by(every.c.ends_on, every.c.id, every.c.what).limit(limit))
    return [_deadline(row) for row in rows]


def _dated(first: date, last: date) -> Sequence[Select[Any]]:
    columns = (("hospital", "registration_until"), ("ambassador", "term_until"), ("group", "ends_on"))
    whats = (What.REGISTRATION, What.TERM, What.PERIOD)
    return [_of_kind(kind, column, what, first, last) for (kind, column), what in zip(columns, whats, strict=True)]


def _kept(first: date, last: date) -> Sequence[Select[Any]]:
    persons = [kind for kind, model in TABLES.items() if issubclass(model, PersonalBasis)]
    return [_of_kind(kind, "retain_until", What.RETENTION, first, last) for kind in persons]


def _of_kind(kind: str, column: str, what: What, first: date, last: date) -> Select[Any]:
    table = TABLES[kind].__table__
    day = table.c[column]
    return (
        select(*NAMES, literal(what.value).label("what"), literal("").label("tie"), day.label("ends_on"))
        .join(table, table.c.id == PARTNERS.id)
        .where(NOT_TRASHED, day.between(first, last))
    )


def _ties(first: date, last: date) -> Select[Any]:
    return (
        select(*NAMES, literal(What.TIE.value).label("what"), Tie.type.label("tie"), Tie.ends_on.label("ends_on"))
        .join(Tie, Tie.partner_id == PARTNERS.id)
        .where(NOT_TRASHED, Tie.status.in_(LIVING), Tie.ends_on.between(first, last))
    )


def _contacts(first: date, last: date) -> Select[Any]:
    """A line a partner, with the earliest day: their names are for the partner's page."""
    earliest = (
        select(ContactPost.partner_id, func.min(Contact.retain_until).label("ends_on"))
        .join(Contact, Contact.id == ContactPost.contact_id)
        .where(Contact.removed_at.is_(None), ContactPost.is_current, Contact.retain_until.between(first, last))
        .group_by(ContactPost.partner_id)
        .subquery()
    )
    return (
        select(*NAMES, literal(What.CONTACTS.value).label("what"), literal("").label("tie"), earliest.c.ends_on)
        .join(earliest, earliest.c.partner_id == PARTNERS.id)
        .where(NOT_TRASHED)
    )


def _deadline(row: Row[Any]) -> Deadline:
    name = PartnerName(**{column: row._mapping[column] for column in PartnerName.__dataclass_fields__})
    return Deadline(What(row.what), row.tie, row.ends_on, name)
