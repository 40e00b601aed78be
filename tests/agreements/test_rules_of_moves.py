"""Which moves exist, what each asks, and what an empty case is refused with: every pair of stages of every pipeline."""

import csv
from datetime import date
from pathlib import Path

import pytest

from partners.agreements.pipelines import PIPELINES
from partners.agreements.pipelines.shape import Pipeline, Stage
from partners.agreements.rules import gates, proofs
from partners.agreements.rules.case import Case
from partners.agreements.rules.moves import Way, days_in_stage, may_end_as, way
from partners.agreements.vocabulary import Ending, Scope

TABLE = Path(__file__).with_name("moves.csv")
HEAD = ("pipeline", "from", "to", "way", "gates", "an empty case lacks")
ABROAD, HOME = "VN", "KR"


def rows() -> list[tuple[str, ...]]:
    """The table as the rules have it."""
    return [
        row_of(pipeline, here, there)
        for pipeline in PIPELINES.values()
        for here in pipeline.stages
        for there in pipeline.stages
    ]


def row_of(pipeline: Pipeline, here: Stage, there: Stage) -> tuple[str, ...]:
    direction = way(pipeline, here, there)
    met, lacks = [], []
    if direction in (Way.NEXT, Way.SKIP):
        case = empty_case(pipeline, here)
        met = [at.gate.code for at in gates.standing(case, there)]
        lacks = list(dict.fromkeys(lack.field or lack.gate.code for lack in proofs.missing(case, there)))
    return pipeline.code, here.code, there.code, direction.value, " ".join(met), " ".join(lacks)


def empty_case(pipeline: Pipeline, here: Stage) -> Case:
    """A case of which nothing is written, with a partner of the first kind that the pipeline takes."""
    country = ABROAD if pipeline.scope is Scope.FOREIGN else HOME
    return Case(pipeline, here, country=country, kind=pipeline.kind, today=date(2020, 11, 20))


def table() -> list[tuple[str, ...]]:
    with TABLE.open(encoding="utf-8", newline="") as file:
        return [tuple(row) for row in csv.reader(file)][1:]


@pytest.mark.parametrize("declared", table(), ids=lambda row: "-".join(row[:3]))
def test_every_pair_of_stages(declared: tuple[str, ...]) -> None:
    pipeline = PIPELINES[declared[0]]
    assert row_of(pipeline, pipeline.stage(declared[1]), pipeline.stage(declared[2])) == declared


def test_the_table_is_whole() -> None:
    assert [row[:3] for row in table()] == [row[:3] for row in rows()]


def test_a_case_ends_only_as_its_stage_allows() -> None:
    approach = PIPELINES["city_foreign"].stage("approach")
    assert may_end_as(approach, Ending.DECLINED)
    assert not may_end_as(approach, Ending.TERMINATED)


@pytest.mark.parametrize(
    ("entered_on", "as_of", "days"),
    [
        (date(2020, 11, 1), date(2020, 10, 31), 19),
        (None, date(2020, 10, 31), 20),
        (date(2021, 1, 1), None, 0),
        (None, None, None),
    ],
)
def test_days_count_from_the_day_or_from_the_base_date(
    entered_on: date | None, as_of: date | None, days: int | None
) -> None:
    assert days_in_stage(entered_on, as_of, date(2020, 11, 20)) == days
