"""How much may leave at once, and what must be said for it. Pure."""

from dataclasses import dataclass
from typing import Any

from partners.foundation.refusals import Refusal
from partners.foundation.words import _, _l

#: More is no list that somebody reads; whoever needs all of it asks for a backup.
MOST_ROWS = 200_000
#: Of more people nobody takes the data along at once (개인정보의 안전성 확보조치 기준 제12조 ①).
MOST_PERSONS = 20_000
LONGEST_PURPOSE = 200
SHORTEST_PURPOSE = 5


@dataclass(frozen=True)
class Extent:
    """What a list holds: its rows, the natural persons whom its reader may take along, and how many others.

    Each is counted to one more than what may leave.
    """

    rows: int
    persons: frozenset[int]
    others: int
    #: Whether a person is a row of the list, and not a name in it.
    has_persons_as_rows: bool

    @property
    def has_too_many_rows(self) -> bool:
        return self.rows > MOST_ROWS

    @property
    def has_too_many_persons(self) -> bool:
        return len(self.persons) > MOST_PERSONS

    def rows_taken(self, with_persons: bool) -> int:
        """The rows of the file."""
        if not self.has_persons_as_rows:
            return self.rows
        return self.rows - self.others - (0 if with_persons else len(self.persons))

    def persons_taken(self, with_persons: bool) -> frozenset[int]:
        """Who stands in the file."""
        return self.persons if with_persons else frozenset()


@dataclass(frozen=True)
class Said:
    """What somebody said who takes a list along."""

    columns: tuple[str, ...]
    #: How the file ends: csv or xlsx.
    format: str
    with_persons: bool
    purpose: str


def check(extent: Extent, said: Said) -> None:
    """Raise Refusal unless so much may leave for this."""
    if extent.has_too_many_rows:
        raise Refusal(too_many_rows())
    taken = extent.persons_taken(said.with_persons)
    if len(taken) > MOST_PERSONS:
        raise Refusal(too_many_persons(), field="persons")
    if not extent.rows_taken(said.with_persons):
        raise Refusal(_l("There is nothing to take along."))
    if taken and len(said.purpose) < SHORTEST_PURPOSE:
        raise Refusal(_l("Write what the personal data is needed for. The access log keeps it."), field="purpose")


def too_many_rows() -> Any:
    return _(
        "The list has more than %(most)s rows. So many do not leave at once: narrow it by its filters.",
        most=f"{MOST_ROWS:,}",
    )


def too_many_persons() -> Any:
    return _(
        "The list names more than %(most)s people. The data of so many does not leave at once: narrow it by its"
        " filters, or take it along without personal data.",
        most=f"{MOST_PERSONS:,}",
    )
