"""사용 중지: taking contacts out of use, one or many."""

from collections.abc import Collection

from sqlalchemy import update

from partners.accounts.rules import SignedIn
from partners.audit.actions import Changes, record_each
from partners.directory import queries
from partners.directory.actions.rows import NOTHING
from partners.directory.models import Contact
from partners.directory.permissions import ContactPermission
from partners.directory.queries.charge import batches
from partners.directory.queries.contact_charge import ContactInCharge
from partners.foundation.access import ensure, may
from partners.foundation.clock import now
from partners.foundation.database import db
from partners.foundation.hangul import clean
from partners.foundation.refusals import Refusal
from partners.foundation.words import _l


def remove_contacts(ids: Collection[int], reason: str, by: SignedIn, beside: Changes = NOTHING) -> None:
    """Take contacts out of use, all or none, with a reason; `beside` stands with each in the audit.

    Nothing is destroyed: that is the privacy officer's. Raises Forbidden, and Refusal without a reason.
    """
    if not clean(reason):
        raise Refusal(_l("Write why: the reason stays with the record."), field="reason")
    for row in queries.contacts_in_charge(ids, hold=True).values():
        if not may_change_contact(by, row):
            ensure(by, ContactPermission.EDIT, row.deciding[0])
    moment, told = now(), clean(reason)
    for some in batches(ids):
        statement = update(Contact).where(Contact.id.in_(some)).values(
            removed_at=moment, removed_by_id=by.id, remove_reason=told, updated_at=moment, version=Contact.version + 1
        )  # fmt: skip
        db.session.execute(statement, execution_options={"synchronize_session": False})
    record_each(by, "contact:removed", Contact, dict.fromkeys(ids, beside), told)


def may_change_contact(by: SignedIn, row: ContactInCharge) -> bool:
    """Whether a team that works with the person now is that of `by`."""
    return any(may(by, ContactPermission.EDIT, post) for post in row.deciding)
