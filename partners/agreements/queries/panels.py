"""What a partner's page shows of its agreements: the steps of its case, or of the tie it has."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select

from partners.agreements.models import Agreement, StageMove
from partners.agreements.pipelines import PIPELINES
from partners.agreements.pipelines.shape import Pipeline, Stage
from partners.agreements.queries.rows import CaseRow, as_row, rows_statement
from partners.agreements.rules.consent import fits
from partners.agreements.rules.steps import Step, StepState, steps
from partners.agreements.vocabulary import COMPLETED, OPEN
from partners.directory.models import Partner, Tie
from partners.directory.rules.ties import LIVING
from partners.foundation.database import db


@dataclass(frozen=True)
class Strip:
    """The steps of one pipeline for a partner: of a case, or of a tie that stands without one."""

    pipeline: Pipeline
    steps: list[Step]
    case: CaseRow | None
    tie: Tie | None

    @property
    def position(self) -> int:
        """Which step it stands at, from 1: the current one, or the one that is done last."""
        reached = (StepState.CURRENT, StepState.DONE)
        return max(number for number, step in enumerate(self.steps, 1) if step.state in reached)

    @property
    def here(self) -> Step:
        """The step at which it stands."""
        return self.steps[self.position - 1]

    @property
    def signed_without_a_day(self) -> str | None:
        """The code of the stage whose tie stands, while the day of its signature is unknown."""
        if self.tie is None or self.tie.signed_on is not None:
            return None
        return next(stage.code for stage in self.pipeline.stages if stage.makes == self.tie.type)


def strips_of(partner: Partner) -> list[Strip]:
    """A strip for each case of the partner; where there is none, one for the tie that it has."""
    cases = _cases(partner.id)
    history = _history([case.id for case in cases])
    strips = [Strip(case.declared, _steps_of(case, history.get(case.id, [])), case, None) for case in cases]
    return strips or _without_case(partner)


def _cases(partner_id: int) -> list[CaseRow]:
    """Under way and signed ones; those that ended otherwise stand in the history."""
    statement = (
        rows_statement()
        .where(Agreement.partner_id == partner_id, Agreement.state.in_((OPEN, COMPLETED)))
        .order_by(Agreement.state.desc(), Agreement.id.desc())
        .limit(5)
    )
    return [as_row(row) for row in db.session.execute(statement)]


def _history(ids: Sequence[int]) -> dict[int, list[StageMove]]:
    moves: dict[int, list[StageMove]] = {}
    for move in db.session.scalars(select(StageMove).where(StageMove.agreement_id.in_(ids)).order_by(StageMove.id)):
        moves.setdefault(move.agreement_id, []).append(move)
    return moves


def _steps_of(case: CaseRow, moves: Sequence[StageMove]) -> list[Step]:
    entered = {move.to_stage: move.effective_on for move in moves}
    return steps(case.declared, case.declared_stage, entered)


def _without_case(partner: Partner) -> list[Strip]:
    ties = db.session.scalars(
        select(Tie).where(Tie.partner_id == partner.id, Tie.status.in_(LIVING)).order_by(Tie.id)
    ).all()
    found = [(pipeline, *_furthest(pipeline, ties)) for pipeline in PIPELINES.values() if _is_for(pipeline, partner)]
    return [
        Strip(pipeline, steps(pipeline, stage, {stage.code: tie.signed_on}, settled=True), None, tie)
        for pipeline, stage, tie in found
        if stage is not None and tie is not None
    ]


def _is_for(pipeline: Pipeline, partner: Partner) -> bool:
    return pipeline.kind == partner.kind and fits(pipeline, partner.country)


def _furthest(pipeline: Pipeline, ties: Sequence[Tie]) -> tuple[Stage | None, Tie | None]:
    """The last stage of the pipeline whose tie stands."""
    for stage in reversed(pipeline.stages):
        for tie in ties:
            if stage.makes == tie.type:
                return stage, tie
    return None, None
