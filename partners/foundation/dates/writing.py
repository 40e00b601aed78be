"""Writing days and periods, officially (2020. 8. 31. ~ 10. 9.) and in English."""

from calendar import monthrange
from collections.abc import Callable, Sequence
from datetime import date

from partners.foundation.dates.occurrences import Occurrence, Precision

_WEEKDAYS = "월화수목금토일"
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_MONTHS_EACH = {Precision.MONTH: 1, Precision.QUARTER: 3, Precision.HALF: 6, Precision.YEAR: 12}


def official(day: date, weekday: bool = False) -> str:
    """A day as official documents write it: 2020. 3. 24., or 2020. 3. 24. (화)."""
    return f"{day.year}. {short(day)}" + (f" ({_WEEKDAYS[day.weekday()]})" if weekday else "")


def short(day: date) -> str:
    """A day whose year is known from around it: 3. 24."""
    return f"{day.month}. {day.day}."


def english(day: date) -> str:
    """A day for English readers: 24 Mar 2020."""
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def write(occurrences: Sequence[Occurrence]) -> str:
    """Occurrences in official form, such that `parse` reads the same days again: 2020. 7. 7. / 2020. 10. 14.

    Undated occurrences write nothing: the page says that the date is unknown.
    """
    return " / ".join(filter(None, map(_official_span, occurrences)))


def write_english(occurrences: Sequence[Occurrence]) -> str:
    """Occurrences for English readers: 7 Jul 2020 / 14 Oct 2020, 22 – 23 Oct 2020, Feb – Dec 2020, H1 2021.

    What both ends of a span share is said once, at its end.
    """
    return " / ".join(filter(None, map(_english_span, occurrences)))


def _official_span(occurrence: Occurrence) -> str:
    start, end, precision = occurrence.start, occurrence.end, _written_precision(occurrence)
    if start is None or end is None:
        return ""
    if precision is Precision.HALF and (start.year, start.month, end.month) == (end.year, 1, 12):
        return f"{start.year}. 상·하반기"
    first, last = _OFFICIAL[precision](start), _OFFICIAL[precision](end)
    if first == last:
        return first
    if start.year == end.year and precision is not Precision.YEAR:
        last = last.removeprefix(f"{end.year}. ")
    return f"{first} ~ {last}"


def _english_span(occurrence: Occurrence) -> str:
    start, end = occurrence.start, occurrence.end
    if start is None or end is None:
        return ""
    name = _ENGLISH[_written_precision(occurrence)]
    first, last = name(start), name(end)
    if first == last:
        return first
    for shared in (last.partition(" ")[2], last.rpartition(" ")[2]):
        if shared and first.endswith(f" {shared}"):
            return f"{first.removesuffix(f' {shared}')} – {last}"
    return f"{first} – {last}"


def _written_precision(occurrence: Occurrence) -> Precision:
    """The precision, or DAY where the days are not the edges of whole months, quarters, halves or years."""
    start, end = occurrence.start, occurrence.end
    months = _MONTHS_EACH.get(occurrence.precision)
    if months is None or start is None or end is None:
        return Precision.DAY
    at_edges = (
        start.day == 1
        and (start.month - 1) % months == 0
        and end.month % months == 0
        and end.day == monthrange(end.year, end.month)[1]
    )
    return occurrence.precision if at_edges else Precision.DAY


_OFFICIAL: dict[Precision, Callable[[date], str]] = {
    Precision.DAY: official,
    Precision.MONTH: lambda day: f"{day.year}. {day.month}.",
    Precision.QUARTER: lambda day: f"{day.year}. {(day.month + 2) // 3}분기",
    Precision.HALF: lambda day: f"{day.year}. {'상반기' if day.month <= 6 else '하반기'}",
    Precision.YEAR: lambda day: f"{day.year}년",
}
_ENGLISH: dict[Precision, Callable[[date], str]] = {
    Precision.DAY: english,
    Precision.MONTH: lambda day: f"{_MONTHS[day.month - 1]} {day.year}",
    Precision.QUARTER: lambda day: f"Q{(day.month + 2) // 3} {day.year}",
    Precision.HALF: lambda day: f"{'H1' if day.month <= 6 else 'H2'} {day.year}",
    Precision.YEAR: lambda day: str(day.year),
}
