"""When something happened: a day or a period, how exactly it is known, and the text that said so."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from partners.foundation.words import _

DAYS_A_YEAR = 365.2425
_YEARS = re.compile(r"(?<![\d'])(\d{1,2})\s?(?:개년|년)\s?간?(?=\s?(?:\)|$))")


class Precision(StrEnum):
    """How exactly the days are known. NONE: the text says that there is no day (미정)."""

    DAY = "day"
    MONTH = "month"
    QUARTER = "quarter"
    HALF = "half"
    YEAR = "year"
    NONE = "none"


class DateNotUnderstood(ValueError):
    """What was typed is no date. The message says what is wrong and what is expected."""

    def __init__(self, message: Any) -> None:
        super().__init__(message)
        self.message = message


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One day or period. `start` and `end` are inclusive, equal for a single day, None if undated.

    `text` is the part of the source that says it, as written. `year_implied`: the text has no
    year of its own; it comes from the section, the form, or the date before it.
    """

    start: date | None
    end: date | None
    precision: Precision
    text: str
    year_implied: bool = False


def fiscal_year(occurrences: Sequence[Occurrence]) -> int | None:
    """The year in which the first dated occurrence begins; None if all are undated.

    A fiscal year is a calendar year (Local Autonomy Act, article 140), and what runs on into the
    next one stays in its own: '20. 5. ~ '21. 1. is of 2020 (the report's line 162).
    """
    return next((occurrence.start.year for occurrence in occurrences if occurrence.start), None)


def sort_on(occurrences: Sequence[Occurrence], fiscal_year: int) -> date:
    """The day that places a record in lists: the latest end, and never nothing.

    Undated records take 1 January of their fiscal year: newest first, they come last in it.
    """
    return max((occurrence.end for occurrence in occurrences if occurrence.end), default=date(fiscal_year, 1, 1))


def warn_years(text: str, start: date | None, end: date | None) -> str | None:
    """A warning when the text counts years, as in "2018년 ~ 2021년(5년)", and the period has another length.

    None when nothing is counted, or the count fits to within half a year.
    """
    counted = _YEARS.search(text[:200])
    if counted is None or start is None or end is None:
        return None
    years = round(((end - start).days + 1) / DAYS_A_YEAR)
    return None if years == int(counted[1]) else str(_("The period and the number of years differ."))
