"""A partner's history: its interactions, joined with stage moves, documents and ties.

Interactions come page by page. The papers (moves, documents, ties) of one partner are few:
they are read whole, and each page shows those that fall between its interactions.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from functools import cache
from typing import Any

from sqlalchemy import Integer, Select, bindparam, func, select

from partners.agreements.queries.ahead import FollowUpEntry, follow_ups_ahead
from partners.agreements.queries.entries import Paper, count_papers, papers_of
from partners.directory.queries import PartnerInShort
from partners.foundation.clock import today
from partners.foundation.database import db
from partners.interactions import queries as interactions
from partners.interactions.models import InteractionPartner
from partners.interactions.queries import InteractionRow

PAGE = 30
Cursor = tuple[date, int]


class Sort(StrEnum):
    """What the timeline may be narrowed to."""

    ALL = "all"
    INTERACTIONS = "interactions"
    PAPERS = "papers"
    AHEAD = "ahead"


@dataclass(frozen=True)
class InteractionEntry:
    """An interaction; its day is the last of its occurrences."""

    on: date | None
    row: InteractionRow

    what = "interaction"


Entry = Paper | InteractionEntry


@dataclass
class Group:
    """The entries of a year, those ahead (`ahead`), or those without a date (neither)."""

    year: int | None
    ahead: bool = False
    #: The page before began this year.
    continued: bool = False
    entries: list[Entry | FollowUpEntry] = field(default_factory=list)

    @property
    def is_undated(self) -> bool:
        return self.year is None and not self.ahead


@dataclass(frozen=True)
class Timeline:
    """One page of a partner's history, latest first, and where the next page goes on."""

    groups: list[Group]
    more: Cursor | None


def timeline_of(partner: PartnerInShort, sort: Sort = Sort.ALL, before: Cursor | None = None) -> Timeline:
    """A page of the history of a partner and its institutions. Five statements, or a few more, however long."""
    ids = partner.with_institutions
    if sort is Sort.AHEAD:
        return Timeline(_with_ahead([], partner), None)
    rows = [] if sort is Sort.PAPERS else interactions.timeline_of(ids, before=before, limit=PAGE + 1, dated=True)
    more = rows[PAGE - 1].cursor if len(rows) > PAGE else None
    entries: list[Entry] = [InteractionEntry(row.sort_on, row) for row in rows[:PAGE]]
    papers = [] if sort is Sort.INTERACTIONS else papers_of(partner.id)
    entries += [paper for paper in papers if _falls_between(paper.on, before, more)]
    undated: list[Entry] = [paper for paper in papers if paper.on is None] if more is None else []
    if more is None and sort is not Sort.PAPERS:
        undated += [InteractionEntry(None, row) for row in interactions.timeline_of(ids, dated=False)]
    groups = _grouped(entries, undated, before)
    return Timeline(_with_ahead(groups, partner) if sort is Sort.ALL and before is None else groups, more)


def counts_of(partner: PartnerInShort) -> dict[Sort, int]:
    """How many entries each sort has, in one statement."""
    told = {"partner": partner.id, "partners": partner.with_institutions}
    row = db.session.execute(_counts(), told).one()._mapping
    counts = {sort: int(row[sort]) for sort in (Sort.INTERACTIONS, Sort.PAPERS, Sort.AHEAD)}
    return {Sort.ALL: sum(counts.values()), **counts}


@cache
def _counts() -> Select[Any]:
    partner, partners = bindparam("partner", type_=Integer), bindparam("partners", type_=Integer, expanding=True)
    named = func.count(func.distinct(InteractionPartner.interaction_id))
    columns = {
        Sort.INTERACTIONS: select(named).where(InteractionPartner.partner_id.in_(partners)),
        Sort.PAPERS: count_papers(partner),
        Sort.AHEAD: select(func.count()).select_from(interactions.open_ids_with(partners).subquery()),
    }
    return select(*(column.scalar_subquery().label(sort) for sort, column in columns.items()))


def _falls_between(on: date | None, before: Cursor | None, more: Cursor | None) -> bool:
    """Whether a paper of this day belongs to the page: papers stand before the interactions of their day."""
    if on is None:
        return False
    return (before is None or on < before[0]) and (more is None or on >= more[0])


def _with_ahead(groups: list[Group], partner: PartnerInShort) -> list[Group]:
    """What is to be done stands first, before what else lies ahead."""
    following = follow_ups_ahead(partner)
    if not following:
        return groups
    ahead = groups[0] if groups and groups[0].ahead else Group(None, ahead=True)
    ahead.entries = [*following, *ahead.entries]
    return groups if groups and groups[0] is ahead else [ahead, *groups]


def _grouped(entries: Sequence[Entry], undated: list[Entry], before: Cursor | None) -> list[Group]:
    groups: list[Group] = []
    for entry in sorted(entries, key=_latest_first):
        band = _band(entry.on or date.min)
        if not groups or groups[-1].year != band:
            continued = not groups and before is not None and _band(before[0]) == band
            groups.append(Group(band, ahead=band is None, continued=continued))
        groups[-1].entries.append(entry)
    if undated:
        groups.append(Group(None, entries=[*undated]))
    return groups


def _band(on: date) -> int | None:
    """The year of a day, or None for a day that lies ahead."""
    return None if on > today() else on.year


def _latest_first(entry: Entry) -> tuple[int, bool, int]:
    on = entry.on or date.min
    number = entry.row.id if isinstance(entry, InteractionEntry) else entry.id
    return -on.toordinal(), isinstance(entry, InteractionEntry), -number
