"""Reading days and periods in all the forms that reports use."""

import re
import unicodedata
from calendar import monthrange
from dataclasses import replace
from datetime import date, timedelta

from partners.foundation.dates.occurrences import DateNotUnderstood, Occurrence, Precision
from partners.foundation.dates.points import Point, month_of, quarter_of, read_point
from partners.foundation.words import _l

#: Longer texts are no dates; the bound also keeps every pattern fast.
_LONGEST = 200
_FIRST_YEAR, _LAST_YEAR = 1900, 2199
_ONE_DAY = timedelta(days=1)

_SAME = str.maketrans(dict.fromkeys("’‘′`´ʼ‛＇", "'") | dict.fromkeys("～〜∼–—", "~") | dict.fromkeys("ㆍ・‧∙•", "·"))
#: A slash parts two dates only beside a blank, after a finished date, or before 10.14.; 11/20 is one.
_BETWEEN_DATES = re.compile(
    r"[,;\n，、]|\s[/／]|[/／]\s|(?<=[.월일기중)])[/／]|[/／](?=\d{1,2}\.\s?\d)|\s(?:및|그리고)\s"
)
_BETWEEN_ENDS = re.compile(r"\s?~\s?|\s-\s|부터\s?")
#: Brackets without a date of their own: (화), (지정권자: …), (5년), (총 2회).
_REMARK = re.compile(r"\s?\((?:[^()\d]|\d{1,3}\s?(?:회|개?년|개월|일|주|박|차|명))*\)")
_TIMES = re.compile(r"\s(?:각|총|매회)\s?\d{1,3}회$")
_LOOSELY = re.compile(r"(?<=[월기일년.])\s?(?:중순|중|초|말|경|까지)$")
_UNDATED = frozenset({"미정", "미상", "날짜 미상", "날짜 미정", "일자 미상", "일정 미정"})
_DAYS_AGO = {"오늘": 0, "금일": 0, "어제": 1, "작일": 1, "그제": 2, "그저께": 2}


def parse(text: str, year: int | None = None, today: date | None = None) -> list[Occurrence]:
    """The occurrences that the text names, in its order; none for an empty text.

    A date without a year takes that of the date before it, else `year`, else today's. 오늘 and 어제
    count from `today`. Months end on their last day. Two-digit years are 2000 to 2069 and 1970 to 1999.
    Raises DateNotUnderstood for what is no date, does not exist, or ends before it starts.
    """
    if len(text) > _LONGEST:
        raise _not_understood()
    assumed = year if year is not None else today.year if today else None
    occurrences: list[Occurrence] = []
    for part in _BETWEEN_DATES.split(text):
        if part.strip():
            occurrence = _read(part.strip(), assumed, today)
            assumed = occurrence.end.year if occurrence.end else assumed
            occurrences.append(occurrence)
    return occurrences


def _read(written: str, assumed: int | None, today: date | None) -> Occurrence:
    plain = _tidy(written)
    if plain in _UNDATED:
        return Occurrence(None, None, Precision.NONE, written)
    if plain in _DAYS_AGO and today:
        day = today - _DAYS_AGO[plain] * _ONE_DAY
        return Occurrence(day, day, Precision.DAY, written)
    ends = [_point(_TIMES.sub("", end)) for end in _BETWEEN_ENDS.split(plain)]
    if len(ends) > 2:
        raise _not_understood()
    first, last = _with_meaning(ends[0], ends[-1]) if len(ends) == 2 else (_alone(ends[0]),) * 2
    return _occurrence(first, last, assumed, written)


def _tidy(written: str) -> str:
    same = unicodedata.normalize("NFKC", written.translate(_SAME)).translate(_SAME)
    bare = _REMARK.sub("", " ".join(same.split()))
    # 11-12월 means months; elsewhere a hyphen belongs to 2020-03-04.
    return re.sub(r"^(\d{1,2})-(\d{1,2}월)", r"\1~\2", bare).strip()


