"""What keeps a partner from being put away."""

from sqlalchemy import select

from partners.directory.models import PartnerStanding, Tie
from partners.directory.rules.archive import Hold, Holding
from partners.directory.rules.ties import LIVING
from partners.foundation.database import db


def holdings_of(partner_id: int) -> list[Holding]:
    """Living ties, the open case and the open follow-up of a partner; the name of a tie is its type."""
    ties = db.session.execute(
        select(Tie.id, Tie.type).where(Tie.partner_id == partner_id, Tie.status.in_(LIVING)).order_by(Tie.id)
    )
    holdings = [Holding(Hold.TIE, row.type, row.id) for row in ties]
    standing = db.session.execute(
        select(PartnerStanding.agreement_id, PartnerStanding.follow_up_title, PartnerStanding.follow_up_due_on).where(
            PartnerStanding.partner_id == partner_id
        )
    ).one_or_none()
    if standing is None:
        return holdings
    if standing.agreement_id is not None:
        holdings.append(Holding(Hold.CASE, "", standing.agreement_id))
    if standing.follow_up_title or standing.follow_up_due_on:
        holdings.append(Holding(Hold.FOLLOW_UP, standing.follow_up_title))
    return holdings
