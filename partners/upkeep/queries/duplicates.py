"""The pairs of records that may be one, as far as the person may correct both."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Select, select
from sqlalchemy.orm import aliased

from partners.accounts.models import User
from partners.accounts.rules import SignedIn
from partners.directory.models import Contact, ContactPost, DuplicatePair, Partner, PartnerStanding
from partners.directory.models.duplicates import CONTACTS, PARTNERS
from partners.directory.permissions import ContactPermission
from partners.foundation.access import Scope, scope_of
from partners.foundation.database import db
from partners.lists.keyset import Count, Page, SortKey, count_of, page_of
from partners.lists.textsearch import matches

MOST_FOUND = 20
FIRST, SECOND = aliased(Partner, flat=True, name="first"), aliased(Partner, flat=True, name="second")
ONE, OTHER = aliased(Contact, name="one"), aliased(Contact, name="other")
_SHOWN = ("id", "kind", "section", "name_ko", "name_en", "name_native", "country", "region", "owner_team_id")


@dataclass(frozen=True)
class Asked:
    """Which pairs: of partners or of contacts, of a section, of a team; `dismissed`: those that are two."""

    record: str = PARTNERS
    kind: str = ""
    team_id: int | None = None
    dismissed: bool = False


def pair_page(asked: Asked, page: str | None) -> Page:
    """A page of pairs, the likeliest first. Raises BadPage."""
    keys = [SortKey(DuplicatePair.points, descending=True), SortKey(DuplicatePair.id, descending=True)]
    shown = _contacts(asked) if asked.record == CONTACTS else _partners(asked)
    return page_of(shown, keys, page)


def count_pairs(asked: Asked) -> Count:
    """How many pairs there are, up to the cap of a count."""
    return count_of(_contacts(asked) if asked.record == CONTACTS else _partners(asked))


def get_pair(pair_id: int) -> DuplicatePair:
    """Raises NoResultFound."""
    return db.session.execute(select(DuplicatePair).where(DuplicatePair.id == pair_id)).scalar_one()


def pairs_of(record_id: int, record: str = PARTNERS) -> Sequence[DuplicatePair]:
    """The records that may be the same as this one, the likeliest first; none that somebody said is another."""
    mine = (DuplicatePair.first_id == record_id) | (DuplicatePair.second_id == record_id)
    statement = select(DuplicatePair).where(DuplicatePair.record == record, mine, DuplicatePair.dismissed_at.is_(None))
    return db.session.scalars(statement.order_by(DuplicatePair.points.desc(), DuplicatePair.id).limit(10)).all()


def teams_of_contacts(ids: Sequence[int]) -> dict[int, set[int]]:
    """By contact, the teams of the partners at which it holds a post, or else held one."""
    statement = (
        select(ContactPost.contact_id, ContactPost.is_current, Partner.owner_team_id)
        .join(Partner, Partner.id == ContactPost.partner_id)
        .where(ContactPost.contact_id.in_(ids))
    )
    now: dict[int, set[int]] = {}
    before: dict[int, set[int]] = {}
    for row in db.session.execute(statement):
        (now if row.is_current else before).setdefault(row.contact_id, set()).add(row.owner_team_id)
    return {id: now.get(id) or before.get(id, set()) for id in ids}


def people_found(text: str) -> Sequence[int]:
    """The ids of contacts in use who are called so, by name; at most MOST_FOUND."""
    statement = select(Contact.id).where(Contact.removed_at.is_(None), matches(Contact, text))
    return db.session.scalars(statement.order_by(Contact.name, Contact.id).limit(MOST_FOUND)).all()


def may_be_corrected(ids: Sequence[int], by: SignedIn) -> list[int]:
    """Those of these contacts whose record the person may correct, in their order."""
    if scope_of(by, ContactPermission.EDIT) is Scope.ANY:
        return list(ids)
    teams = teams_of_contacts(ids)
    return [one for one in ids if by.team_id in teams[one]]


def posts_of(ids: Sequence[int]) -> dict[int, Any]:
    """By contact, the post held now or else the last, with the name of its partner."""
    statement = (
        select(
            ContactPost.contact_id,
            ContactPost.partner_id,
            ContactPost.department,
            ContactPost.title,
            Partner.name_ko.label("partner_name"),
        )
        .join(Partner, Partner.id == ContactPost.partner_id)
        .where(ContactPost.contact_id.in_(ids))
        .order_by(ContactPost.is_current, ContactPost.ends_on.nulls_first(), ContactPost.id)
    )
    return {row.contact_id: row for row in db.session.execute(statement)}


def _pairs(asked: Asked) -> Select[Any]:
    pair = DuplicatePair
    statement = (
        select(
            pair.id.label("pair_id"),
            pair.points,
            pair.reasons,
            pair.dismissed_at,
            pair.dismiss_reason,
            User.name.label("dismissed_by"),
        )
        .select_from(pair)
        .outerjoin(User, User.id == pair.dismissed_by_id)
        .where(pair.record == asked.record)
    )
    told = pair.dismissed_at
    return statement.where(told.is_not(None) if asked.dismissed else told.is_(None))


def _partners(asked: Asked) -> Select[Any]:
    conditions: list[ColumnElement[bool]] = [FIRST.trashed_at.is_(None), SECOND.trashed_at.is_(None)]
    if asked.kind:
        conditions.append(FIRST.section == asked.kind)
    if asked.team_id is not None:
        conditions += [FIRST.owner_team_id == asked.team_id, SECOND.owner_team_id == asked.team_id]
    counts = [aliased(PartnerStanding) for _each in range(2)]
    statement = _pairs(asked)
    for name, partner, standing, key in (
        ("first", FIRST, counts[0], DuplicatePair.first_id),
        ("second", SECOND, counts[1], DuplicatePair.second_id),
    ):
        statement = statement.join(partner, partner.id == key).outerjoin(standing, standing.partner_id == key)
        columns = [getattr(partner, column).label(f"{name}_{column}") for column in _SHOWN]
        statement = statement.add_columns(*columns, standing.interaction_count.label(f"{name}_interactions"))
    return statement.where(*conditions)


def _contacts(asked: Asked) -> Select[Any]:
    statement = _pairs(asked)
    for name, contact, key in (("first", ONE, DuplicatePair.first_id), ("second", OTHER, DuplicatePair.second_id)):
        columns = [getattr(contact, column).label(f"{name}_{column}") for column in ("id", "name", "name_other")]
        statement = statement.join(contact, contact.id == key).add_columns(*columns)
        statement = statement.where(contact.removed_at.is_(None))
        if asked.team_id is not None:
            statement = statement.where(contact.id.in_(_of_team(asked.team_id)))
    return statement


def _of_team(team_id: int) -> Select[Any]:
    posts = select(ContactPost.contact_id).join(Partner, Partner.id == ContactPost.partner_id)
    return posts.where(ContactPost.is_current, Partner.owner_team_id == team_id)
