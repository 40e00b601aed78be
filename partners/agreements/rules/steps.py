"""The steps of a case, as the step indicator shows them."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from partners.agreements.pipelines.shape import Pipeline, Stage


class StepState(StrEnum):
    DONE = "done"
    CURRENT = "current"
    #: On the way to the stage that was asked for, with something missing.
    MISSING = "missing"
    #: Behind the case, but nothing tells when, or whether, it stood there.
    UNKNOWN = "unknown"
    AHEAD = "ahead"


@dataclass(frozen=True, eq=False)
class Step:
    """One stage of the indicator; `entered_on` is None when that day is unknown or yet to come."""

    stage: Stage
    state: StepState
    entered_on: date | None = None


def steps(
    pipeline: Pipeline,
    here: Stage,
    entered: Mapping[str, date | None],
    missing: Collection[Stage] = (),
    settled: bool = False,
) -> list[Step]:
    """The steps of a case that stands `here`.

    `entered` names the stages in which the history saw it, with the day if that is known;
    `missing` are the stages on the way ahead that lack something. Nothing is under way when the
    case reached its goal, or when a tie stands there without a case (`settled`).
    """
    behind = pipeline.stages[: pipeline.position(here)]

    def state_of(stage: Stage) -> StepState:
        if stage is here:
            return StepState.DONE if settled or here.completes else StepState.CURRENT
        if stage in behind:
            return StepState.DONE if stage.code in entered else StepState.UNKNOWN
        return StepState.MISSING if stage in missing else StepState.AHEAD

    return [Step(stage, state_of(stage), entered.get(stage.code)) for stage in pipeline.stages]
