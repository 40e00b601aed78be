"""Which stage decides on the next term of a tie. Pure."""

from collections.abc import Iterable
from datetime import date, timedelta

from partners.agreements.pipelines.shape import Pipeline, Stage


def pipeline_that_renews(pipelines: Iterable[Pipeline], tie: str, kind: str) -> tuple[Pipeline, Stage] | None:
    """The pipeline of this kind of partner with the stage that renews such a tie; None: nothing renews it."""
    for pipeline in pipelines:
        for stage in pipeline.stages:
            if stage.renews == tie and kind in pipeline.kinds:
                return pipeline, stage
    return None


def last_day_of_term(first: date, years: int) -> date:
    """The last day of a term of so many years: from 2020-12-15, three years end on 2023-12-14."""
    try:
        following = first.replace(year=first.year + years)
    except ValueError:  # 29 February
        following = date(first.year + years, 3, 1)
    return following - timedelta(days=1)
