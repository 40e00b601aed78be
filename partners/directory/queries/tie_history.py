"""What happened to ties."""

from collections.abc import Collection, Sequence
from datetime import date

from sqlalchemy import func, or_, select

from partners.directory.models import Tie, TieEvent
from partners.directory.rules.ties import LIVING
from partners.foundation.database import db

MOST = 200


def history_of_ties(partner_id: int) -> Sequence[TieEvent]:
    """What happened to the ties that the partner has or had, latest first."""
    statement = (
        select(TieEvent)
        .where(or_(TieEvent.partner_id == partner_id, TieEvent.from_partner_id == partner_id))
        .order_by(TieEvent.id.desc())
        .limit(MOST)
    )
    return db.session.scalars(statement).all()


def events_of(tie_ids: Collection[int]) -> dict[int, list[TieEvent]]:
    """What happened to these ties, by their ids, in the order in which it was recorded."""
    found: dict[int, list[TieEvent]] = {}
    for event in db.session.scalars(select(TieEvent).where(TieEvent.tie_id.in_(tie_ids)).order_by(TieEvent.id)):
        found.setdefault(event.tie_id, []).append(event)
    return found


def last_day_of(tie: Tie) -> date | None:
    """The latest day that is known of what happened to the tie."""
    return db.session.scalar(select(func.max(TieEvent.effective_on)).where(TieEvent.tie_id == tie.id))


def living_ties_of(partner_id: int) -> Sequence[Tie]:
    """The partner's living ties."""
    return db.session.scalars(
        select(Tie).where(Tie.partner_id == partner_id, Tie.status.in_(LIVING)).order_by(Tie.id)
    ).all()


def tie_types(tie_ids: Collection[int]) -> dict[int, str]:
    """The types of these ties, by their ids."""
    if not tie_ids:
        return {}
    return {row.id: row.type for row in db.session.execute(select(Tie.id, Tie.type).where(Tie.id.in_(tie_ids)))}
