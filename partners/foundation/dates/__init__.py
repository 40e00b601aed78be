"""Days and periods as officials write them: read ('20. 8. 31.~ 10. 9.), kept as written, and written again.

`occurrences` holds what was read, `reading` reads, `writing` writes. All pure; days are plain
dates, of the Korean business day where one is needed.
"""

from partners.foundation.dates.occurrences import (
    DateNotUnderstood,
    Occurrence,
    Precision,
    fiscal_year,
    sort_on,
    warn_years,
)
from partners.foundation.dates.reading import parse
from partners.foundation.dates.writing import english, official, short, write, write_english

__all__ = [
    "DateNotUnderstood",
    "Occurrence",
    "Precision",
    "english",
    "fiscal_year",
    "official",
    "parse",
    "short",
    "sort_on",
    "warn_years",
    "write",
    "write_english",
]
