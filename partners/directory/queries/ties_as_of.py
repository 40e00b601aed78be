"""How ties stood on a day, read from what happened to them."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import func, select

from partners.directory.models import Document, Partner, Tie, TieEvent
from partners.directory.rules.then import TieThen
from partners.directory.rules.ties import LIVING, holds_only_an_intention
from partners.directory.rules.words import HOME, Confidence
from partners.foundation.database import db

PARTNERS = Partner.__table__.c


def ties_as_of(day: date) -> Sequence[TieThen]:
    """The ties that stood at the end of the day. Two statements, however many there are.

    A tie whose day is unknown stood by the base date of its source for certain, and is not counted before.
    """
    happened_on = func.coalesce(TieEvent.effective_on, TieEvent.as_of_date)
    latest = select(func.max(TieEvent.id).label("id")).where(happened_on <= day).group_by(TieEvent.tie_id).subquery()
    statement = (
        select(
            Tie.id,
            Tie.type,
            TieEvent.status,
            TieEvent.partner_id,
            PARTNERS.kind,
            PARTNERS.name_ko,
            PARTNERS.country,
            PARTNERS.region,
            PARTNERS.lat,
            PARTNERS.lon,
            PARTNERS.point_confidence,
            TieEvent.effective_on,
        )
        .join(latest, latest.c.id == TieEvent.id)
        .join(Tie, Tie.id == TieEvent.tie_id)
        .join(Partner, PARTNERS.id == TieEvent.partner_id)
        .where(TieEvent.status.in_(LIVING), PARTNERS.trashed_at.is_(None))
        .order_by(PARTNERS.country != HOME, PARTNERS.name_ko, Tie.id)
    )
    rows = db.session.execute(statement).all()
    papers = _documents({row.partner_id for row in rows if row.type == "friendship"}, day)
    return [
        TieThen(
            id=row.id,
            type=row.type,
            status=row.status,
            partner_id=row.partner_id,
            kind=row.kind,
            name=row.name_ko,
            country=row.country,
            region=row.region,
            day_is_known=row.effective_on is not None,
            only_intention=holds_only_an_intention(row.type, papers.get(row.partner_id, set())),
            since=row.effective_on,
            lat=row.lat,
            lon=row.lon,
            point_is_sure=row.point_confidence == Confidence.HIGH,
        )
        for row in rows
    ]


def _documents(partner_ids: set[int], day: date) -> dict[int, set[str]]:
    """The types of the documents that these partners had by the day; one without a day was there always."""
    if not partner_ids:
        return {}
    statement = select(Document.partner_id, Document.type).where(
        Document.partner_id.in_(partner_ids),
        Document.removed_at.is_(None),
        func.coalesce(Document.dated_on, day) <= day,
    )
    found: dict[int, set[str]] = {}
    for row in db.session.execute(statement):
        if row.partner_id is not None:
            found.setdefault(row.partner_id, set()).add(row.type)
    return found
