"""Two records of one person become one: posts and meetings are carried over, and the old address leads on."""

from sqlalchemy import select
from werkzeug.exceptions import Forbidden

from partners.accounts.rules import SignedIn
from partners.directory.actions import ensure_may_change
from partners.directory.actions.contact_merging import (
    contact_values,
    put_away_merged_contact,
    record_contact_merge,
    unite_posts,
    write_merged_contact,
)
from partners.directory.models import Contact
from partners.directory.queries import get_contact_in_use, posts_of
from partners.directory.rules.contact_merging import CHOICES, KEPT_LONGER, is_kept_longer, objections_to_one_person
from partners.directory.rules.contacts import deciding_posts
from partners.directory.rules.merging import chosen_values
from partners.foundation.access import may
from partners.foundation.clock import today
from partners.foundation.database import db
from partners.foundation.hangul import clean
from partners.foundation.identifiers import refuse_identifiers
from partners.foundation.refusals import Refusal, Stale
from partners.foundation.words import Words
from partners.upkeep.actions.carrying import carry
from partners.upkeep.actions.journal import photographing
from partners.upkeep.actions.merging import CHANGED_SINCE, Decisions
from partners.upkeep.models import Act
from partners.upkeep.permissions import MergePermission
from partners.upkeep.queries.merging import links, named_links
from partners.upkeep.queries.rows import Frame
from partners.upkeep.rules.carrying import NAMED_CONTACTS, OF_CONTACTS
from partners.upkeep.rules.merging import NotOne


def ensure_may_merge_contact(contact: Contact, by: SignedIn) -> None:
    """Raise Forbidden unless a team that works with the person now may correct the record, and merge."""
    ensure_may_change(contact, by)
    if not any(may(by, MergePermission.MERGE, post) for post in deciding_posts(posts_of(contact.id))):
        raise Forbidden()


def objections_between_contacts(kept: Contact, gone: Contact) -> list[Words]:
    """Why these two cannot become one as they stand, each with what to do; empty when they can."""
    return objections_to_one_person(kept.id == gone.id, (kept.retain_until, gone.retain_until), today())


def merge_contacts(
    gone: Contact, kept: Contact, versions: tuple[int | None, int | None], decisions: Decisions, by: SignedIn
) -> Act:
    """Merge one record of a person into another; returns the act, which can be taken back.

    `versions` are those of `gone` and `kept` that the person saw. The stricter of the two grounds on which the data
    is kept stays, unless somebody chose the other one and wrote why. Raises Forbidden, NotOne with every reason,
    Refusal at `reason`, and Stale when one of both has changed since.
    """
    for one in (kept, gone):
        ensure_may_merge_contact(one, by)
    ids = (kept.id, gone.id)
    if versions != _held_versions(gone.id, kept.id):
        raise Stale(CHANGED_SINCE)
    if objections := objections_between_contacts(kept, gone):
        raise NotOne(objections)
    before, other, reason = contact_values(kept), contact_values(gone), clean(decisions.reason)
    if is_kept_longer(decisions.sides, before, other) and not reason:
        raise Refusal(KEPT_LONGER, field="reason")
    refuse_identifiers({"reason": reason})
    values = chosen_values(CHOICES, decisions.sides, before, other)
    asked = {"kept": kept.id, "gone": gone.id}
    with photographing("merge", _frames(ids), by=by, about={Contact: ids}, asked=asked, reason=reason) as act:
        unite_posts(kept.id, gone.id)
        carry(links(OF_CONTACTS), named_links(NAMED_CONTACTS), "contact", kept.id, gone.id)
        db.session.expire_all()
        kept, gone = get_contact_in_use(ids[0]), get_contact_in_use(ids[1])
        put_away_merged_contact(gone, kept, by)
        write_merged_contact(kept, values)
        changes = {name: (before[name], value) for name, value in values.items() if value != before[name]}
        record_contact_merge(kept, gone, changes, act.id, reason, by)
    return act


def _frames(ids: tuple[int, int]) -> list[Frame]:
    """Which rows merging these two may touch."""
    columns = [column for column, _way in links(OF_CONTACTS)] + [column for column, _is in named_links(NAMED_CONTACTS)]
    return [Frame(Contact.id, ids), *(Frame(column, ids) for column in columns)]


def _held_versions(gone_id: int, kept_id: int) -> tuple[int | None, int | None]:
    """The versions on file; nobody else changes the two until the end of the transaction."""
    statement = select(Contact.id, Contact.version).where(Contact.id.in_({gone_id, kept_id})).order_by(Contact.id)
    rows = {row.id: row.version for row in db.session.execute(statement.with_for_update())}
    return rows.get(gone_id), rows.get(kept_id)
