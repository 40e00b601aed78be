"""Putting tags on partners, and keeping the office's set of tags in order."""

from collections.abc import Collection, Mapping, Sequence

from sqlalchemy import delete, insert, select, update

from partners.accounts.rules import SignedIn
from partners.audit.actions import Changes, record, record_each
from partners.directory import queries
from partners.directory.actions.rows import NOTHING, hold_rows, write_rows
from partners.directory.models import Partner, PartnerTag, Tag
from partners.directory.permissions import PartnerPermission, VocabularyPermission
from partners.directory.queries.charge import batches
from partners.directory.rules.places import Objection
from partners.directory.rules.tags import distinct, objection_to_tag, objection_to_tags, tags_after
from partners.foundation.access import ensure
from partners.foundation.clock import now
from partners.foundation.database import db
from partners.foundation.hangul import clean, fold
from partners.foundation.refusals import Refusal, Stale
from partners.foundation.words import _, _l

Words = Mapping[int, Sequence[str]]


def tag_partner(partner: Partner, names: Sequence[str], by: SignedIn) -> None:
    """Put tags on a partner beside those that it has. Raises Refusal for what is no tag, and beyond twenty."""
    if not names:
        raise Refusal(_l("Write a tag."), field="name")
    retag_partners({partner.id}, by, add=names)
    db.session.refresh(partner)


def untag_partner(partner: Partner, tag_id: int, by: SignedIn) -> None:
    """Take a tag off a partner; nothing happens when it does not carry it."""
    carried = [tag.name for tag in queries.tags_of(partner.id) if tag.id == tag_id]
    retag_partners({partner.id}, by, remove=carried)
    db.session.refresh(partner)


def retag_partners(
    ids: Collection[int],
    by: SignedIn,
    add: Sequence[str] = (),
    remove: Sequence[str] = (),
    beside: Changes = NOTHING,
) -> None:
    """Put tags on many partners and take others off, all or none; `beside` stands with each in the audit.

    Their rows are held: two people who tag at once do not stand in each other's way. Raises Refusal as for one.
    """
    for row in hold_rows(ids):
        ensure(by, PartnerPermission.TAG, row)
    before = names_of_rows(ids)
    after = {one: tags_after(before[one], add, remove) for one in ids}
    changed = [one for one in ids if after[one] != before[one]]
    for words in {tuple(after[one]) for one in changed}:
        _refuse(objection_to_tags(words))
    _write_links(changed, before, after)
    # Raises the version: an edit form that is open meanwhile shows both.
    write_rows(changed, updated_at=now())
    named = names_of_rows(changed)
    changes = {one: {"tags": (before[one], named[one]), **beside} for one in changed}
    record_each(by, "partner:tagged", Partner, changes)


def write_tags(partner_id: int, names: Sequence[str]) -> None:
    """Let the partner carry exactly these tags. The caller has asked whether they may, and records it. Raises Refusal."""
    words = distinct(word for word in map(clean, names) if word)
    _refuse(objection_to_tags(words))
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
    _refuse(objection_to_tag(word))
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


def names_of_rows(ids: Collection[int]) -> dict[int, list[str]]:
    """The names of the tags that each of these partners carries."""
    found: dict[int, list[str]] = {one: [] for one in ids}
    for some in batches(ids):
        found |= {one: [tag.name for tag in tags] for one, tags in queries.tags_of_rows(some).items()}
    return found


def _write_links(ids: Collection[int], before: Words, after: Words) -> None:
    put_on = {word for one in ids for word in after[one] if word not in before[one]}
    taken_off = {word for one in ids for word in before[one] if word not in after[one]}
    by_name = {tag.name_key: tag.id for tag in _found_or_made(sorted(put_on))}
    by_name |= {key: tag.id for key, tag in queries.tags_by_key({fold(word) for word in taken_off}).items()}
    links = [
        {"partner_id": one, "tag_id": by_name[fold(word)]}
        for one in ids
        for word in after[one]
        if word not in before[one]
    ]
    if links:
        db.session.execute(insert(PartnerTag), links)
    for word in taken_off:
        for some in batches([one for one in ids if word in before[one] and word not in after[one]]):
            link = delete(PartnerTag).where(PartnerTag.tag_id == by_name[fold(word)], PartnerTag.partner_id.in_(some))
            db.session.execute(link)


def _refuse(objection: Objection) -> None:
    if objection:
        raise Refusal(objection[1], field=objection[0])


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
