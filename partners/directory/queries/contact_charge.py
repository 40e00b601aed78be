"""Which teams work with contacts: of many at once, for what is done to them together."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field

from sqlalchemy import select

from partners.directory.models import Contact, ContactPost, Partner
from partners.directory.queries.charge import batches
from partners.directory.queries.contacts import listed
from partners.directory.rules.contact_filter import ContactFilter
from partners.directory.rules.contacts import deciding_posts
from partners.foundation.database import db


@dataclass(frozen=True)
class PostInCharge:
    """A post by what decides who works with the person."""

    is_current: bool
    owner_team_id: int


@dataclass(frozen=True)
class ContactInCharge:
    """A contact, in use or not, with all posts."""

    id: int
    is_removed: bool
    posts: list[PostInCharge] = field(default_factory=list)

    @property
    def deciding(self) -> list[PostInCharge]:
        """The posts whose teams work with the person now."""
        return deciding_posts(self.posts)


def contact_ids(asked: ContactFilter, most: int) -> list[int]:
    """The ids of what the filter lets through, at most so many, for what is done to all of them."""
    return list(db.session.scalars(listed(asked).order_by(Contact.id).limit(most)))


def contacts_in_charge(ids: Collection[int], hold: bool = False) -> dict[int, ContactInCharge]:
    """Those of these contacts that exist. `hold`: nobody else changes them until the end of the transaction."""
    found: dict[int, ContactInCharge] = {}
    for some in batches(ids):
        statement = select(Contact.id, Contact.removed_at).where(Contact.id.in_(some)).order_by(Contact.id)
        rows = db.session.execute(statement.with_for_update() if hold else statement)
        found |= {row.id: ContactInCharge(row.id, row.removed_at is not None) for row in rows}
        _add_posts(found, some)
    return found


def _add_posts(found: dict[int, ContactInCharge], ids: Iterable[int]) -> None:
    statement = (
        select(ContactPost.contact_id, ContactPost.is_current, Partner.owner_team_id)
        .join(Partner, Partner.id == ContactPost.partner_id)
        .where(ContactPost.contact_id.in_(ids))
        .order_by(ContactPost.id)
    )
    for row in db.session.execute(statement):
        found[row.contact_id].posts.append(PostInCharge(row.is_current, row.owner_team_id))
