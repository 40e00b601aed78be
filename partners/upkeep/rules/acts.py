"""How long an act can be taken back, and what may stand against it. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from partners.foundation.refusals import Refusal
from partners.foundation.words import _l

#: A month: a mistake shows at the latest in the next monthly report, and rows as they were, which hold
#: personal data of people who may have asked for its destruction, are not kept longer than they are needed.
UNDO_WINDOW = timedelta(days=30)


class Standing(StrEnum):
    """What can still become of an act."""

    DONE = "done"
    UNDONE = "undone"
    #: It stands for good: too long ago, or its rows were destroyed.
    SETTLED = "settled"


STANDING_LABELS: dict[Standing, Any] = {
    Standing.DONE: _l("Can be taken back"),
    Standing.UNDONE: _l("Taken back"),
    Standing.SETTLED: _l("Stands for good"),
}


def standing_of(act: Any, now: datetime) -> Standing:
    """`act` has `at`, `undone_at` and `forgotten_at`."""
    if act.undone_at is not None:
        return Standing.UNDONE
    if act.forgotten_at is not None or act.at + UNDO_WINDOW < now:
        return Standing.SETTLED
    return Standing.DONE


class Since(StrEnum):
    """What happened to a row after the act."""

    CHANGED = "changed"
    GONE = "gone"
    #: A row that the act took away is there again.
    THERE_AGAIN = "there_again"
    #: Others point at a row that the act made.
    IN_USE = "in_use"
    #: What the row would point at again does not exist any more.
    LEFT_ALONE = "left_alone"


SINCE_WORDS: dict[Since, Any] = {
    Since.CHANGED: _l("It was changed since."),
    Since.GONE: _l("It does not exist any more."),
    Since.THERE_AGAIN: _l("It was made anew since."),
    Since.IN_USE: _l("Other records rest on it by now."),
    Since.LEFT_ALONE: _l("What it belonged to does not exist any more."),
}


@dataclass(frozen=True)
class Obstacle:
    """One row that keeps an act from being taken back. `links` are ids by the column that holds them."""

    table: str
    key: tuple[Any, ...]
    since: Since
    links: dict[str, Any]
    columns: Sequence[str] = ()


class Obstructed(Refusal):
    """The act cannot be taken back; `obstacles` say what has changed since."""

    status = 409

    def __init__(self, obstacles: Sequence[Obstacle]) -> None:
        super().__init__(_l("This cannot be taken back: what is listed below has changed since."))
        self.obstacles = obstacles


class NotToBeUndone(Refusal):
    """It was taken back already, or stands for good."""

    SENTENCES: dict[Standing, Any] = {
        Standing.UNDONE: _l("This was taken back already."),
        Standing.SETTLED: _l("This stands for good: the rows as they were before are no longer kept."),
    }
    status = 409

    def __init__(self, standing: Standing) -> None:
        super().__init__(self.SENTENCES[standing])
