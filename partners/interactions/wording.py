"""How the times of an interaction read, in the language of the answer."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Protocol

from babel.dates import format_date, format_skeleton

from partners.foundation import dates
from partners.foundation.languages import language

ONE_DAY, ONE_MONTH = dates.Precision.DAY, dates.Precision.MONTH


class When(Protocol):
    """A time as rules or a row hold it; both ends included, `text` as it was written."""

    @property
    def starts_on(self) -> date: ...
    @property
    def ends_on(self) -> date: ...
    @property
    def precision(self) -> str: ...
    @property
    def text(self) -> str: ...


def is_one_day(time: When) -> bool:
    return time.precision == ONE_DAY and time.starts_on == time.ends_on


def as_understood(times: Iterable[When]) -> str:
    """What was understood: 2020. 3. 24. (화), or 2020. 2. ~ 12."""
    return " / ".join(_with_weekday(time) if is_one_day(time) else _normalised(time) for time in times)


def as_printed(time: When) -> str:
    """Days in official form, longer periods as they were written: 2020. 8. 31. ~ 10. 9., '20. 9. ~ 12."""
    return time.text if language() != "en" and time.precision != ONE_DAY else _normalised(time)


def line(times: Sequence[When]) -> list[str]:
    """The times for one line; the year of a day is not said twice: 2020. 7. 7., 10. 14."""
    printed = [as_printed(time) for time in times]
    if language() == "en":
        return printed
    for place in range(1, len(times)):
        before, time = times[place - 1], times[place]
        if is_one_day(before) and is_one_day(time) and before.starts_on.year == time.starts_on.year:
            printed[place] = dates.short(time.starts_on)
    return printed


def in_year(time: When) -> tuple[str, str]:
    """Two short lines where the year stands around them: ("3. 24.", "화요일"), ("9월", "~ 12월")."""
    first, last = _edge(time.starts_on, time.precision), _edge(time.ends_on, time.precision)
    if is_one_day(time):
        return first, format_date(time.starts_on, "EEEE", locale=language())
    if time.precision not in (ONE_DAY, ONE_MONTH):
        return _normalised(time), ""
    if time.starts_on.year != time.ends_on.year:
        last = f"{time.ends_on.year}. {last}" if language() == "ko" else f"{last} {time.ends_on.year}"
    return first, "" if first == last else f"~ {last}"


def _edge(day: date, precision: str) -> str:
    if precision == ONE_MONTH:
        return format_skeleton("MMM", day, locale=language())
    return f"{day.day} {format_date(day, 'MMM', locale='en')}" if language() == "en" else dates.short(day)


def _with_weekday(time: When) -> str:
    if language() == "en":
        return f"{dates.english(time.starts_on)} ({format_date(time.starts_on, 'EEE', locale='en')})"
    return dates.official(time.starts_on, weekday=True)


def _normalised(time: When) -> str:
    read = dates.Occurrence(time.starts_on, time.ends_on, dates.Precision(time.precision), time.text)
    return dates.write_english([read]) if language() == "en" else dates.write([read])
