"""How many partners there are, and what they count as: anew, after they were written past the database's triggers."""

from sqlalchemy import delete, func, insert, literal, select

from partners.directory.models import Partner, PartnerTab
from partners.directory.queries.partners import NOT_TRASHED
from partners.directory.queries.tabs import tabs_anew
from partners.foundation.database import db, hold_table
from partners.lists.tallies import count_anew


def count_partners_anew() -> None:
    """Count partners by kind."""
    count_anew(
        "partners", select(literal("partners.") + Partner.kind, func.count()).where(NOT_TRASHED).group_by(Partner.kind)
    )


def fill_tabs_anew() -> None:
    """Write what each partner counts as in lists."""
    hold_table(PartnerTab.__tablename__)
    db.session.execute(delete(PartnerTab))
    db.session.execute(insert(PartnerTab).from_select(PartnerTab.__table__.c.keys(), tabs_anew()))
