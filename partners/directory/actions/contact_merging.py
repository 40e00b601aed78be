"""What merging does to the two records of a person. Only upkeep calls this: it carries along what hangs on them."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import select

from partners.accounts.rules import SignedIn
from partners.audit.actions import record
from partners.directory.actions.contacts import COLUMNS
from partners.directory.models import Contact, ContactForwarding, ContactPost
from partners.directory.rules.contact_merging import says_no_more
from partners.foundation.clock import now
from partners.foundation.database import db
from partners.foundation.hangul import fold

Values = Mapping[str, Any]


def contact_values(contact: Contact) -> dict[str, Any]:
    """What a record says of a person, and on what ground it is kept."""
    return {name: getattr(contact, name) for name in COLUMNS}


def unite_posts(kept_id: int, gone_id: int) -> None:
    """Of a post that both records tell, the one that says more stays; what is left is held by one person."""
    ours, theirs = (
        db.session.scalars(select(ContactPost).where(ContactPost.contact_id == one).order_by(ContactPost.id)).all()
        for one in (kept_id, gone_id)
    )
    left = list(theirs)
    for post in theirs:
        if any(says_no_more(post, one) for one in ours):
            left.remove(post)
            db.session.delete(post)
    for post in ours:
        if any(says_no_more(post, one) for one in left):
            db.session.delete(post)
    db.session.flush()


def put_away_merged_contact(gone: Contact, kept: Contact, by: SignedIn) -> None:
    """Leave of a record its number, which leads to the other one from now on; not the name, nor a written reason."""
    gone.removed_at = gone.updated_at = now()
    gone.removed_by_id = by.id
    for name in COLUMNS:
        column = Contact.__table__.c[name]
        setattr(gone, name, None if column.nullable else [] if name == "languages" else "")
    gone.name_key = ""
    db.session.add(ContactForwarding(contact_id=gone.id, into_id=kept.id, merged_at=now(), merged_by_id=by.id))


def write_merged_contact(kept: Contact, values: Values) -> None:
    """Let the record that stays say what was chosen."""
    for name, value in values.items():
        if getattr(kept, name) != value:
            setattr(kept, name, value)
    kept.name_key = fold(kept.name)
    kept.updated_at = now()


def record_contact_merge(
    kept: Contact, gone: Contact, changes: Mapping[str, tuple[Any, Any]], act_id: int, reason: str, by: SignedIn
) -> None:
    """Note at both records what became of them."""
    record(by, "contact:merged", kept, {**changes, "merged_from": (None, gone.id), "act": (None, act_id)}, reason)
    record(by, "contact:merged_away", gone, {"merged_into": (None, kept.id), "act": (None, act_id)}, reason)
