"""Moves: which exist between two stages, and how long a case has stood where it stands."""

from datetime import date
from enum import StrEnum

from partners.agreements.pipelines.shape import Pipeline, Stage
from partners.agreements.vocabulary import Ending

#: A case that stands in a stage longer counts as stuck.
LONG_DAYS = 90


class Way(StrEnum):
    """How one stage lies to another."""

    SAME = "same"
    #: The stage after it, past optional ones; or the one where a round begins again.
    NEXT = "next"
    #: Further ahead than the next stage: only for a manager with a written reason.
    SKIP = "skip"
    BACK = "back"
    #: Behind, but not declared as a way to return.
    CLOSED = "closed"


def way(pipeline: Pipeline, here: Stage, there: Stage) -> Way:
    """How `there` lies to `here`."""
    if there.code == here.goes_on_at:
        return Way.NEXT
    steps = pipeline.position(there) - pipeline.position(here)
    if steps == 0:
        return Way.SAME
    if steps < 0:
        return Way.BACK if there.code in here.may_return_to else Way.CLOSED
    return Way.NEXT if len(pipeline.path(here, there)) == 2 else Way.SKIP


def may_end_as(stage: Stage, ending: Ending) -> bool:
    return ending in stage.may_end_as


def days_in_stage(entered_on: date | None, as_of: date | None, today: date) -> int | None:
    """Days since the stage began; since the source's base date where that day is unknown.

    None when neither is known. A stage that begins tomorrow has stood for no day.
    """
    since = entered_on or as_of
    return None if since is None else max((today - since).days, 0)
