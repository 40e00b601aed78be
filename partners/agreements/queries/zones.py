"""Special zones: which are on record, and who operates in one."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, and_, false, func, or_, select

from partners.accounts.rules import SignedIn
from partners.agreements.models import Agreement
from partners.agreements.permissions import AgreementPermission
from partners.agreements.queries.office import office
from partners.agreements.rules.zones import Place
from partners.agreements.vocabulary import OPEN
from partners.directory.models import Partner, Tie, TieEvent
from partners.directory.queries.partners import NOT_TRASHED
from partners.directory.rules.ties import LIVING
from partners.foundation.access import may
from partners.foundation.database import db

OPERATOR = "zone_operator"
PARTNERS = Partner.__table__.c
#: A zone's plan names some dozens at most; more than these are not lengthened on one page.
MOST = 300
STANDING = (Tie.type == OPERATOR, Tie.status.in_(LIVING), NOT_TRASHED)


@dataclass(frozen=True)
class Zone:
    """A zone by its name, with the number of its places and the earliest last day of their periods."""

    name: str
    places: int
    ends_on: date | None


@dataclass(frozen=True)
class PlaceRow:
    """A place of a zone with its partner, as a page shows it."""

    place: Place
    partner_id: int
    section: str
    owner_team_id: int


def zones_on_record() -> list[Zone]:
    """The zones in which somebody operates, by name."""
    statement = (
        select(Tie.frame, func.count(), func.min(Tie.ends_on))
        .join(Partner, PARTNERS.id == Tie.partner_id)
        .where(*STANDING, Tie.frame != "")
        .group_by(Tie.frame)
        .order_by(Tie.frame)
    )
    return [Zone(*row) for row in db.session.execute(statement)]


def places_of(zone: str, reader: SignedIn) -> Sequence[PlaceRow]:
    """Who operates in the zone now, by name. One statement; empty for a zone that nobody knows."""
    happened = select(func.max(TieEvent.effective_on)).where(TieEvent.tie_id == Tie.id).correlate(Tie)
    changing = select(func.min(Agreement.id)).where(
        Agreement.partner_id == Tie.partner_id, Agreement.state == OPEN, _decides_on_a_place()
    )
    statement = (
        select(
            Tie.id,
            Tie.version,
            Tie.status,
            Tie.ends_on,
            Tie.partner_id,
            PARTNERS.name_ko,
            PARTNERS.section,
            PARTNERS.owner_team_id,
            happened.scalar_subquery().label("happened_on"),
            changing.correlate(Tie).scalar_subquery().label("changing_case"),
        )
        .join(Partner, PARTNERS.id == Tie.partner_id)
        .where(*STANDING, Tie.frame == zone)
        .order_by(PARTNERS.name_ko, Tie.id)
        .limit(MOST)
    )
    return [_row(row, reader) for row in db.session.execute(statement)]


def ties_by_id(ids: Sequence[int]) -> dict[int, Tie]:
    """These ties as they stand now."""
    statement = select(Tie).where(Tie.id.in_(ids)).execution_options(populate_existing=True)
    return {tie.id: tie for tie in db.session.scalars(statement)}


def _decides_on_a_place() -> ColumnElement[bool]:
    stages = [
        and_(Agreement.pipeline == pipeline.code, Agreement.stage == stage.code)
        for pipeline in office().pipelines.values()
        for stage in pipeline.stages
        if stage.renews == OPERATOR
    ]
    return or_(false(), *stages)


def _row(row: Any, reader: SignedIn) -> PlaceRow:
    place = Place(
        tie_id=row.id,
        version=row.version,
        name=row.name_ko,
        status=row.status,
        ends_on=row.ends_on,
        happened_on=row.happened_on,
        is_ours=may(reader, AgreementPermission.MOVE, row),
        changing_case=row.changing_case,
    )
    return PlaceRow(place, row.partner_id, row.section, row.owner_team_id)
