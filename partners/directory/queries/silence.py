"""Sister cities that have fallen silent: nothing recorded with them in the running business year."""

from sqlalchemy import ColumnElement, or_, select

from partners.directory.models import Partner, PartnerStanding, Tie
from partners.foundation.clock import today


def is_silent() -> ColumnElement[bool]:
    """That the partner has an active sister tie and no contact this year; its standing need not be joined."""
    # From the ties, of which there are few, not from all partners.
    silent = (
        select(Tie.partner_id)
        .outerjoin(PartnerStanding, PartnerStanding.partner_id == Tie.partner_id)
        .where(Tie.type == "sister", Tie.status == "active", without_contact())
        .correlate(None)
    )
    return Partner.id.in_(silent)


def without_contact() -> ColumnElement[bool]:
    """That the standing knows of no contact this year."""
    year = PartnerStanding.last_contact_year
    return or_(year.is_(None), year < today().year)
