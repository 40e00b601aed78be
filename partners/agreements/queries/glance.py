"""All pipelines at a glance: how many cases stand where, and how many ties rest where no case is."""

from collections import Counter
from dataclasses import dataclass

from sqlalchemy import func, select

from partners.agreements.models import Agreement
from partners.agreements.pipelines.shape import Pipeline, Stage
from partners.agreements.queries.office import office
from partners.agreements.vocabulary import OPEN, Scope
from partners.directory.queries.resting import TiesAtRest, count_ties_at_rest
from partners.foundation.database import db


@dataclass(frozen=True)
class Station:
    """A stage of a pipeline in figures."""

    stage: Stage
    under_way: int
    #: Ties that rest here, and those of them that rest on a letter of intent alone.
    resting: int
    only_intention: int

    @property
    def count(self) -> int:
        return self.under_way + self.resting

    @property
    def state(self) -> str:
        """As `stage_track` draws it: something to look at goes before work under way, that before what is done."""
        if self.only_intention:
            return "warn"
        if self.under_way:
            return "under_way"
        return "signed" if self.resting else "empty"


@dataclass(frozen=True)
class Glance:
    """A pipeline in figures."""

    pipeline: Pipeline
    stations: tuple[Station, ...]

    @property
    def under_way(self) -> int:
        return sum(station.under_way for station in self.stations)

    @property
    def to_check(self) -> int:
        return sum(station.only_intention for station in self.stations)

    @property
    def signed(self) -> int:
        """Ties for good: a friendship that rests on a letter of intent is not one."""
        return sum(station.resting - station.only_intention for station in self.stations)

    @property
    def count(self) -> int:
        return sum(station.count for station in self.stations)


def pipelines_at_a_glance() -> list[Glance]:
    """Every pipeline with its stages, in the order of its declaration. Two statements."""
    statement = (
        select(Agreement.pipeline, Agreement.stage, func.count())
        .where(Agreement.state == OPEN)
        .group_by(Agreement.pipeline, Agreement.stage)
    )
    cases = Counter({(pipeline, stage): number for pipeline, stage, number in db.session.execute(statement)})
    resting = count_ties_at_rest()
    return [
        Glance(
            pipeline, tuple(_station(pipeline, stage, cases[code, stage.code], resting) for stage in pipeline.stages)
        )
        for code, pipeline in office().pipelines.items()
    ]


def _station(pipeline: Pipeline, stage: Stage, under_way: int, resting: list[TiesAtRest]) -> Station:
    here = [
        group
        for group in resting
        if group.type == stage.rests
        and group.kind in pipeline.kinds
        and pipeline.scope in (None, Scope.FOREIGN if group.is_foreign else Scope.DOMESTIC)
    ]
    intentions = sum(group.number for group in here if group.only_intention)
    return Station(stage, under_way, sum(group.number for group in here), intentions)
