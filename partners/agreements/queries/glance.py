"""All pipelines at a glance: how many cases stand where, and how many ties rest where no case is."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Select, case, func, literal, select

from partners.agreements.models import Agreement
from partners.agreements.pipelines.shape import Pipeline, Stage
from partners.agreements.queries.conditions import is_stuck, narrowing_of
from partners.agreements.queries.office import office
from partners.agreements.rules.filters import NOTHING_ASKED, CaseFilter
from partners.agreements.vocabulary import COMPLETED, OPEN, Scope
from partners.directory.models import Partner
from partners.directory.queries.resting import TiesAtRest, count_ties_at_rest
from partners.foundation.database import db
from partners.lists.tallies import tallies

#: What the tallies of cases are told apart by; a stage is followed by ".open" or ".ended" (migration 0012).
STAGE, COUNTRY = "agreements.stage.", "agreements.country."


@dataclass(frozen=True)
class Station:
    """A stage of a pipeline in figures."""

    stage: Stage
    under_way: int
    #: Cases that ended here before their signature.
    ended: int
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
    #: Where the partners of its cases under way are at home, and of its ties at rest; as long as nothing is asked.
    countries: frozenset[str]

    @property
    def under_way(self) -> int:
        return sum(station.under_way for station in self.stations)

    @property
    def ended(self) -> int:
        return sum(station.ended for station in self.stations)

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
    """Every pipeline with its stages, in the order of its declaration, narrowed to what is asked.

    `team` is the id behind the filter's code. Ties at rest have no officer of a case and are never stuck.
    """
    numbers = _narrowed(asked, team) if asked.narrowing else tallies()
    resting = [] if asked.owner or asked.stuck else count_ties_at_rest(asked.country, team)
    return [_glance(pipeline, numbers, resting) for pipeline in office().pipelines.values()]


def stuck_cases(asked: CaseFilter = NOTHING_ASKED, team: int | None = None) -> dict[str, int]:
    """How many cases of each pipeline are stuck, by its code; of one without any there is none."""
    statement = select(Agreement.pipeline, func.count()).where(is_stuck(), *narrowing_of(asked, team))
    return dict(db.session.execute(statement.group_by(Agreement.pipeline)).all())


def cases_counted(*conditions: ColumnElement[bool]) -> Select[*tuple[Any, ...]]:
    """The cases for which these hold, counted by stage as the tallies do: name and number."""
    end = case((Agreement.state == OPEN, ".open"), else_=".ended")
    name = (literal(STAGE) + Agreement.pipeline + "." + Agreement.stage + end).label("name")
    return _numbers(select(name).where(Agreement.state != COMPLETED, *conditions))


def countries_counted() -> Select[*tuple[Any, ...]]:
    """All cases under way counted by the country of their partner, as the tallies do: name and number."""
    name = (literal(COUNTRY) + Agreement.pipeline + "." + Partner.country).label("name")
    under_way = select(name).join(Partner, Partner.id == Agreement.partner_id).where(Agreement.state == OPEN)
    return _numbers(under_way)


def _numbers(names: Select[str]) -> Select[*tuple[Any, ...]]:
    found = names.subquery()
    return select(found.c.name, func.count()).group_by(found.c.name)


def _narrowed(asked: CaseFilter, team: int | None) -> dict[str, int]:
    here = [Agreement.pipeline == asked.pipeline] if asked.pipeline in office().pipelines else []
    return dict(db.session.execute(cases_counted(*here, *narrowing_of(asked, team))).all())


def _glance(pipeline: Pipeline, numbers: dict[str, int], resting: list[TiesAtRest]) -> Glance:
    here = [tie for tie in resting if tie.kind in pipeline.kinds and pipeline.scope in (None, _scope(tie))]
    stations = tuple(_station(pipeline, stage, numbers, here) for stage in pipeline.stages)
    made, of_cases = {stage.rests for stage in pipeline.stages}, f"{COUNTRY}{pipeline.code}."
    countries = {
        name.removeprefix(of_cases) for name, number in numbers.items() if number and name.startswith(of_cases)
    }
    return Glance(pipeline, stations, frozenset(countries | {tie.country for tie in here if tie.type in made}))


def _station(pipeline: Pipeline, stage: Stage, numbers: dict[str, int], resting: list[TiesAtRest]) -> Station:
    here = [group for group in resting if group.type == stage.rests]
    intentions = sum(group.number for group in here if group.only_intention)
    under_way, ended = (numbers.get(f"{STAGE}{pipeline.code}.{stage.code}.{end}", 0) for end in ("open", "ended"))
    return Station(stage, under_way, ended, sum(group.number for group in here), intentions)


def _scope(tie: TiesAtRest) -> Scope:
    return Scope.FOREIGN if tie.is_foreign else Scope.DOMESTIC
