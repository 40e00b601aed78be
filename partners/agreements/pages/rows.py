"""A row of the list of agreements; what rows share is looked up once a page and not once a row."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from partners.agreements.queries.office import office
from partners.agreements.queries.rows import CaseRow
from partners.agreements.rules.moves import days_in_stage
from partners.agreements.vocabulary import STATE_LABELS
from partners.foundation.clock import today


@dataclass(frozen=True)
class ShownStage:
    """Where a case stands: pipeline and stage in words, its number among all."""

    pipeline: str
    #: The kind of those who go through the pipeline.
    kind: str
    label: str
    number: int
    total: int


class RowWords:
    """Stages and states in the language of the answer."""

    def __init__(self) -> None:
        self.today = today()
        self.stage = cache(_stage)
        self.state = cache(lambda state: str(STATE_LABELS[state]))


@dataclass(frozen=True)
class ListedCase:
    """A row of the list."""

    it: CaseRow
    words: RowWords

    @property
    def stage(self) -> ShownStage:
        return self.words.stage(self.it.pipeline, self.it.stage)

    @property
    def state(self) -> str:
        return self.words.state(self.it.state)

    @property
    def days(self) -> int | None:
        """Days in the stage, from the base date where the day itself is unknown."""
        return days_in_stage(self.it.stage_entered_on, self.it.as_of_date, self.words.today)

    @property
    def days_late(self) -> int:
        """How many days the next action of an open case is overdue; 0 when it is not."""
        due = self.it.next_due_on
        return max(0, (self.words.today - due).days) if due and self.it.is_open else 0


def listed(rows: Sequence[CaseRow]) -> list[ListedCase]:
    words = RowWords()
    return [ListedCase(row, words) for row in rows]


def _stage(pipeline: str, stage: str) -> ShownStage:
    declared = office().pipelines[pipeline]
    found = declared.stage(stage)
    position = declared.position(found) + 1
    return ShownStage(str(declared.label), declared.kind, str(found.label), position, len(declared.stages))
