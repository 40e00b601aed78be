"""How a contact's posts change: another post at the same partner, a move to another one, leaving."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select, update

from partners.accounts.rules import SignedIn
from partners.audit.actions import record
from partners.directory import queries
from partners.directory.actions.contacts import ensure_fresh, ensure_may_change
from partners.directory.kinds import KINDS
from partners.directory.models import Contact, ContactPost, Partner
from partners.directory.permissions import ContactPermission
from partners.directory.queries.contacts import latest_post
from partners.directory.rules.contacts import objection_to_change, objection_to_days
from partners.foundation.access import may
from partners.foundation.clock import now, today
from partners.foundation.database import db
from partners.foundation.hangul import clean
from partners.foundation.refusals import Refusal
from partners.foundation.words import _l


@dataclass(frozen=True, kw_only=True)
class NextPost:
    """The post that follows: what it is, the last day in the old one, the first in the new. Days may be unknown."""

    department: str = ""
    title: str = ""
    duty: str = ""
    ends_on: date | None = None
    starts_on: date | None = None


def change_post(
    contact: Contact, post: ContactPost, partner: Partner, told: NextPost, version: int | None, by: SignedIn
) -> ContactPost:
    """End a post and begin the next, at the same partner or at another; both stay in the history.

    `by` must be able to change contacts at both partners. Raises Stale, and Refusal at the field when
    the days contradict each other or the other partner is another team's.
    """
    ensure_may_change(contact, by)
    ensure_fresh(contact, version)
    _ensure_held(post)
    moves = partner.id != post.partner_id
    if moves:
        _ensure_may_receive(partner, by)
    objection = objection_to_change(post.starts_on, told.ends_on, told.starts_on, today())
    if objection:
        raise Refusal(objection[1], field=objection[0])
    follows = ContactPost(
        contact_id=contact.id,
        partner_id=partner.id,
        department=clean(told.department),
        title=clean(told.title),
        duty=clean(told.duty),
        starts_on=told.starts_on,
    )
    _end(contact, post, told.ends_on)
    db.session.add(follows)
    _record(contact, post, follows, partner.name_ko if moves else None, by)
    return follows


def partner_chosen(partner_id: int | None) -> Partner:
    """The partner where a person goes on working. Raises Refusal when none was chosen, or one that is gone."""
    partner = queries.find_partner(partner_id) if partner_id else None
    if partner is None:
        raise Refusal(_l("Choose the partner where the person works now."), field="partner")
    return partner


def leave_post(contact: Contact, post: ContactPost, on: date | None, version: int | None, by: SignedIn) -> None:
    """The person is no longer our contact there; the last day may be unknown. Raises Stale and Refusal."""
    ensure_may_change(contact, by)
    ensure_fresh(contact, version)
    _ensure_held(post)
    objection = objection_to_days(post.starts_on, on, today())
    if objection:
        raise Refusal(objection[1], field="ends_on")
    _end(contact, post, on)
    record(by, "contact:left", contact, {"ends_on": (None, on), "title": (post.title, None)})


def _end(contact: Contact, post: ContactPost, on: date | None) -> None:
    post.is_current, post.ends_on = False, on
    # The version of a contact counts its posts' changes as well.
    contact.updated_at = now()


def _ensure_held(post: ContactPost) -> None:
    if not post.is_current:
        raise Refusal(_l("This post has ended already. Open the person where they work now."))


def _ensure_may_receive(partner: Partner, by: SignedIn) -> None:
    if KINDS[partner.kind].is_person:
        raise Refusal(_l("This partner is a person. Contacts stand at bodies only."), field="partner")
    if not may(by, ContactPermission.EDIT, partner):
        raise Refusal(
            _l("Another team keeps this partner. Ask that team or a manager to move the person."), field="partner"
        )


def _record(contact: Contact, post: ContactPost, follows: ContactPost, partner: str | None, by: SignedIn) -> None:
    names = ("department", "title", "duty", "starts_on")
    changes = {name: (getattr(post, name), getattr(follows, name)) for name in names}
    changes["ends_on"] = (None, post.ends_on)
    if partner:
        changes["partner"] = (None, partner)
    record(by, "contact:moved" if partner else "contact:post:changed", contact, changes)


def place_contacts_anew() -> None:
    """Write of every contact at which partner it is: after posts were written past the database's triggers."""
    at = select(ContactPost.partner_id).where(ContactPost.id == latest_post()).scalar_subquery()
    db.session.execute(update(Contact).values(at_partner_id=at), execution_options={"synchronize_session": False})
