"""What a partner's history shows beside interactions: stage moves, documents, and ties that were taken over."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from datetime import date, datetime
from functools import cache
from typing import Any

from sqlalchemy import (
    BindParameter,
    ColumnElement,
    CompoundSelect,
    Integer,
    Select,
    bindparam,
    cast,
    func,
    literal,
    null,
    select,
    union_all,
)

from partners.accounts.models import User
from partners.agreements.models import Agreement, StageMove
from partners.agreements.pipelines.shape import Pipeline, Stage
from partners.agreements.queries.office import office_at
from partners.directory.models import Document, Tie
from partners.files.queries import file_count
from partners.foundation.database import db

#: Of each sort.
MOST_PAPERS = 300


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


Paper = MoveEntry | DocumentEntry | TieEntry
ENTRIES: dict[str, type[Paper]] = {entry.what: entry for entry in (MoveEntry, DocumentEntry, TieEntry)}
MOVES: dict[str, Any] = {
    "on": StageMove.effective_on,
    "id": StageMove.id,
    "agreement_id": StageMove.agreement_id,
    "pipeline": Agreement.pipeline,
    "kind": StageMove.kind,
    "from_code": StageMove.from_stage,
    "to_code": StageMove.to_stage,
    "state": StageMove.state,
    "as_of_date": StageMove.as_of_date,
    "recorded_at": StageMove.recorded_at,
    "by_name": User.name,
    "reason": StageMove.reason,
    "overridden": StageMove.overridden_gates,
}
DOCUMENTS: dict[str, Any] = {
    "on": Document.dated_on,
    "id": Document.id,
    "type": Document.type,
    "title": Document.title,
    "number": Document.number,
    "date_text": Document.date_text,
    "source": Document.source,
    "remove_reason": Document.remove_reason,
    "is_void": Document.removed_at.is_not(None),
    "file_count": file_count("documents", Document.id),
}
TIES: dict[str, Any] = {
    "on": Tie.signed_on,
    "id": Tie.id,
    "type": Tie.type,
    "status": Tie.status,
    "ceremony_on": Tie.ceremony_on,
    "reference_date": Tie.reference_date,
    "reference_source": Tie.reference_source,
    "source": Tie.source,
    "base_date": Tie.base_date,
}
#: What one of them lacks is empty in its rows.
COLUMNS: dict[str, Any] = {**TIES, **DOCUMENTS, **MOVES}


def papers_of(partner_id: int) -> list[Paper]:
    """The moves, documents and ties of one partner, each sort latest first. One statement."""
    found = [_entry(row) for row in db.session.execute(_papers(), {"partner": partner_id})]
    order = list(ENTRIES)
    return sorted(found, key=lambda paper: (order.index(paper.what), -paper.id))


@cache
def _papers() -> CompoundSelect[Any]:
    partner = bindparam("partner", type_=Integer)
    parts = (
        (_moves(_told("move", MOVES)).where(Agreement.partner_id == partner), MOVES),
        (select(*_told("document", DOCUMENTS)).where(Document.partner_id == partner), DOCUMENTS),
        (select(*_told("tie", TIES)).where(*_told_as_ties(partner)), TIES),
    )
    return union_all(
        *(
            select(part.order_by(columns["id"].desc()).limit(MOST_PAPERS).subquery(str(place)))
            for place, (part, columns) in enumerate(parts)
        )
    )


def count_papers(partner_id: BindParameter[int]) -> Select[int]:
    """Selects how many moves, documents and ties a partner has in its history."""
    moves = select(func.count()).select_from(StageMove).join(Agreement, Agreement.id == StageMove.agreement_id)
    documents = select(func.count()).select_from(Document).where(Document.partner_id == partner_id)
    ties = select(func.count()).select_from(Tie).where(*_told_as_ties(partner_id))
    moves = moves.where(Agreement.partner_id == partner_id)
    return select(moves.scalar_subquery() + documents.scalar_subquery() + ties.scalar_subquery())


def moves_of(agreement_id: int) -> list[MoveEntry]:
    """The stage history of one case, latest first."""
    statement = _moves(column.label(name) for name, column in MOVES.items()).where(
        StageMove.agreement_id == agreement_id
    )
    rows = db.session.execute(statement.order_by(StageMove.id.desc()).limit(MOST_PAPERS))
    return [MoveEntry(**row._mapping) for row in rows]


def _moves(columns: Iterable[ColumnElement[Any]]) -> Select[Any]:
    return (
        select(*columns)
        .join(Agreement, Agreement.id == StageMove.agreement_id)
        .outerjoin(User, User.id == StageMove.by_id)
    )


def _told_as_ties(partner_id: BindParameter[int]) -> tuple[Any, ...]:
    return Tie.partner_id == partner_id, Tie.origin == "take_over"


def _told(what: str, columns: Mapping[str, Any]) -> list[ColumnElement[Any]]:
    """The columns of one sort, with empty ones for what only the others have."""
    told = {name: columns.get(name, cast(null(), column.type)) for name, column in COLUMNS.items()}
    return [literal(what).label("what"), *(column.label(name) for name, column in told.items())]


def _entry(row: Any) -> Paper:
    values, entry = row._mapping, ENTRIES[row.what]
    return entry(**{field.name: values[field.name] for field in fields(entry)})
