"""One contact: in use, out of use, or merged into another one."""

from typing import Any, NoReturn

from sqlalchemy import Select, select

from partners.directory.models import Contact, ContactForwarding, ContactPost
from partners.directory.queries.contacts import IN_USE
from partners.directory.rules.archive import Merged
from partners.foundation.database import db


def get_contact(partner_id: int, contact_id: int) -> Contact:
    """A contact in use that has or had a post at this partner.

    Raises NoResultFound, also for another's contact, and Merged when the record was merged into another one.
    """
    statement = select(Contact).where(Contact.id == contact_id, IN_USE, _held_at(partner_id).exists())
    found = db.session.scalars(statement.execution_options(populate_existing=True)).one_or_none()
    return found or _lead_on(contact_id)


def get_contact_in_use(contact_id: int) -> Contact:
    """A contact in use, wherever it is. Raises NoResultFound, and Merged."""
    statement = select(Contact).where(Contact.id == contact_id, IN_USE)
    found = db.session.scalars(statement.execution_options(populate_existing=True)).one_or_none()
    return found or _lead_on(contact_id)


def get_contact_of_any_use(partner_id: int, contact_id: int) -> Contact:
    """A contact at this partner, also one that was taken out of use. Raises NoResultFound."""
    statement = select(Contact).where(Contact.id == contact_id, _held_at(partner_id).exists())
    return db.session.scalars(statement).one()


def get_post(contact_id: int, partner_id: int) -> ContactPost:
    """The post of a contact at a partner: the one held now, or else the last. Raises NoResultFound."""
    statement = (
        select(ContactPost)
        .where(ContactPost.contact_id == contact_id, ContactPost.partner_id == partner_id)
        .order_by(ContactPost.is_current.desc(), ContactPost.ends_on.desc().nulls_last(), ContactPost.id.desc())
        .limit(1)
    )
    return db.session.scalars(statement.execution_options(populate_existing=True)).one()


def _held_at(partner_id: int) -> Select[Any]:
    return select(ContactPost.id).where(ContactPost.contact_id == Contact.id, ContactPost.partner_id == partner_id)


def _lead_on(contact_id: int) -> NoReturn:
    """Raise Merged where the record is another one by now, and NoResultFound otherwise."""
    statement = (
        select(Contact.id, Contact.at_partner_id)
        .join(ContactForwarding, ContactForwarding.into_id == Contact.id)
        .where(ContactForwarding.contact_id == contact_id, IN_USE)
    )
    into = db.session.execute(statement).one()
    raise Merged("contact_id", contact_id, {"partner_id": into.at_partner_id, "contact_id": into.id})
