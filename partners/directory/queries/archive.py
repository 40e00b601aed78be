"""What keeps a partner from being put away."""

from collections import defaultdict
from collections.abc import Collection, Sequence

from sqlalchemy import or_, select

from partners.directory.models import PartnerStanding, Tie
from partners.directory.rules.archive import Hold, Holding
from partners.directory.rules.ties import LIVING
from partners.foundation.database import db

#: Partners asked about in one question.
AT_ONCE = 1_000


def holdings_of(partner_id: int) -> list[Holding]:
    """Living ties, the open case and the open follow-up of a partner; the name of a tie is its type."""
    return holdings_of_many([partner_id]).get(partner_id, [])


def holdings_of_many(partner_ids: Collection[int]) -> dict[int, list[Holding]]:
    """The same for those of these partners that something holds. Two queries for each thousand."""
    found: defaultdict[int, list[Holding]] = defaultdict(list)
    ids = sorted(partner_ids)
    for start in range(0, len(ids), AT_ONCE):
        _add_holdings(found, ids[start : start + AT_ONCE])
    return dict(found)


def _add_holdings(found: defaultdict[int, list[Holding]], ids: Sequence[int]) -> None:
    ties = select(Tie.id, Tie.partner_id, Tie.type).where(Tie.partner_id.in_(ids), Tie.status.in_(LIVING))
    for tie in db.session.execute(ties.order_by(Tie.id)):
        found[tie.partner_id].append(Holding(Hold.TIE, tie.type, tie.id))
    standing = PartnerStanding
    open_things = or_(
        standing.agreement_id.is_not(None), standing.follow_up_title != "", standing.follow_up_due_on.is_not(None)
    )
    columns = (standing.partner_id, standing.agreement_id, standing.follow_up_title, standing.follow_up_due_on)
    for row in db.session.execute(select(*columns).where(standing.partner_id.in_(ids), open_things)):
        if row.agreement_id is not None:
            found[row.partner_id].append(Holding(Hold.CASE, "", row.agreement_id))
        if row.follow_up_title or row.follow_up_due_on:
            found[row.partner_id].append(Holding(Hold.FOLLOW_UP, row.follow_up_title))
