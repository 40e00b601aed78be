"""How cases stood on a day, read from their history: what counts is the latest line that had happened by then."""

from collections.abc import Sequence
from datetime import date, datetime, time

from sqlalchemy import func, select

from partners.agreements.models import Agreement, StageMove
from partners.agreements.queries.office import office_at
from partners.agreements.rules.office import Office
from partners.agreements.rules.then import CaseThen
from partners.agreements.vocabulary import OPEN
from partners.directory.models import Partner
from partners.foundation.clock import SEOUL, today
from partners.foundation.database import db

PARTNERS = Partner.__table__.c


def cases_as_of(day: date, only_open: bool = False) -> Sequence[CaseThen]:
    """Every case that had begun by the end of the day, or those then under way. Two statements, however many.

    A line of unknown day counts from its source's base date. Where a case went over to a successor since, its
    present partner is named: it is the same case.
    """
    happened_on = func.coalesce(StageMove.effective_on, StageMove.as_of_date)
    # Arrivals tell since when a case stands where it stands; an ending keeps the place.
    latest = (
        select(func.max(StageMove.id).label("id")).where(happened_on <= day).group_by(StageMove.agreement_id).subquery()
    )
    arrived = (
        select(func.max(StageMove.id))
        .where(StageMove.agreement_id == Agreement.id, StageMove.kind != "ending", happened_on <= day)
        .correlate(Agreement)
        .scalar_subquery()
    )
    arrival = (
        select(func.coalesce(StageMove.effective_on, StageMove.as_of_date))
        .where(StageMove.id == arrived)
        .scalar_subquery()
    )
    known = select(StageMove.effective_on.is_not(None)).where(StageMove.id == arrived).scalar_subquery()
    statement = (
        select(
            Agreement.id,
            Agreement.pipeline,
            StageMove.to_stage,
            StageMove.state,
            Agreement.partner_id,
            Agreement.title,
            PARTNERS.name_ko,
            PARTNERS.country,
            arrival.label("since"),
            known.label("day_is_known"),
        )
        .join(latest, latest.c.id == StageMove.id)
        .join(Agreement, Agreement.id == StageMove.agreement_id)
        .outerjoin(Partner, PARTNERS.id == Agreement.partner_id)
        .order_by(Agreement.id)
    )
    if only_open:
        statement = statement.where(StageMove.state == OPEN)
    pipelines = office_on(day).pipelines
    return [
        CaseThen(
            agreement_id=row.id,
            pipeline=row.pipeline,
            stage=row.to_stage,
            state=row.state,
            since=row.since,
            day_is_known=bool(row.day_is_known),
            partner_id=row.partner_id,
            name=row.name_ko or row.title,
            country=row.country,
            declared=pipelines[row.pipeline],
        )
        for row in db.session.execute(statement)
    ]


def office_on(day: date) -> Office:
    """The pipelines as they held at the end of a day."""
    return office_at(_end_of(day))


def _end_of(day: date) -> datetime | None:
    """The last moment of a past day here; None for the business day: what holds now."""
    return None if day >= today() else datetime.combine(day, time.max, tzinfo=SEOUL)
