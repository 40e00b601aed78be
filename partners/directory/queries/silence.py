"""Sister cities that have fallen silent, as rules/silence.py defines it, asked of the database."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, and_, or_, select

from partners.directory.models import Partner, PartnerStanding, Tie
from partners.directory.queries.partners import NOT_TRASHED
from partners.directory.rules.silence import KEPT_ALIVE
from partners.directory.rules.words import HOME
from partners.foundation.clock import today
from partners.foundation.database import db


@dataclass(frozen=True)
class SilentCity:
    """A sister city without an interaction in the running year."""

    id: int
    name_ko: str
    name_en: str
    country: str
    region: str
    name_native: str


def is_silent() -> ColumnElement[bool]:
    """That the partner has an active sister tie and no contact this year; its standing need not be joined."""
    # From the ties, of which there are few, not from all partners.
    silent = (
        select(Tie.partner_id)
        .outerjoin(PartnerStanding, PartnerStanding.partner_id == Tie.partner_id)
        .where(is_kept_alive(), is_without_contact())
        .correlate(None)
    )
    return Partner.id.in_(silent)


def is_kept_alive() -> ColumnElement[bool]:
    """That the tie is one of those that may be silent."""
    kind, status = KEPT_ALIVE
    return and_(Tie.type == kind, Tie.status == status)


def is_without_contact() -> ColumnElement[bool]:
    """That the standing knows of no contact this year."""
    year = PartnerStanding.last_contact_year
    return or_(year.is_(None), year < today().year)


def silent_cities() -> Sequence[SilentCity]:
    """Who is silent now, at home first, by name."""
    columns = [getattr(Partner, name) for name in SilentCity.__dataclass_fields__]
    statement = select(*columns).where(NOT_TRASHED, is_silent())
    rows = db.session.execute(statement.order_by(Partner.country != HOME, Partner.name_ko, Partner.id))
    return [SilentCity(*row) for row in rows]
