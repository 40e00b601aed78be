"""What the map's filters ask of the database."""

from datetime import date, timedelta
from typing import Any

from sqlalchemy import ColumnElement, and_, case, exists, func, or_, select
from sqlalchemy.orm import aliased

from partners.directory.models import Partner, PartnerStanding, Tie, TieEvent
from partners.directory.queries.conditions import conditions_of as conditions_of_list
from partners.directory.queries.partners import NOT_TRASHED
from partners.directory.rules.filters import CANDIDATE, NEVER, WITHOUT, PartnerFilter
from partners.directory.rules.ties import LIVING
from partners.directory.rules.words import Confidence
from partners.foundation.clock import today
from partners.maps.rules import MapFilter, View

IS_LOCATED = and_(Partner.lat.is_not(None), Partner.lon.is_not(None))
#: Longitudes west of this one are counted on eastwards: the Pacific stands in the middle of our world.
WORLD_BEGINS = -30
LON = case((Partner.lon < WORLD_BEGINS, Partner.lon + 360), else_=Partner.lon)


def conditions_of(asked: MapFilter) -> list[ColumnElement[bool]]:
    """What holds of the partners that the filter lets through, with coordinates or without.

    `asked.shared.owner` is an id or NOBODY. Some need the standing: `with_standing` joins it then.
    """
    if asked.partner_id is not None:
        return [NOT_TRASHED, Partner.id == asked.partner_id]
    conditions = [*conditions_of_list(asked.shared), Partner.section.in_(asked.kinds)]
    if asked.ties:
        conditions.append(or_(*_ties(asked)))
    elif asked.year is not None:
        conditions.append(Partner.id.in_(select(ties_at(asked.year).c.partner_id)))
    if asked.unsure:
        conditions.append(is_unsure())
    if asked.contact:
        conditions.append(_without_contact(asked.contact))
    return conditions


def with_standing(statement: Any, asked: MapFilter) -> Any:
    """The statement, with the standing joined where a condition asks for it."""
    if not (asked.contact or asked.shared.stage or CANDIDATE in asked.ties):
        return statement
    return statement.outerjoin(PartnerStanding, PartnerStanding.partner_id == Partner.id)


def is_within(view: View) -> ColumnElement[bool]:
    """That the partner stands in this part of the world."""
    return and_(Partner.lat.between(view.south, view.north), LON.between(view.west, view.east))


def is_unsure() -> ColumnElement[bool]:
    """That nobody of ours has confirmed the coordinates."""
    return func.coalesce(Partner.point_confidence, "") != Confidence.HIGH


def ties_at(year: int) -> Any:
    """The ties (partner_id, type, status) that stood at the end of a year, as a subquery.

    A tie that was brought in without its day counts from the year that its reference names, otherwise from
    the base date of its source: earlier nobody knows of it.
    """
    last = date(year, 12, 31)
    # "1995. 10.": what outside sources say, as text; its year stands first.
    referred = and_(
        TieEvent.kind == "taken_over",
        TieEvent.effective_on.is_(None),
        func.substr(Tie.reference_date, 1, 4).between("1900", str(year)),
    )
    happened = or_(func.coalesce(TieEvent.effective_on, TieEvent.as_of_date) <= last, referred)
    latest = (
        select(func.max(TieEvent.id).label("id"))
        .join(Tie, Tie.id == TieEvent.tie_id)
        .where(happened)
        .group_by(TieEvent.tie_id)
        .subquery()
    )
    return (
        select(TieEvent.partner_id, Tie.type, TieEvent.status, Tie.id.label("tie_id"))
        .join(latest, latest.c.id == TieEvent.id)
        .join(Tie, Tie.id == TieEvent.tie_id)
        .where(TieEvent.status.in_(LIVING))
        .subquery()
    )


def _ties(asked: MapFilter) -> list[ColumnElement[bool]]:
    types = [tie for tie in asked.ties if tie not in (CANDIDATE, WITHOUT)]
    others = [and_(*conditions_of_list(PartnerFilter(tie=tie))) for tie in asked.ties if tie not in types]
    if not types:
        return others
    if asked.year is not None:
        then = ties_at(asked.year)
        return [Partner.id.in_(select(then.c.partner_id).where(then.c.type.in_(types))), *others]
    # An alias: the statement around may join the ties itself.
    tie, status = aliased(Tie), asked.shared.tie_status
    statuses = (status,) if status else LIVING
    return [exists().where(tie.partner_id == Partner.id, tie.type.in_(types), tie.status.in_(statuses)), *others]


def _without_contact(contact: str) -> ColumnElement[bool]:
    never = PartnerStanding.last_contact_on.is_(None)
    if contact == NEVER:
        return never
    before = today() - timedelta(days=int(contact))
    # One without its day may have been on the last day of its year.
    return or_(
        never,
        and_(PartnerStanding.last_contact_dated, PartnerStanding.last_contact_on < before),
        and_(~PartnerStanding.last_contact_dated, PartnerStanding.last_contact_year < before.year),
    )
