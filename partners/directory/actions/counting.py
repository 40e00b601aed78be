"""How many partners there are."""

from sqlalchemy import func, literal, select

from partners.directory.models import Partner
from partners.directory.queries.partners import NOT_TRASHED
from partners.lists.tallies import count_anew


def count_partners_anew() -> None:
    """Count partners by kind, after they were written past the triggers that keep their tallies."""
    count_anew(
        "partners", select(literal("partners.") + Partner.kind, func.count()).where(NOT_TRASHED).group_by(Partner.kind)
    )
