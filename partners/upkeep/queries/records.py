"""What can be deleted, in the words of its own pages."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from sqlalchemy import select

from partners.directory import queries as directory
from partners.directory.kinds import KINDS
from partners.directory.models import Contact
from partners.directory.rules.contacts import deciding_posts
from partners.foundation.database import db
from partners.interactions import queries as interactions
from partners.upkeep.rules.trash import Record


@dataclass(frozen=True)
class Deletable:
    """A record that may be deleted, and where it stands."""

    record: Record
    id: int
    name: str
    version: int
    #: The teams whose officers may delete it; the first keeps it in the trash.
    team_ids: tuple[int, ...]
    #: The section of the partner that it is, or at which it stands.
    section: str = ""
    #: Whether it, or the partner at which it stands, is a natural person.
    is_person: bool = False
    place: str = ""
    place_id: int | None = None
    #: Who is to do it, of a follow-up.
    assignee_id: int | None = None


def get_deletable(record: Record, record_id: int) -> Deletable:
    """The record. Raises NoResultFound, and Archived: what is put away is brought back first."""
    return _READERS[record](record_id)


def _partner(partner_id: int) -> Deletable:
    partner = directory.get_partner(partner_id)
    is_person = KINDS[partner.kind].is_person
    team = (partner.owner_team_id,)
    return Deletable(Record.PARTNER, partner.id, partner.name_ko, partner.version, team, partner.section, is_person)


def _contact(contact_id: int) -> Deletable:
    contact = db.session.scalars(select(Contact).where(Contact.id == contact_id, Contact.removed_at.is_(None))).one()
    posts = deciding_posts(directory.posts_of(contact_id))
    here = posts[0]
    teams = tuple(dict.fromkeys(post.owner_team_id for post in posts))
    return Deletable(
        Record.CONTACT, contact.id, contact.name, contact.version, teams, here.section, True, here.partner_name,
        here.partner_id,
    )  # fmt: skip


def _document(document_id: int) -> Deletable:
    document = directory.get_document(document_id)
    partner = directory.get_partner(document.partner_id or 0)
    is_person = KINDS[partner.kind].is_person
    return Deletable(
        Record.DOCUMENT, document.id, document.title, document.version, (partner.owner_team_id,), partner.section,
        is_person, partner.name_ko, partner.id,
    )  # fmt: skip


def _follow_up(follow_up_id: int) -> Deletable:
    row = interactions.follow_up_view(follow_up_id)
    partner = row.partners[0] if row.partners else None
    found = Deletable(
        Record.FOLLOW_UP, row.id, row.title, row.version, (row.owner_team_id,), assignee_id=row.assignee_id
    )
    if partner is None:
        return found
    return replace(
        found, section=partner.section, is_person=bool(row.persons), place=partner.name_ko, place_id=partner.id
    )


_READERS: dict[Record, Callable[[int], Deletable]] = {
    Record.PARTNER: _partner,
    Record.CONTACT: _contact,
    Record.DOCUMENT: _document,
    Record.FOLLOW_UP: _follow_up,
}
