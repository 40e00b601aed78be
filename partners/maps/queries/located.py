"""Partners as the map shows them: with their closest tie, and whether they are silent."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, false, select

from partners.directory.kinds import KINDS
from partners.directory.models import Partner, PartnerStanding, Tie
from partners.directory.queries.resting import ONLY_INTENTION
from partners.directory.rules.silence import is_silent
from partners.directory.rules.ties import LIVING
from partners.directory.rules.words import HOME, Band, Confidence
from partners.foundation.clock import today
from partners.foundation.database import db
from partners.foundation.pages import official_day
from partners.lists.keyset import Page, SortKey, page_of
from partners.maps.queries.conditions import IS_LOCATED, conditions_of, is_within, ties_at
from partners.maps.rules import MapFilter, View

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
    PartnerStanding.pipeline,
    PartnerStanding.stage,
    PartnerStanding.last_contact_on,
    PartnerStanding.last_contact_dated,
    PartnerStanding.last_contact_year,
    PartnerStanding.last_contact_title,
    PartnerStanding.last_contact_text,
)
PERSONS = frozenset(kind.code for kind in KINDS.values() if kind.is_person)


@dataclass(frozen=True)
class PartnerTie:
    """A living tie as the map shows it."""

    type: str
    status: str
    only_intention: bool


@dataclass(slots=True)
class Located:
    """A partner: its columns, its closest tie, and whether it has been silent this year."""

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
    def has_place(self) -> bool:
        return self.row.lat is not None and self.row.lon is not None

    @property
    def is_sure(self) -> bool:
        return bool(self.row.point_confidence == Confidence.HIGH)


def located(asked: MapFilter, view: View | None = None, limit: int | None = None) -> list[Located]:
    """The partners that the filter lets through and that have coordinates; with a view those who stand in it.

    With a limit the first ones by name; without one all of them, in no order of note.
    """
    conditions = [*conditions_of(asked), IS_LOCATED]
    return _found(asked, conditions if view is None else [*conditions, is_within(view)], limit)


def located_by_id(asked: MapFilter, partner_ids: Sequence[int]) -> list[Located]:
    """These partners as they are shown under the filter."""
    return _found(asked, [Partner.id.in_(partner_ids)], None)


def beside_the_map(
    asked: MapFilter, view: View | None, most: int, most_unplaced: int
) -> tuple[list[Located], list[Located]]:
    """The first ones by name of those on the map, with a view in it; and of those without coordinates."""
    within = [is_within(view)] if view else []
    rows = _first_by_name([*conditions_of(asked), IS_LOCATED, *within], most)
    unplaced = _first_by_name([*conditions_of(asked), ~IS_LOCATED], most_unplaced) if most_unplaced else []
    found = shown([*rows, *unplaced], asked)
    return found[: len(rows)], found[len(rows) :]


def table_page(asked: MapFilter, page: str | None) -> tuple[list[Located], Page]:
    """One page of all that the filter lets through, with coordinates or without, by name. Raises BadPage."""
    found = page_of(_rows().where(*conditions_of(asked)), [SortKey(Partner.name_ko), SortKey(Partner.id)], page)
    return shown(found.rows, asked), found


def shown(rows: Sequence[Any], asked: MapFilter) -> list[Located]:
    """Rows of COLUMNS with their ties. One statement."""
    return _with_ties(rows, _ties([Partner.id.in_([row.id for row in rows])], asked))


def _rows() -> Any:
    return select(*COLUMNS).outerjoin(PartnerStanding, PartnerStanding.partner_id == Partner.id)


def _found(asked: MapFilter, conditions: Sequence[ColumnElement[bool]], limit: int | None) -> list[Located]:
    if limit is not None:
        return shown(_first_by_name(conditions, limit), asked)
    return _with_ties(db.session.execute(_rows().where(*conditions)).all(), _ties(conditions, asked))


def _first_by_name(conditions: Sequence[ColumnElement[bool]], limit: int) -> Sequence[Any]:
    statement = _rows().where(*conditions).order_by(Partner.name_ko, Partner.id)
    return db.session.execute(statement.limit(limit)).all()


def _with_ties(rows: Sequence[Any], ties: dict[int, list[PartnerTie]]) -> list[Located]:
    year = today().year
    return [_located(row, ties.get(row[0], ()), year) for row in rows]


def _located(row: Any, ties: Sequence[PartnerTie], year: int) -> Located:
    if not ties:
        return Located(row, None, is_silent=False)
    silent = is_silent([(tie.type, tie.status) for tie in ties], row.last_contact_year, year)
    return Located(row, ties[0], silent)


def _ties(conditions: Sequence[ColumnElement[bool]], asked: MapFilter) -> dict[int, list[PartnerTie]]:
    """The living ties of these partners, a sister tie first; with a year those that stood at its end."""
    statement = _ties_now() if asked.year is None else _ties_then(asked.year)
    statement = statement.outerjoin(PartnerStanding, PartnerStanding.partner_id == Partner.id).where(*conditions)
    found: dict[int, list[PartnerTie]] = {}
    for partner_id, kind, status, only_intention in db.session.execute(statement):
        found.setdefault(partner_id, []).append(PartnerTie(kind, status, bool(only_intention)))
    return found


def _ties_now() -> Any:
    return (
        select(Tie.partner_id, Tie.type, Tie.status, ONLY_INTENTION)
        .join(Partner, Partner.id == Tie.partner_id)
        .where(Tie.status.in_(LIVING))
        .order_by(Tie.type != "sister", Tie.id)
    )


def _ties_then(year: int) -> Any:
    then = ties_at(year)
    # What papers it had then is not asked: the map of a year says which ties stood.
    return (
        select(then.c.partner_id, then.c.type, then.c.status, false())
        .join(Partner, Partner.id == then.c.partner_id)
        .order_by(then.c.type != "sister", then.c.tie_id)
    )
