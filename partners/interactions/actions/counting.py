"""How many interactions there are."""

from sqlalchemy import func, literal, select

from partners.interactions.models import Interaction
from partners.lists.tallies import count_anew

STANDING = Interaction.voided_at.is_(None)


def count_interactions_anew() -> None:
    """Count interactions, after they were written past the triggers that keep their tally."""
    count_anew("interactions", select(literal("interactions"), func.count()).where(STANDING))
