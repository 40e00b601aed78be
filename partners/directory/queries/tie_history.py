"""What happened to ties."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import func, or_, select

from partners.directory.models import Tie, TieEvent
from partners.directory.rules.ties import LIVING
from partners.foundation.database import db

MOST = 200


def history_of_ties(partner_id: int) -> tuple[list[TieEvent], dict[int, str]]:
    """What happened to the ties that the partner has or had, latest first, and the types of these ties by their ids."""
    statement = (
        select(TieEvent, Tie.type)
        .join(Tie, Tie.id == TieEvent.tie_id)
        .where(or_(TieEvent.partner_id == partner_id, TieEvent.from_partner_id == partner_id))
        .order_by(TieEvent.id.desc())
        .limit(MOST)
    )
    rows = db.session.execute(statement).all()
    return [row[0] for row in rows], {row[0].tie_id: row.type for row in rows}


def last_day_of(tie: Tie) -> date | None:
    """The latest day that is known of what happened to the tie."""
    return db.session.scalar(select(func.max(TieEvent.effective_on)).where(TieEvent.tie_id == tie.id))


def living_ties_of(partner_id: int) -> Sequence[Tie]:
    """The partner's living ties."""
    return db.session.scalars(
        select(Tie).where(Tie.partner_id == partner_id, Tie.status.in_(LIVING)).order_by(Tie.id)
    ).all()
