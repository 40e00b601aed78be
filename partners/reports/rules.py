"""The figures of a review, from how cases and ties stood on two days. Pure."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from partners.agreements.pipelines.shape import Pipeline, Stage
from partners.agreements.rules.then import CaseThen
from partners.agreements.vocabulary import Scope
from partners.directory.rules.silence import KEPT_ALIVE
from partners.directory.rules.then import TieThen

#: Without a review on record, the state of so many days before is compared.
SINCE = timedelta(days=30)


@dataclass(frozen=True)
class State:
    """Cases and ties as they stood on a day."""

    day: date
    cases: Sequence[CaseThen]
    ties: Sequence[TieThen]

    @property
    def under_way(self) -> list[CaseThen]:
        return [case for case in self.cases if case.is_open]

    @property
    def sisters(self) -> list[TieThen]:
        return [tie for tie in self.ties if tie.type == "sister"]

    @property
    def resting(self) -> list[TieThen]:
        """Ties of partners that had no case under way; a friendship beside a sister tie is part of it."""
        busy = {case.partner_id for case in self.under_way}
        grown = {tie.partner_id for tie in self.sisters}
        return [
            tie
            for tie in self.ties
            if tie.partner_id not in busy and not (tie.type == "friendship" and tie.partner_id in grown)
        ]


@dataclass(frozen=True)
class Row:
    """A stage of a pipeline in figures; `change` since the day that is compared."""

    stage: Stage
    number: int
    cases: Sequence[CaseThen]
    ties: Sequence[TieThen]
    change: int
    #: Days of the case that stood there longest.
    longest: int | None

    @property
    def count(self) -> int:
        return len(self.cases) + len(self.ties)

    @property
    def only_intention(self) -> int:
        return sum(tie.only_intention for tie in self.ties)

    @property
    def tone(self) -> str:
        if self.only_intention:
            return "warn"
        return "under_way" if self.cases else "signed"


@dataclass(frozen=True)
class Funnel:
    """A pipeline with its stages in figures."""

    pipeline: Pipeline
    rows: Sequence[Row]

    @property
    def count(self) -> int:
        return sum(row.count for row in self.rows)

    @property
    def most(self) -> int:
        return max((row.count for row in self.rows), default=0)


def funnels(pipelines: Iterable[Pipeline], now: State, before: State) -> list[Funnel]:
    """Every pipeline with something in it, on one of both days, in the order of their declaration."""
    made = [_funnel(pipeline, now, before) for pipeline in pipelines]
    return [funnel for funnel in made if funnel.count or any(row.change for row in funnel.rows)]


def _funnel(pipeline: Pipeline, now: State, before: State) -> Funnel:
    here, earlier = _places(pipeline, now), _places(pipeline, before)
    return Funnel(
        pipeline, tuple(_row(pipeline, stage, now, _change(stage.code, here, earlier)) for stage in pipeline.stages)
    )


def _row(pipeline: Pipeline, stage: Stage, now: State, change: int) -> Row:
    cases = [case for case in now.under_way if case.pipeline == pipeline.code and case.stage == stage.code]
    ties = [tie for tie in now.resting if rests_at(pipeline, tie) == stage.code]
    days = [days for case in cases if (days := case.days(now.day)) is not None]
    return Row(stage, pipeline.position(stage) + 1, cases, ties, change, max(days, default=None))


@dataclass(frozen=True)
class Place:
    """Where a case or a tie stands, and whether the day is known on which it came there."""

    stage: str
    day_is_known: bool


def _places(pipeline: Pipeline, state: State) -> dict[tuple[str, int], Place]:
    cases = {
        ("case", case.agreement_id): Place(case.stage, case.day_is_known)
        for case in state.under_way
        if case.pipeline == pipeline.code
    }
    ties = {
        ("tie", tie.id): Place(stage, tie.day_is_known)
        for tie in state.resting
        if (stage := rests_at(pipeline, tie)) is not None
    }
    return {**cases, **ties}


def _change(stage: str, now: Mapping[tuple[str, int], Place], before: Mapping[tuple[str, int], Place]) -> int:
    """How many came to the stage less how many left it. What came on an unknown day did not come since: nobody knows."""
    came = sum(
        place.stage == stage and place.day_is_known and (one not in before or before[one].stage != stage)
        for one, place in now.items()
    )
    left = sum(place.stage == stage and (one not in now or now[one].stage != stage) for one, place in before.items())
    return came - left


def rests_at(pipeline: Pipeline, tie: TieThen) -> str | None:
    """The code of the stage of this pipeline in which the tie rests; None when it is another pipeline's."""
    scope = Scope.FOREIGN if tie.is_foreign else Scope.DOMESTIC
    if tie.kind not in pipeline.kinds or pipeline.scope not in (None, scope):
        return None
    return next((stage.code for stage in pipeline.stages if stage.rests == tie.type), None)


def silent(state: State, spoken_with: Collection[int]) -> list[TieThen]:
    """The ties to be kept alive whose city did not speak with us (directory/rules/silence.py)."""
    return [tie for tie in state.ties if (tie.type, tie.status) == KEPT_ALIVE and tie.partner_id not in spoken_with]
