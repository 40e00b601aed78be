"""Which moves exist: every pair of stages of every pipeline."""

from datetime import date

import pytest

from partners.agreements.pipelines import PIPELINES
from partners.agreements.rules.moves import Way, days_in_stage, may_end_as, way
from partners.agreements.vocabulary import Ending

#: The only ways back, as declared in the procedure.
WAYS_BACK = {
    ("city_foreign", "approach", "selection"),
    ("city_foreign", "pre_exchange", "approach"),
    ("city_foreign", "friendship_signed", "pre_exchange"),
    ("city_foreign", "council_consent", "friendship_programme"),
    ("city_domestic", "council_consent", "working_consultation"),
}

EVERY_PAIR = [
    (code, here, there) for code, pipeline in PIPELINES.items() for here in pipeline.codes for there in pipeline.codes
]


@pytest.mark.parametrize(("code", "here", "there"), EVERY_PAIR)
def test_every_pair_of_stages(code: str, here: str, there: str) -> None:
    pipeline = PIPELINES[code]
    steps = pipeline.codes.index(there) - pipeline.codes.index(here)
    if steps < 0:
        expected = Way.BACK if (code, here, there) in WAYS_BACK else Way.CLOSED
    else:
        expected = {0: Way.SAME, 1: Way.NEXT}.get(steps, Way.SKIP)
    assert way(pipeline, pipeline.stage(here), pipeline.stage(there)) is expected


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
