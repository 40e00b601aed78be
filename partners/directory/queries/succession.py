"""Who follows an abolished body, and whom a body follows."""

from collections.abc import Iterable

from sqlalchemy import literal_column, select

from partners.directory.models import Partner, Tie
from partners.directory.queries.tie_history import living_ties_of
from partners.directory.rules.succession import objection_to_hand_over
from partners.foundation.database import db
from partners.foundation.words import Words


def followers_of(partner_id: int) -> set[int]:
    """The ids of its successor, of the successor's successor and so on; ends even in a circle."""
    base = Partner.__table__.c
    chain = select(base.successor_id.label("id")).where(base.id == partner_id).cte("chain", recursive=True)
    # UNION without ALL: a row that is there already ends the walk.
    chain = chain.union(select(base.successor_id).join(chain, base.id == chain.c.id))
    return set(db.session.scalars(select(chain.c.id).where(literal_column("chain.id").is_not(None))))


def objection_between(
    partner: Partner, successor: Partner, going: Iterable[Tie], reason: str
) -> tuple[str, Words] | None:
    """What hinders a partner from handing these ties over to its successor: the field and the sentence."""
    return objection_to_hand_over(
        partner.id,
        partner.kind,
        partner.country,
        successor.id,
        successor.kind,
        successor.country,
        named=partner.successor_id,
        going={tie.type for tie in going},
        standing={tie.type for tie in living_ties_of(successor.id)},
        reason=reason,
    )
