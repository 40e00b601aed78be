"""The council window: what waits for the council, and what it decided."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import or_, select
from sqlalchemy.orm import joinedload

from partners.agreements.models import Agreement, Motion
from partners.agreements.pipelines.shape import Pipeline
from partners.agreements.queries.cases import cases_of
from partners.agreements.queries.office import office
from partners.agreements.queries.rows import CaseRow, as_row, rows_statement
from partners.agreements.rules import consent, motions
from partners.agreements.rules.case import Case
from partners.agreements.vocabulary import OPEN, Consent, Scope
from partners.foundation.database import db

MOST = 50
RECENT = 10
#: What the council has to do something about.
CALLS = frozenset({Consent.REQUIRED, Consent.ASK})


@dataclass(frozen=True)
class ToFile:
    """A case without a pending motion that needs the council's consent soon; `stages` lie between it and the council."""

    row: CaseRow
    consent: Consent
    stages: int


@dataclass(frozen=True)
class Pending:
    """A motion before the council, with the codes of the enclosures that are not ready."""

    row: CaseRow
    motion: Motion
    missing: Sequence[str]


@dataclass(frozen=True)
class Decided:
    """A motion on which the council decided."""

    row: CaseRow
    motion: Motion


@dataclass(frozen=True)
class CouncilWindow:
    to_file: Sequence[ToFile]
    pending: Sequence[Pending]
    decided: Sequence[Decided]


def council_window(with_decided: bool = True) -> CouncilWindow:
    """A handful of statements, however many cases there are; each list is cut at its end."""
    pending, decided = _motions(None), _motions(RECENT) if with_decided else ()
    waiting = {motion.agreement_id for motion in pending}
    near = [row for row in _near() if row.id not in waiting]
    rows = _rows({motion.agreement_id for motion in (*pending, *decided)})
    known = cases_of([*near, *(rows[id] for id in waiting if id in rows)])
    return CouncilWindow(
        to_file=[one for row in near if (one := _to_file(row, known[row.id])) is not None],
        pending=[
            Pending(rows[motion.agreement_id], motion, _missing(known[motion.agreement_id], motion))
            for motion in pending
            if motion.agreement_id in rows
        ],
        decided=[Decided(rows[motion.agreement_id], motion) for motion in decided if motion.agreement_id in rows],
    )


def _missing(case: Case, motion: Motion) -> list[str]:
    return motions.missing(motion.enclosures, consent.scope_of(case.country) is Scope.FOREIGN)


def _to_file(row: CaseRow, case: Case) -> ToFile | None:
    answer = consent.rule_for(case, "sister").consent
    last = case.last_decision
    if answer not in CALLS or (last is not None and last.passed and case.stage.hears_council):
        return None
    return ToFile(row, answer, _stages_to_council(case.pipeline, row))


def _stages_to_council(pipeline: Pipeline, row: CaseRow) -> int:
    council = next(stage for stage in pipeline.stages if stage.hears_council)
    return pipeline.position(council) - pipeline.position(pipeline.stage(row.stage))


def _near() -> list[CaseRow]:
    """Cases at the council's consent, or at the stage before it."""
    places = []
    for pipeline in office().pipelines.values():
        for before, stage in zip(pipeline.stages, pipeline.stages[1:], strict=False):
            if stage.hears_council:
                here = Agreement.stage.in_([before.code, stage.code])
                places.append((Agreement.pipeline == pipeline.code) & here)
    statement = rows_statement().where(Agreement.state == OPEN, or_(*places)).order_by(Agreement.id).limit(MOST)
    return [as_row(row) for row in db.session.execute(statement)]


def _motions(decided: int | None) -> Sequence[Motion]:
    """The pending ones, oldest first; or so many of those that were decided, latest first."""
    statement = select(Motion).options(joinedload(Motion.session)).where(Motion.voided_at.is_(None))
    if decided is None:
        pending = statement.where(Motion.outcome.is_(None)).order_by(Motion.submitted_on, Motion.id)
        return db.session.scalars(pending.limit(MOST)).all()
    latest = statement.where(Motion.outcome.is_not(None)).order_by(
        Motion.resolved_on.desc().nulls_last(), Motion.id.desc()
    )
    return db.session.scalars(latest.limit(decided)).all()


def _rows(ids: set[int]) -> dict[int, CaseRow]:
    if not ids:
        return {}
    found = db.session.execute(rows_statement().where(Agreement.id.in_(ids)))
    return {row.id: as_row(row) for row in found}
