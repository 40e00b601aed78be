"""The goal of a case: kept as written, with its days where they can be read."""

from datetime import date

from partners.foundation.dates import DateNotUnderstood, parse


def span_of(text: str) -> tuple[date | None, date | None]:
    """First and last day of the goal: '21. 상반기 is 2021-01-01 to 06-30. Both None when it names no days."""
    try:
        occurrences = parse(text)
    except DateNotUnderstood:
        return None, None
    starts = [occurrence.start for occurrence in occurrences if occurrence.start is not None]
    ends = [occurrence.end for occurrence in occurrences if occurrence.end is not None]
    return min(starts, default=None), max(ends, default=None)