def _point(text: str) -> Point:
    point = read_point(_LOOSELY.sub("", text.strip()))
    if point is None:
        raise _not_understood()
    return point


def _alone(point: Point) -> Point:
    """A number by itself is a month if a dot says so (11.); 11 or 11일 could be anything."""
    if point.bare is None:
        return point
    if point.mark != ".":
        raise _not_understood()
    return month_of(None, point.bare)


def _with_meaning(first: Point, last: Point) -> tuple[Point, Point]:
    """Give bare numbers the meaning that the other end has: 2 ~ 11월, 1~3분기, 10. 22. ~ 23."""
    first = _first_meant(first, last)
    return first, _last_meant(first, last)


def _first_meant(first: Point, last: Point) -> Point:
    if first.bare is None:
        return first
    if first.mark == "일":
        raise _not_understood()
    quarters = last.precision is Precision.QUARTER and not first.mark
    return quarter_of(None, first.bare) if quarters else month_of(None, first.bare)


def _last_meant(first: Point, last: Point) -> Point:
    if last.bare is None:
        return last
    if first.precision is Precision.DAY:
        return replace(first, day=last.bare)
    if last.mark == "일":
        raise _not_understood()
    return month_of(None, last.bare)


def _occurrence(first: Point, last: Point, assumed: int | None, written: str) -> Occurrence:
    implied = first.year is None and last.year is None
    dated_first, dated_last = _dated(first, last, assumed)
    start, end = _start(dated_first), _end(dated_last)
    if end < start:
        raise DateNotUnderstood(
            _l(
                "“%(text)s” ends before it starts. Correct the end, and write its year if it is another one.",
                text=_quoted(written),
            )
        )
    return Occurrence(start, end, max(first.precision, last.precision, key=_coarseness), written, implied)


def _dated(first: Point, last: Point, assumed: int | None) -> tuple[Point, Point]:
    """Both ends with a year: the end's is the start's, and 11월 ~ '21. 1월 starts in the year before."""
    if first.year is None and last.year is not None:
        crosses = (first.first, first.day or 0) > (last.last, last.day or 31)
        first = replace(first, year=last.year - crosses)
    year = first.year if first.year is not None else assumed
    if year is None:
        raise DateNotUnderstood(_l("The year is missing. Write it as '20 or 2020."))
    return first.in_year(year), last.in_year(year)


def _start(point: Point) -> date:
    return _existing(point, point.first, point.day or 1)


def _end(point: Point) -> date:
    if point.day is not None:
        return _existing(point, point.last, point.day)
    first_of_last_month = _existing(point, point.last, 1)
    return first_of_last_month.replace(day=_days_in(first_of_last_month.year, point.last))


def _existing(point: Point, month: int, day: int) -> date:
    year = point.year or 0
    if not _FIRST_YEAR <= year <= _LAST_YEAR:
        raise DateNotUnderstood(
            _l("The year %(year)s cannot be right. Write a year from 1900 to 2199.", year=str(year))
        )
    if not 1 <= month <= 12:
        raise DateNotUnderstood(
            _l("There is no month %(month)s. Months go from 1 to 12; write years as '20 or 2020.", month=month)
        )
    last = _days_in(year, month)
    if not 1 <= day <= last:
        raise DateNotUnderstood(
            _l(
                "There is no day %(day)s: month %(month)s of %(year)s has %(last)s days. Correct the day.",
                day=day,
                year=str(year),
                month=month,
                last=last,
            )
        )
    return date(year, month, day)


def _days_in(year: int, month: int) -> int:
    return monthrange(year, month)[1]


def _coarseness(precision: Precision) -> int:
    return list(Precision).index(precision)


def _quoted(text: str) -> str:
    return text if len(text) <= 40 else text[:39] + "…"


def _not_understood() -> DateNotUnderstood:
    return DateNotUnderstood(
        _l(
            "This is no date that can be understood. Write a day such as 2020. 3. 24., "
            "a period such as 2020. 2. ~ 12., or leave it empty when it is unknown."
        )
    )
