"""What is found, of every kind that the reader may see; and what each person opened last and pinned."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import select

from partners.agreements.permissions import AgreementPermission
from partners.agreements.queries.search import search_agreements
from partners.directory.permissions import ContactPermission, DocumentPermission, PartnerPermission
from partners.directory.queries.search import search_contacts, search_documents, search_partners
from partners.foundation.access import Permission, Person, may
from partners.foundation.database import db
from partners.foundation.patience import patience
from partners.interactions.permissions import InteractionPermission
from partners.interactions.queries.search import search_interactions
from partners.lists.hits import Hit, Search, count_hits, first_hits, page_of_hits
from partners.lists.keyset import Count, Page
from partners.search.models import SearchMark
from partners.search.rules import (
    MOST_OPENED,
    MOST_PINNED,
    OFFERED,
    PAGE_SECONDS,
    SHOWN,
    TYPING_SECONDS,
    Asked,
    Record,
)

#: How each kind is looked for, and what it takes to see it.
SEARCHED: dict[str, tuple[Any, Permission]] = {
    Record.PARTNER: (search_partners, PartnerPermission.VIEW),
    Record.CONTACT: (search_contacts, ContactPermission.VIEW),
    Record.AGREEMENT: (search_agreements, AgreementPermission.VIEW),
    Record.INTERACTION: (search_interactions, InteractionPermission.VIEW),
    Record.DOCUMENT: (search_documents, DocumentPermission.VIEW),
}


@dataclass(frozen=True)
class Found:
    """What was found: the best of each kind, how many of each, and one page of the kind that was chosen."""

    hits: dict[str, list[Hit]] = field(default_factory=dict)
    counts: dict[str, Count] = field(default_factory=dict)
    page: Page | None = None
    #: Nothing was as typed; these are like it.
    is_loose: bool = False

    @property
    def shown(self) -> list[Hit]:
        return [hit for hits in self.hits.values() for hit in hits]


def records_for(person: Person) -> list[str]:
    """The kinds of records that the person may find."""
    return [record for record, (_search, permission) in SEARCHED.items() if may(person, permission)]


def find(asked: Asked, person: Person, page: str | None = None) -> Found:
    """Everything for the page of a search: as typed, or else what is like it. Raises TooSlow and BadPage."""
    with patience(PAGE_SECONDS):
        for loosely in (False, True):
            found = _find(asked, _searches(asked.q, person, loosely), page, loosely)
            if any(count.number for count in found.counts.values()):
                return found
    return found


def offer(asked: Asked, person: Person, marks: Sequence[SearchMark]) -> Found:
    """The best hits while somebody types, those that they pinned or opened before others; without anything
    typed these alone. Raises TooSlow.
    """
    if asked.is_void:
        return Found()
    ahead = _by_record(marks)
    with patience(TYPING_SECONDS):
        if asked.is_empty:
            return Found(first_hits(_exactly(ahead, person), MOST_OPENED + MOST_PINNED)) if marks else Found()
        for loosely in (False, True):
            hits = first_hits(_searches(asked.q, person, loosely, ahead), OFFERED)
            if any(hits.values()):
                return Found(hits, is_loose=loosely)
    return Found()


def marks_of(user_id: int) -> Sequence[SearchMark]:
    """What the person pinned, in the order of pinning, then what they opened last."""
    statement = (
        select(SearchMark)
        .where(SearchMark.user_id == user_id)
        .order_by(SearchMark.pinned_at.is_(None), SearchMark.pinned_at, SearchMark.opened_at.desc(), SearchMark.id)
    )
    return db.session.scalars(statement).all()


def find_mark(user_id: int, record: str, record_id: int) -> SearchMark | None:
    return db.session.scalar(
        select(SearchMark).where(
            SearchMark.user_id == user_id, SearchMark.record == record, SearchMark.record_id == record_id
        )
    )


def is_there(record: str, record_id: int, person: Person) -> bool:
    """Whether the record exists and the person may see it."""
    return any(first_hits(_exactly({record: [record_id]}, person), 1).values())


def _find(asked: Asked, searches: list[Search], page: str | None, loosely: bool) -> Found:
    counts = count_hits(searches)
    if not asked.record:
        some = [search for search in searches if counts[search.record].number]
        return Found(first_hits(some, SHOWN), counts, is_loose=loosely)
    chosen = next(search for search in searches if search.record == asked.record)
    rows, hits = page_of_hits(chosen, page)
    return Found({asked.record: hits}, counts, rows, loosely)


def _by_record(marks: Sequence[SearchMark]) -> dict[str, list[int]]:
    ids: dict[str, list[int]] = {}
    for mark in marks:
        ids.setdefault(mark.record, []).append(mark.record_id)
    return ids


def _searches(q: str, person: Person, loosely: bool, ahead: dict[str, list[int]] | None = None) -> list[Search]:
    first = ahead or {}
    return [SEARCHED[record][0](q, loosely, first.get(record, ())) for record in records_for(person)]


def _exactly(ids: dict[str, list[int]], person: Person) -> list[Search]:
    """The searches of these ids, whatever they are called."""
    allowed: Collection[str] = records_for(person)
    return [_narrowed(SEARCHED[record][0](""), some) for record, some in ids.items() if record in allowed]


def _narrowed(search: Search, ids: Collection[int]) -> Search:
    identity = search.statement.selected_columns.id
    return Search(search.record, search.statement.where(identity.element.in_(ids)), search.keys[-1:])
