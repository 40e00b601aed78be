"""The funnel of each pipeline: how many stand at each stage, and who came and left between two days. Pure."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta

from partners.agreements.pipelines.shape import Pipeline, Stage
from partners.agreements.rules.then import CaseThen
from partners.directory.rules.then import TieThen
from partners.reports.rules.state import State, rests_at

#: Without a review on record, the state of so many days before is compared.
SINCE = timedelta(days=30)


@dataclass(frozen=True)
class Place:
    """A case or a tie at a stage: exactly one of both is given."""

    pipeline: Pipeline
    stage: str
    case: CaseThen | None = None
    tie: TieThen | None = None

    @property
    def key(self) -> tuple[str, int]:
        return ("case", self.case.agreement_id) if self.case else ("tie", self.tie.id if self.tie else 0)

    @property
    def day_is_known(self) -> bool:
        """Whether the day is known on which it came there."""
        one = self.case or self.tie
        return one is not None and one.day_is_known

    @property
    def name(self) -> str:
        one = self.case or self.tie
        return one.name if one else ""

    @property
    def declared_stage(self) -> Stage:
        return self.pipeline.stage(self.stage)


@dataclass(frozen=True)
class Row:
    """A stage of a pipeline: who stands there, who came and who left since the day that is compared."""

    pipeline: Pipeline
    stage: Stage
    number: int
    places: Sequence[Place]
    came: Sequence[Place]
    left: Sequence[Place]
    #: The case that stood there longest, with its days.
    longest: tuple[CaseThen, int] | None

    @property
    def count(self) -> int:
        return len(self.places)

    @property
    def change(self) -> int:
        return len(self.came) - len(self.left)

    @property
    def cases(self) -> list[CaseThen]:
        return [place.case for place in self.places if place.case]

    @property
    def only_intention(self) -> int:
        return sum(place.tie is not None and place.tie.only_intention for place in self.places)

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
    return [funnel for funnel in made if funnel.count or any(row.came or row.left for row in funnel.rows)]


def places_of(pipeline: Pipeline, state: State) -> list[Place]:
    """What stands in a pipeline: its cases under way, and the ties that rest in it without one."""
    cases = [Place(pipeline, case.stage, case=case) for case in state.under_way if case.pipeline == pipeline.code]
    rests = ((tie, rests_at(pipeline, tie)) for tie in state.resting)
    return cases + [Place(pipeline, stage, tie=tie) for tie, stage in rests if stage is not None]


def _funnel(pipeline: Pipeline, now: State, before: State) -> Funnel:
    here, earlier = (
        {place.key: place for place in places_of(pipeline, now)},
        {place.key: place for place in places_of(pipeline, before)},
    )
    return Funnel(pipeline, tuple(_row(pipeline, stage, here, earlier, now) for stage in pipeline.stages))


def _row(
    pipeline: Pipeline,
    stage: Stage,
    here: Mapping[tuple[str, int], Place],
    earlier: Mapping[tuple[str, int], Place],
    now: State,
) -> Row:
    places = [place for place in here.values() if place.stage == stage.code]
    waits = [(place.case, days) for place in places if place.case and (days := place.case.days(now.day)) is not None]
    return Row(
        pipeline=pipeline,
        stage=stage,
        number=pipeline.position(stage) + 1,
        places=places,
        # What came on an unknown day did not come since: nobody knows.
        came=[place for place in places if place.day_is_known and not _stood(place, earlier)],
        left=[place for place in earlier.values() if place.stage == stage.code and not _stood(place, here)],
        longest=max(waits, key=lambda wait: wait[1], default=None),
    )


def _stood(place: Place, then: Mapping[tuple[str, int], Place]) -> bool:
    return place.key in then and then[place.key].stage == place.stage
