"""All pipelines at a glance: how many cases stand where, and how many ties rest where no case is."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, case, func, literal, null, select, union_all

from partners.agreements.models import Agreement
from partners.agreements.pipelines.shape import Pipeline, Stage
from partners.agreements.queries.conditions import is_stuck, narrowing_of
from partners.agreements.queries.office import office
from partners.agreements.rules.filters import NOTHING_ASKED, CaseFilter
from partners.agreements.vocabulary import COMPLETED, OPEN, Scope
from partners.directory.queries.resting import TiesAtRest, as_ties_at_rest, ties_at_rest_counted
from partners.foundation.database import db


@dataclass(frozen=True)
class Station:
    """A stage of a pipeline in figures."""

    stage: Stage
    under_way: int
    #: Cases that ended here before their signature.
    ended: int
    #: Cases under way that are stuck.
    stuck: int
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
    def ended(self) -> int:
        return sum(station.ended for station in self.stations)

    @property
    def stuck(self) -> int:
        return sum(station.stuck for station in self.stations)

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


def pipelines_at_a_glance(asked: CaseFilter = NOTHING_ASKED, team: int | None = None) -> list[Glance]:
    """Every pipeline with its stages, in the order of its declaration, narrowed to what is asked. One statement.

    `team` is the id behind the filter's code. Ties at rest have no officer of a case and are never stuck.
    """
    is_open = Agreement.state == OPEN
    figures = [func.sum(case((one, 1), else_=0)) for one in (is_open, ~is_open, is_stuck())]
    of_cases = (
        select(Agreement.pipeline, Agreement.stage, null(), null(), *figures)
        .where(Agreement.state != COMPLETED, *narrowing_of(asked, team))
        .group_by(Agreement.pipeline, Agreement.stage)
    )
    statements: list[Select[*tuple[Any, ...]]] = [of_cases]
    if not (asked.owner or asked.stuck):
        statements.append(ties_at_rest_counted(asked.country, team).add_columns(literal(0), literal(0)))
    rows = db.session.execute(union_all(*statements)).all()
    cases = {(row[0], row[1]): (row[4], row[5], row[6]) for row in rows if row[2] is None}
    resting = [as_ties_at_rest(row) for row in rows if row[2] is not None]
    return [
        Glance(
            pipeline,
            tuple(_station(pipeline, stage, cases.get((code, stage.code)), resting) for stage in pipeline.stages),
        )
        for code, pipeline in office().pipelines.items()
    ]


def _station(
    pipeline: Pipeline, stage: Stage, cases: tuple[int, int, int] | None, resting: list[TiesAtRest]
) -> Station:
    here = [
        group
        for group in resting
        if group.type == stage.rests
        and group.kind in pipeline.kinds
        and pipeline.scope in (None, Scope.FOREIGN if group.is_foreign else Scope.DOMESTIC)
    ]
    intentions = sum(group.number for group in here if group.only_intention)
    under_way, ended, stuck = cases or (0, 0, 0)
    return Station(stage, under_way, ended, stuck, sum(group.number for group in here), intentions)
