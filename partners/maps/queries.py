"""Every read of the map: partners that have coordinates, and how many have none."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Row, and_, exists, func, select
from sqlalchemy.orm import aliased

from partners.directory.kinds import KINDS
from partners.directory.models import Partner, PartnerStanding, Tie
from partners.directory.queries.resting import ONLY_INTENTION
from partners.directory.queries.silence import is_silent as partner_is_silent
from partners.directory.rules.silence import is_silent
from partners.directory.rules.ties import LIVING
from partners.directory.rules.words import HOME, Band, Confidence
from partners.foundation.clock import today
from partners.foundation.database import db
from partners.foundation.pages import official_day
from partners.maps.rules import MapFilter

COLUMNS = (
    Partner.id,
    Partner.kind,
    Partner.section,
    Partner.band,
    Partner.name_ko,
    Partner.name_en,
    Partner.name_native,
    Partner.country,
    Partner.region,
    Partner.lat,
    Partner.lon,
    Partner.point_confidence,
    PartnerStanding.last_contact_on,
    PartnerStanding.last_contact_dated,
    PartnerStanding.last_contact_year,
    PartnerStanding.last_contact_title,
    PartnerStanding.last_contact_text,
)
PERSONS = frozenset(kind.code for kind in KINDS.values() if kind.is_person)
IS_LOCATED = and_(Partner.lat.is_not(None), Partner.lon.is_not(None))


@dataclass(frozen=True)
class PartnerTie:
    """A living tie as the map shows it."""

    type: str
    status: str
    only_intention: bool


@dataclass(slots=True)
class Located:
    """A partner with coordinates: its columns, its closest tie, and whether it has been silent this year."""

    row: Any
    tie: PartnerTie | None
    is_silent: bool

    @property
    def beside(self) -> str:
        """What tells it apart beside its Korean name: abroad its own script, at home the region of a city."""
        row = self.row
        if row.country != HOME:
            return str(row.name_native) if row.name_native != row.name_ko else ""
        return str(row.region) if row.kind == "city" and row.region not in row.name_ko else ""

    @property
    def last_contact(self) -> str:
        """When we last spoke, as written or as a day; empty when unknown or never."""
        row = self.row
        if not row.last_contact_dated:
            return ""
        return row.last_contact_text or official_day(row.last_contact_on)

    @property
    def is_group(self) -> bool:
        return bool(self.row.band == Band.GROUPS)

    @property
    def is_person(self) -> bool:
        return self.row.kind in PERSONS

    @property
    def is_sure(self) -> bool:
        return bool(self.row.point_confidence == Confidence.HIGH)


@dataclass(frozen=True)
class Counts:
    """How many partners have coordinates, by section, by tie and by what to look at; and how many have none."""

    sections: dict[str, int]
    ties: dict[str, int]
    silent: int
    unsure: int
    without_place: int

    @property
    def located(self) -> int:
        return sum(self.sections.values())


def located(asked: MapFilter, limit: int | None = None) -> list[Located]:
    """The partners that the filter lets through and that have coordinates.

    With a limit the first ones by name; without one all of them, in no order of note.
    """
    conditions = _conditions(asked)
    statement = select(*COLUMNS).outerjoin(PartnerStanding, PartnerStanding.partner_id == Partner.id).where(*conditions)
    if limit is not None:
        statement = statement.order_by(Partner.name_ko, Partner.id).limit(limit)
    rows = db.session.execute(statement).all()
    ties = _ties(conditions if limit is None else [Partner.id.in_([row.id for row in rows])])
    year = today().year
    return [_located(row, ties.get(row[0], ()), year) for row in rows]


def count_located(asked: MapFilter) -> int:
    """How many partners the filter lets through, of those that have coordinates."""
    return _number(*_conditions(asked))


def get_place(partner_id: int) -> Row[Any]:
    """The id of a partner that is not in the trash. Raises NoResultFound."""
    statement = select(Partner.id).where(Partner.id == partner_id, Partner.trashed_at.is_(None))
    return db.session.execute(statement).one()


def counts() -> Counts:
    """What the filters of the map offer, counted over all partners."""
    here = (Partner.trashed_at.is_(None), IS_LOCATED)
    by_section = select(Partner.section, func.count()).where(*here).group_by(Partner.section)
    by_tie = (
        select(Tie.type, func.count(Partner.id.distinct()))
        .join(Partner, Partner.id == Tie.partner_id)
        .where(*here, Tie.status.in_(LIVING))
        .group_by(Tie.type)
    )
    return Counts(
        sections=_as_dict(db.session.execute(by_section)),
        ties=_as_dict(db.session.execute(by_tie)),
        silent=_number(*here, partner_is_silent()),
        unsure=_number(*here, _unsure()),
        without_place=_number(Partner.trashed_at.is_(None), ~IS_LOCATED),
    )


def _as_dict(rows: Iterable[Any]) -> dict[str, int]:
    return {row[0]: row[1] for row in rows}


def _located(row: Any, ties: Sequence[PartnerTie], year: int) -> Located:
    if not ties:
        return Located(row, None, is_silent=False)
    silent = is_silent([(tie.type, tie.status) for tie in ties], row.last_contact_year, year)
    return Located(row, ties[0], silent)


def _ties(conditions: Sequence[ColumnElement[bool]]) -> dict[int, list[PartnerTie]]:
    """The living ties of these partners, a sister tie first."""
    statement = (
        select(Tie.partner_id, Tie.type, Tie.status, ONLY_INTENTION)
        .join(Partner, Partner.id == Tie.partner_id)
        .where(Tie.status.in_(LIVING), *conditions)
        .order_by(Tie.type != "sister", Tie.id)
    )
    found: dict[int, list[PartnerTie]] = {}
    for partner_id, kind, status, only_intention in db.session.execute(statement):
        found.setdefault(partner_id, []).append(PartnerTie(kind, status, only_intention))
    return found


def _conditions(asked: MapFilter) -> list[ColumnElement[bool]]:
    conditions = [Partner.trashed_at.is_(None), IS_LOCATED]
    if asked.partner_id is not None:
        return [*conditions, Partner.id == asked.partner_id]
    conditions.append(Partner.section.in_(asked.kinds))
    if asked.ties:
        conditions.append(_living_tie(*asked.ties))
    if asked.silent:
        conditions.append(partner_is_silent())
    if asked.unsure:
        conditions.append(_unsure())
    return conditions


def _living_tie(*types: str) -> ColumnElement[bool]:
    # An alias: the statement around may join the ties itself.
    tie = aliased(Tie)
    return exists().where(tie.partner_id == Partner.id, tie.type.in_(types), tie.status.in_(LIVING))


def _unsure() -> ColumnElement[bool]:
    return func.coalesce(Partner.point_confidence, "") != Confidence.HIGH


def _number(*conditions: ColumnElement[bool]) -> int:
    return db.session.scalar(select(func.count()).select_from(Partner).where(*conditions)) or 0
