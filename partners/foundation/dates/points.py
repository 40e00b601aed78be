"""The points of a period as written: '20. 8. 31., 10. 9., 11월, '21. 상반기, 2분기, 2022년."""

import re
from dataclasses import dataclass, replace

from partners.foundation.dates.occurrences import Precision

_SEPARATOR = r"\s*(?:년|[.\-/])\s*"
#: A year that cannot be taken for a month: '20, 2020, 20년.
_YEAR = r"(?P<year>'\s?\d{2}|\d{4}|\d{2}(?=\s*년))"
_YEAR_FIRST = rf"(?:{_YEAR}(?:{_SEPARATOR}|\s+))"
_MONTH_DAY = r"(?P<month>\d{1,2})\s*(?:월|[./])\s*(?P<day>\d{1,2})\s*[.일]?"

#: Two digits before a month and a day are a year even without an apostrophe: 20.3.24.
_FULL_DAY = re.compile(
    rf"(?P<year>'?\s?\d{{2}}|\d{{4}}){_SEPARATOR}(?P<month>\d{{1,2}})\s*(?:월|[.\-/])\s*(?P<day>\d{{1,2}})\s*[.일]?"
)
_SOLID_DAY = re.compile(r"(?P<year>\d{4})(?P<month>\d{2})(?P<day>\d{2})")
_DAY = re.compile(_MONTH_DAY)
_MONTH = re.compile(rf"{_YEAR_FIRST}(?P<month>\d{{1,2}})\s*[.월]?|(?P<lone_month>\d{{1,2}})\s*월")
_HALF = re.compile(rf"{_YEAR_FIRST}?(?P<half>상반기|하반기|상\s?[·/]?\s?하반기|반기별)")
_QUARTER = re.compile(rf"{_YEAR_FIRST}?(?:제?(?P<quarter>[1-4])(?:/4)?\s*분기|(?P<each>분기별))")
_WHOLE_YEAR = re.compile(rf"{_YEAR}\s*(?:년도?|\.)?\s*(?:연중|수시|연간)?|(?P<all>연중|수시|연간|연\s?\d{{1,3}}회)")
_BARE = re.compile(r"(?P<number>\d{1,2})\s*(?P<mark>[.일]?)")


@dataclass(frozen=True, slots=True)
class Point:
    """A day, or the months from first to last. `bare` is a number whose meaning its neighbour decides."""

    precision: Precision
    year: int | None
    first: int = 1
    last: int = 12
    day: int | None = None
    bare: int | None = None
    mark: str = ""

    def in_year(self, year: int) -> "Point":
        """The same point with this year, unless it has its own."""
        return self if self.year is not None else replace(self, year=year)


def read_point(text: str) -> Point | None:
    """The point that the tidied text writes, or None. Months and days are not yet checked to exist."""
    for read in (_read_day, _read_month, _read_half, _read_quarter, _read_whole_year, _read_bare):
        point = read(text)
        if point is not None:
            return point
    return None


def month_of(year: int | None, month: int) -> Point:
    """The point of one whole month."""
    return Point(Precision.MONTH, year, month, month)


def quarter_of(year: int | None, quarter: int) -> Point:
    """The point of one quarter, 1 to 4."""
    return Point(Precision.QUARTER, year, quarter * 3 - 2, quarter * 3)


def _full_year(written: str | None) -> int | None:
    """'20 → 2020, '95 → 1995: 70 to 99 belong to the last century, ties go back to the 1990s."""
    if written is None:
        return None
    year = int(written.lstrip("' "))
    if len(written.lstrip("' ")) == 4:
        return year
    return year + (1900 if year >= 70 else 2000)


def _read_day(text: str) -> Point | None:
    for pattern in (_FULL_DAY, _SOLID_DAY, _DAY):
        found = pattern.fullmatch(text)
        if found:
            parts = found.groupdict()
            month = int(parts["month"])
            return Point(Precision.DAY, _full_year(parts.get("year")), month, month, day=int(parts["day"]))
    return None


def _read_month(text: str) -> Point | None:
    found = _MONTH.fullmatch(text)
    return month_of(_full_year(found["year"]), int(found["month"] or found["lone_month"])) if found else None


def _read_half(text: str) -> Point | None:
    found = _HALF.fullmatch(text)
    if found is None:
        return None
    first, last = {"상반기": (1, 6), "하반기": (7, 12)}.get(found["half"], (1, 12))
    return Point(Precision.HALF, _full_year(found["year"]), first, last)


def _read_quarter(text: str) -> Point | None:
    found = _QUARTER.fullmatch(text)
    if found is None:
        return None
    year = _full_year(found["year"])
    return Point(Precision.QUARTER, year) if found["each"] else quarter_of(year, int(found["quarter"]))


def _read_whole_year(text: str) -> Point | None:
    found = _WHOLE_YEAR.fullmatch(text)
    return Point(Precision.YEAR, _full_year(found["year"])) if found else None


def _read_bare(text: str) -> Point | None:
    found = _BARE.fullmatch(text)
    return Point(Precision.NONE, None, bare=int(found["number"]), mark=found["mark"]) if found else None
