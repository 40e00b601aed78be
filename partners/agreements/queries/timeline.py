"""A partner's history: its interactions, joined with stage moves, documents and ties.

Interactions come page by page. The papers (moves, documents, ties) of one partner are few:
they are read whole, and each page shows those that fall between its interactions.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, func, literal, select, union_all

from partners.accounts.models import User
from partners.agreements.models import Agreement, StageMove
from partners.agreements.pipelines.shape import Pipeline, Stage
from partners.agreements.queries.ahead import FollowUpEntry, follow_ups_ahead
from partners.agreements.queries.office import office_at
from partners.directory.models import Document, Tie
from partners.directory.queries import related_institution_ids
from partners.files.queries import file_count
from partners.foundation.clock import today
from partners.foundation.database import db
from partners.interactions import queries as interactions
from partners.interactions.models import Interaction, InteractionPartner
from partners.interactions.queries import InteractionRow

PAGE = 30
MOST_PAPERS = 300
Cursor = tuple[date, int]


class Sort(StrEnum):
    """What the timeline may be narrowed to."""

    ALL = "all"
    INTERACTIONS = "interactions"
    PAPERS = "papers"
    AHEAD = "ahead"


@dataclass(frozen=True)
class MoveEntry:
    """A line of the stage history; the day is None when it is unknown."""

    on: date | None
    id: int
    agreement_id: int
    pipeline: str
    kind: str
    from_code: str | None
    to_code: str
    state: str
    as_of_date: date | None
    recorded_at: datetime
    by_name: str | None
    reason: str
    overridden: list[str]

    what = "move"

    @property
    def declared(self) -> Pipeline:
        # With the names that stages had when the line was written.
        return office_at(self.recorded_at).pipelines[self.pipeline]

    @property
    def from_stage(self) -> Stage | None:
        return self.declared.stage(self.from_code) if self.from_code else None

    @property
    def to_stage(self) -> Stage:
        return self.declared.stage(self.to_code)


@dataclass(frozen=True)
class DocumentEntry:
    """A document on file, or one that was taken off it."""

    on: date | None
    id: int
    type: str
    title: str
    number: str
    date_text: str
    source: str
    remove_reason: str
    is_void: bool
    file_count: int

    what = "document"


@dataclass(frozen=True)
class TieEntry:
    """A tie that was taken over. One that an agreement made is told by its stage history."""

    on: date | None
    id: int
    type: str
    status: str
    ceremony_on: date | None
    reference_date: str
    reference_source: str
    source: str
    base_date: date | None

    what = "tie"


@dataclass(frozen=True)
class InteractionEntry:
    """An interaction; its day is the last of its occurrences."""

    on: date | None
    row: InteractionRow

    what = "interaction"


Entry = MoveEntry | DocumentEntry | TieEntry | InteractionEntry


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


def timeline_of(partner_id: int, sort: Sort = Sort.ALL, before: Cursor | None = None) -> Timeline:
    """A page of the history of a partner and its institutions. About ten statements, however long."""
    ids = [partner_id, *related_institution_ids(partner_id)]
    if sort is Sort.AHEAD:
        return Timeline(_with_ahead([], ids), None)
    rows = [] if sort is Sort.PAPERS else interactions.timeline_of(ids, before=before, limit=PAGE + 1, dated=True)
    more = rows[PAGE - 1].cursor if len(rows) > PAGE else None
    entries: list[Entry] = [InteractionEntry(row.sort_on, row) for row in rows[:PAGE]]
    papers = [] if sort is Sort.INTERACTIONS else _papers(partner_id)
    entries += [paper for paper in papers if _falls_between(paper.on, before, more)]
    undated: list[Entry] = [paper for paper in papers if paper.on is None] if more is None else []
    if more is None and sort is not Sort.PAPERS:
        undated += [InteractionEntry(None, row) for row in interactions.timeline_of(ids, dated=False)]
    groups = _grouped(entries, undated, before)
    return Timeline(_with_ahead(groups, ids) if sort is Sort.ALL and before is None else groups, more)


def counts_of(partner_id: int) -> dict[Sort, int]:
    """How many entries each sort has, in two statements."""
    ids = [partner_id, *related_institution_ids(partner_id)]
    named = (
        select(literal("interactions"), func.count(func.distinct(InteractionPartner.interaction_id)))
        .join(Interaction, Interaction.id == InteractionPartner.interaction_id)
        .where(InteractionPartner.partner_id.in_(ids))
    )
    moves = (
        select(literal("papers"), func.count())
        .select_from(StageMove)
        .join(Agreement, Agreement.id == StageMove.agreement_id)
        .where(Agreement.partner_id == partner_id)
    )
    documents = select(literal("papers"), func.count()).select_from(Document).where(Document.partner_id == partner_id)
    ties = select(literal("papers"), func.count()).select_from(Tie).where(*_told_as_ties(partner_id))
    counts = dict.fromkeys(Sort, 0)
    for sort, number in db.session.execute(union_all(named, moves, documents, ties)):
        counts[Sort(sort)] += number
    counts[Sort.AHEAD] = interactions.count_open_with(ids)
    counts[Sort.ALL] = sum(counts.values())
    return counts


def _papers(partner_id: int) -> list[Entry]:
    return [*_moves(Agreement.partner_id == partner_id), *_documents(partner_id), *_ties(partner_id)]


def moves_of(agreement_id: int) -> list[MoveEntry]:
    """The stage history of one case, latest first."""
    return _moves(StageMove.agreement_id == agreement_id)


def _moves(whose: ColumnElement[bool]) -> list[MoveEntry]:
    columns: tuple[Any, ...] = (
        StageMove.effective_on,
        StageMove.id,
        StageMove.agreement_id,
        Agreement.pipeline,
        StageMove.kind,
        StageMove.from_stage,
        StageMove.to_stage,
        StageMove.state,
        StageMove.as_of_date,
        StageMove.recorded_at,
        User.name,
        StageMove.reason,
        StageMove.overridden_gates,
    )
    statement = (
        select(*columns)
        .join(Agreement, Agreement.id == StageMove.agreement_id)
        .outerjoin(User, User.id == StageMove.by_id)
        .where(whose)
        .order_by(StageMove.id.desc())
        .limit(MOST_PAPERS)
    )
    return [MoveEntry(*row) for row in db.session.execute(statement)]


def _documents(partner_id: int) -> Iterable[DocumentEntry]:
    columns: tuple[Any, ...] = (
        Document.dated_on,
        Document.id,
        Document.type,
        Document.title,
        Document.number,
        Document.date_text,
        Document.source,
        Document.remove_reason,
        Document.removed_at.is_not(None),
        file_count("documents", Document.id),
    )
    statement = select(*columns).where(Document.partner_id == partner_id).order_by(Document.id.desc())
    return [DocumentEntry(*row) for row in db.session.execute(statement.limit(MOST_PAPERS))]


def _ties(partner_id: int) -> Iterable[TieEntry]:
    columns: tuple[Any, ...] = (
        Tie.signed_on,
        Tie.id,
        Tie.type,
        Tie.status,
        Tie.ceremony_on,
        Tie.reference_date,
        Tie.reference_source,
        Tie.source,
        Tie.base_date,
    )
    statement = select(*columns).where(*_told_as_ties(partner_id)).order_by(Tie.id.desc())
    return [TieEntry(*row) for row in db.session.execute(statement.limit(MOST_PAPERS))]


def _told_as_ties(partner_id: int) -> tuple[Any, ...]:
    return Tie.partner_id == partner_id, Tie.origin == "take_over"


def _falls_between(on: date | None, before: Cursor | None, more: Cursor | None) -> bool:
    """Whether a paper of this day belongs to the page: papers stand before the interactions of their day."""
    if on is None:
        return False
    return (before is None or on < before[0]) and (more is None or on >= more[0])


def _with_ahead(groups: list[Group], ids: Sequence[int]) -> list[Group]:
    """What is to be done stands first, before what else lies ahead."""
    following = follow_ups_ahead(ids)
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
