"""Opening a partner's record for a page: who looks is noted, and whether they may is asked."""

from typing import Any

from flask import g
from flask_login import current_user
from sqlalchemy import Row

from partners.audit.actions import saw
from partners.directory import queries
from partners.directory.kinds import persons_among
from partners.directory.models import Partner
from partners.directory.permissions import PartnerPermission
from partners.foundation.access import Permission, ensure


def seen(partner_id: int, purpose: str) -> Partner:
    """The partner about whom a page is; looking at a natural person is noted. Raises NoResultFound, and Archived."""
    return _noted(queries.get_partner(partner_id), purpose)


def seen_archived(partner_id: int, purpose: str) -> Partner:
    """The same for pages that only show, also of an archived partner. Raises NoResultFound."""
    return _noted(queries.get_partner_to_read(partner_id), purpose)


def opened(partner_id: int, purpose: str) -> tuple[Partner, Row[Any]]:
    """The same for its page, together with what stands around it. Raises NoResultFound."""
    partner, around = queries.partner_with_surroundings(partner_id)
    return _noted(partner, purpose), around


def _noted(partner: Partner, purpose: str) -> Partner:
    g.section = partner.section
    saw(current_user, purpose, "partners", persons_among([partner]))
    return partner


def changeable(
    partner_id: int, permission: Permission = PartnerPermission.EDIT, purpose: str = "partner:edit"
) -> Partner:
    """The partner that somebody is about to change. Raises Forbidden unless they may."""
    partner = seen(partner_id, purpose)
    ensure(current_user, permission, partner)
    return partner
