"""Contacts: those of a partner, the posts of one, and the list of all."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Row, ScalarSelect, Select, Subquery, func, select, true
from sqlalchemy.orm import aliased

from partners.accounts.models import Team, User
from partners.directory.models import Contact, ContactPost, Partner
from partners.directory.rules.contact_filter import ContactFilter
from partners.directory.rules.contacts import SOON, Retention
from partners.foundation.clock import today
from partners.foundation.database import db
from partners.foundation.patience import patience_with
from partners.lists.keyset import COUNT_CAP, Count, Page, SortKey, count_of, page_of
from partners.lists.textsearch import matches

MOST_SHOWN = 100
IN_USE = Contact.removed_at.is_(None)
#: Few are: what is not among them is sooner told than what is among the others.
ARCHIVED = select(Partner.id).where(Partner.trashed_at.is_not(None)).correlate(None)


@dataclass(frozen=True, kw_only=True)
class ContactName:
    """A person at a partner by name and post, for choosing whom one met. Nothing to reach the person by."""

    id: int
    partner_id: int
    name: str
    name_other: str
    department: str
    title: str


@dataclass(frozen=True, kw_only=True)
class HeldPost:
    """A post with the partner at which it is or was held, and the team that keeps that partner."""

    id: int
    partner_id: int
    department: str
    title: str
    duty: str
    starts_on: date | None
    ends_on: date | None
    is_current: bool
    partner_name: str
    section: str
    owner_team_id: int
    #: The partner was put away: its page cannot be opened.
    is_gone: bool


def contacts_of(partner_ids: Iterable[int]) -> dict[int, list[ContactName]]:
    """Who can be met at these partners now, by partner, each list by name: for "상대 담당자" of an interaction.

    Names and posts only. Whoever shows them calls `saw(…, "contacts", ids)`.
    """
    columns = [getattr(ContactPost if name in _OF_POSTS else Contact, name) for name in _NAMES]
    statement = (
        select(*columns)
        .join(ContactPost, ContactPost.contact_id == Contact.id)
        .where(ContactPost.partner_id.in_(set(partner_ids)), ContactPost.is_current, IN_USE)
        .order_by(Contact.name, Contact.id, ContactPost.id)
    )
    found: dict[int, list[ContactName]] = {}
    for row in db.session.execute(statement):
        found.setdefault(row.partner_id, []).append(ContactName(**row._mapping))
    return found


def contacts_named(ids: Iterable[int], also_removed: bool = False) -> list[ContactName]:
    """These people by name, each with the post held now, or else the latest; without those taken out of use."""
    columns = [getattr(ContactPost if name in _OF_POSTS else Contact, name) for name in _NAMES]
    statement = (
        select(*columns)
        .join(ContactPost, ContactPost.contact_id == Contact.id)
        .where(Contact.id.in_(set(ids)), true() if also_removed else IN_USE)
        .order_by(Contact.name, Contact.id, ContactPost.is_current.desc(), ContactPost.id.desc())
    )
    found = {row.id: row for row in reversed(db.session.execute(statement).all())}
    return [ContactName(**row._mapping) for row in reversed(found.values())]


def posts_at(partner_id: int) -> Sequence[Row[Any]]:
    """Everybody at the partner, now or before: rows of a post and its contact, current ones first, then the latest.

    At most MOST_SHOWN; a person who held two posts there stands twice.
    """
    statement: Select[Any] = (
        select(*_SHOWN)
        .join(ContactPost, ContactPost.contact_id == Contact.id)
        .where(ContactPost.partner_id == partner_id, IN_USE)
        .order_by(ContactPost.is_current.desc(), ContactPost.ends_on.desc().nulls_last(), Contact.name, ContactPost.id)
        .limit(MOST_SHOWN)
    )
    return db.session.execute(statement).all()


def removed_at(partner_id: int) -> Sequence[Row[Any]]:
    """Who was taken out of use and has or had a post at the partner, the latest first. At most MOST_SHOWN."""
    told = (Contact.removed_at, Contact.remove_reason, Contact.version, User.name.label("removed_by"))
    statement: Select[Any] = (
        select(*_SHOWN, *told)
        .join(ContactPost, ContactPost.contact_id == Contact.id)
        .outerjoin(User, User.id == Contact.removed_by_id)
        .where(ContactPost.partner_id == partner_id, ~IN_USE)
        .order_by(Contact.removed_at.desc(), Contact.id.desc())
        .limit(MOST_SHOWN)
    )
    return list({row.id: row for row in db.session.execute(statement)}.values())


def posts_of(contact_id: int) -> list[HeldPost]:
    """Every post of a contact: those held now first, then the latest."""
    columns = [getattr(ContactPost, name) for name in HeldPost.__dataclass_fields__ if hasattr(ContactPost, name)]
    statement = (
        select(
            *columns,
            Partner.name_ko.label("partner_name"),
            Partner.section,
            Partner.owner_team_id,
            Partner.trashed_at.is_not(None).label("is_gone"),
        )
        .join(Partner, Partner.id == ContactPost.partner_id)
        .where(ContactPost.contact_id == contact_id)
        .order_by(ContactPost.is_current.desc(), ContactPost.ends_on.desc().nulls_last(), ContactPost.id.desc())
    )
    return [HeldPost(**row._mapping) for row in db.session.execute(statement)]


def namesakes_at(partner_id: int, name_key: str, besides: int | None = None) -> list[ContactName]:
    """Who is at the partner now under the same name."""
    others = contacts_of([partner_id]).get(partner_id, [])
    keys = select(Contact.id).where(Contact.name_key == name_key, IN_USE)
    same = set(db.session.scalars(keys))
    return [one for one in others if one.id in same and one.id != besides]


def contact_page(asked: ContactFilter, page: str | None) -> Page:
    """One page of the list of all contacts, each with the post held now, or else the last one. Raises BadPage."""
    with patience_with(asked.q):
        return page_of(listed(asked), contact_keys(asked), page, shown=_shown)


def shown_contacts(asked: ContactFilter) -> Select[Any]:
    """A statement of what the list shows of each contact, to be ordered."""
    return _shown(listed(asked).subquery())


def contact_keys(asked: ContactFilter) -> list[SortKey]:
    """The keys of an order, all one way; where rows are alike in it, they come by name."""
    descending, by = asked.sort.startswith("-"), asked.sort.lstrip("-")
    by_name = [SortKey(Contact.name, descending), SortKey(Contact.id, descending)]
    firsts: dict[str, Any] = {
        "retention": Contact.retain_until,
        "partner": Partner.name_ko,
        "team": Partner.owner_team_id,
    }
    if by not in firsts:
        return by_name
    # A partner's name stands in its own index: the page is sought within one.
    return [SortKey(firsts[by], descending, nullable=by == "retention", coarse=by == "partner"), *by_name]


def _shown(found: Subquery) -> Select[Any]:
    """What the list says of the contacts found."""
    return (
        select(
            *_SHOWN,
            Partner.name_ko.label("partner_name"),
            Partner.section,
            Partner.band,
            Partner.owner_team_id,
            Partner.trashed_at.is_not(None).label("is_archived"),
            Team.name.label("team_name"),
        )
        .join(found, found.c.id == Contact.id)
        .join(ContactPost, ContactPost.id == latest_post())
        .join(Partner, Partner.id == Contact.at_partner_id)
        .join(Team, Team.id == Partner.owner_team_id)
    )


def count_contacts(asked: ContactFilter, exactly: bool = False) -> Count:
    """How many contacts the list holds, up to the cap of a count; `exactly`: beyond it, too."""
    with patience_with(asked.q):
        return count_of(listed(asked), None if exactly else COUNT_CAP)


def count_each_contact(asked: Mapping[str, ContactFilter], cap: int = COUNT_CAP) -> dict[str, Count]:
    """How many contacts each filter leaves, up to the cap, in one query."""
    inner = {name: listed(one).limit(cap + 1).subquery() for name, one in asked.items()}
    columns = [select(func.count()).select_from(found).scalar_subquery().label(name) for name, found in inner.items()]
    row = db.session.execute(select(*columns)).one()._mapping
    return {name: Count(min(row[name], cap), row[name] > cap) for name in asked}


def latest_post() -> ScalarSelect[int]:
    """The id of the post that a contact holds now, or else the last one; inside a statement of contacts.

    At which partner that is, the contact knows: `Contact.at_partner_id`.
    """
    posts = aliased(ContactPost)
    return (
        select(posts.id)
        .where(posts.contact_id == Contact.id)
        .order_by(posts.is_current.desc(), posts.ends_on.desc().nulls_last(), posts.id.desc())
        .limit(1)
        .correlate(Contact)
        .scalar_subquery()
    )


def listed(asked: ContactFilter) -> Select[Any]:
    """The ids of the contacts that the filter lets through."""
    statement = select(Contact.id).where(IN_USE, *_narrowed(asked))
    if asked.kind or asked.team or asked.q or asked.sort.lstrip("-") in ("partner", "team"):
        statement = statement.join(Partner, Partner.id == Contact.at_partner_id)
    # How long data may be kept does not hang on its partner: archived ones are among those whose day comes.
    return statement if asked.retention else statement.where(Contact.at_partner_id.not_in(ARCHIVED))


def _narrowed(asked: ContactFilter) -> list[ColumnElement[bool]]:
    conditions: list[ColumnElement[bool]] = []
    if asked.kind:
        conditions.append(Partner.section == asked.kind)
    if asked.team:
        conditions.append(Partner.owner_team_id == select(Team.id).where(Team.code == asked.team).scalar_subquery())
    if asked.q:
        conditions.append(matches(Partner, asked.q))
    if asked.retention:
        conditions.append(_retained(Retention(asked.retention)))
    return conditions


def _retained(asked: Retention) -> ColumnElement[bool]:
    until, now = Contact.retain_until, today()
    if asked is Retention.UNKNOWN:
        return until.is_(None)
    return until < now if asked is Retention.ENDED else until.between(now, now + SOON)


_OF_POSTS = frozenset({"partner_id", "department", "title"})
_NAMES = tuple(ContactName.__dataclass_fields__)
_SHOWN: tuple[Any, ...] = (
    Contact.id,
    Contact.name,
    Contact.name_other,
    Contact.phone,
    Contact.mobile,
    Contact.email,
    Contact.legal_basis,
    Contact.retain_until,
    ContactPost.id.label("post_id"),
    ContactPost.partner_id,
    ContactPost.department,
    ContactPost.title,
    ContactPost.duty,
    ContactPost.starts_on,
    ContactPost.ends_on,
    ContactPost.is_current,
)
