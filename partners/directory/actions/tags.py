"""Putting tags on partners, and keeping the office's set of tags in order."""

from collections.abc import Sequence

from sqlalchemy import delete, insert, select, update

from partners.accounts.rules import SignedIn
from partners.audit.actions import record
from partners.directory import queries
from partners.directory.actions.locks import lock_partners
from partners.directory.models import Partner, PartnerTag, Tag
from partners.directory.permissions import PartnerPermission, VocabularyPermission
from partners.directory.rules.tags import distinct, objection_to_tag, objection_to_tags
from partners.foundation.access import ensure
from partners.foundation.clock import now
from partners.foundation.database import db
from partners.foundation.hangul import clean, fold
from partners.foundation.refusals import Refusal, Stale
from partners.foundation.words import _, _l


def tag_partner(partner: Partner, names: Sequence[str], by: SignedIn) -> None:
    """Put tags on a partner beside those that it has. Raises Refusal for what is no tag, and beyond twenty."""
    before = _held(partner, by)
    if not names:
        raise Refusal(_l("Write a tag."), field="name")
    _write(partner, before, [*before, *names], by)


def untag_partner(partner: Partner, tag_id: int, by: SignedIn) -> None:
    """Take a tag off a partner; nothing happens when it does not carry it."""
    before = _held(partner, by)
    kept = [tag.name for tag in queries.tags_of(partner.id) if tag.id != tag_id]
    _write(partner, before, kept, by)


def write_tags(partner_id: int, names: Sequence[str]) -> None:
    """Let the partner carry exactly these tags. The caller has asked whether they may, and records it. Raises Refusal."""
    words = distinct(word for word in map(clean, names) if word)
    objection = objection_to_tags(words)
    if objection:
        raise Refusal(objection[1], field=objection[0])
    wanted = {tag.id for tag in _found_or_made(words)}
    there = {tag.id for tag in queries.tags_of(partner_id)}
    if there - wanted:
        gone = delete(PartnerTag).where(PartnerTag.partner_id == partner_id, PartnerTag.tag_id.in_(there - wanted))
        db.session.execute(gone)
    new = [{"partner_id": partner_id, "tag_id": tag_id} for tag_id in sorted(wanted - there)]
    if new:
        db.session.execute(insert(PartnerTag), new)


def names_of(partner_id: int) -> list[str]:
    """The names of the tags that the partner carries."""
    return [tag.name for tag in queries.tags_of(partner_id)]


def rename_tag(tag: Tag, name: str, version: int | None, by: SignedIn) -> None:
    """Give a tag another name. Raises Refusal when another tag has it already: those are merged."""
    ensure(by, VocabularyPermission.MANAGE)
    _ensure_current(tag, version)
    word = clean(name)
    objection = objection_to_tag(word)
    if objection:
        raise Refusal(objection[1], field=objection[0])
    other = queries.find_tag(word)
    if other is not None and other.id != tag.id:
        raise Refusal(_("There is a tag “%(name)s” already. Merge the two instead.", name=other.name), field="name")
    before, tag.name = tag.name, word
    tag.name_key = fold(word)
    if before != word:
        _let_open_forms_know(tag.id)
        record(by, "tag:renamed", tag, {"name": (before, word)})


def merge_tags(tag: Tag, into: Tag | None, version: int | None, by: SignedIn) -> None:
    """Let everybody who carries a tag carry another one instead, and take the first away."""
    ensure(by, VocabularyPermission.MANAGE)
    _ensure_current(tag, version)
    if into is None or into.id == tag.id:
        raise Refusal(_l("Choose another tag."), field="into")
    _let_open_forms_know(tag.id)
    carriers = select(PartnerTag.partner_id).where(PartnerTag.tag_id == tag.id)
    already = select(PartnerTag.partner_id).where(PartnerTag.tag_id == into.id)
    moved = db.session.scalars(carriers.where(PartnerTag.partner_id.not_in(already))).all()
    _take_off(tag.id)
    if moved:
        db.session.execute(insert(PartnerTag), [{"partner_id": one, "tag_id": into.id} for one in moved])
    record(by, "tag:merged", into, {"name": (tag.name, into.name), "carried": (None, len(moved))})
    db.session.delete(tag)
    db.session.flush()


def delete_tag(tag: Tag, version: int | None, by: SignedIn) -> None:
    """Take a tag away, off everybody who carries it."""
    ensure(by, VocabularyPermission.MANAGE)
    _ensure_current(tag, version)
    _let_open_forms_know(tag.id)
    record(by, "tag:deleted", tag, {"name": (tag.name, None), "carried": (queries.carriers_of(tag.id), None)})
    _take_off(tag.id)
    db.session.delete(tag)
    db.session.flush()


def _held(partner: Partner, by: SignedIn) -> list[str]:
    """The tags of the partner, whose row is held: two people who tag it at once do not stand in each other's way."""
    ensure(by, PartnerPermission.TAG, partner)
    lock_partners({partner.id})
    db.session.refresh(partner, ["version"])
    return names_of(partner.id)


def _write(partner: Partner, before: list[str], names: Sequence[str], by: SignedIn) -> None:
    write_tags(partner.id, names)
    after = names_of(partner.id)
    if after != before:
        # Raises the version: an edit form that is open meanwhile shows both.
        partner.updated_at = now()
        record(by, "partner:tagged", partner, {"tags": (before, after)})


def _found_or_made(words: Sequence[str]) -> list[Tag]:
    keys = {fold(word): word for word in words}
    there = queries.tags_by_key(keys.keys())
    made = [Tag(name=word, name_key=key, created_at=now()) for key, word in keys.items() if key not in there]
    db.session.add_all(made)
    db.session.flush()
    return [*there.values(), *made]


def _ensure_current(tag: Tag, version: int | None) -> None:
    if version != tag.version:
        raise Stale(_("Somebody else changed this tag meanwhile. It is now called “%(name)s”.", name=tag.name))


def _take_off(tag_id: int) -> None:
    db.session.execute(delete(PartnerTag).where(PartnerTag.tag_id == tag_id))


def _let_open_forms_know(tag_id: int) -> None:
    # A form that still holds the old name would bring it back; a raised version makes it ask.
    carriers = select(PartnerTag.partner_id).where(PartnerTag.tag_id == tag_id)
    statement = update(Partner).where(Partner.id.in_(carriers)).values(version=Partner.version + 1)
    db.session.execute(statement, execution_options={"synchronize_session": False})
