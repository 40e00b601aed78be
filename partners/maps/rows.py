"""Partners as rows of JSON: names travel as data, never inside the folium document."""

import gzip
import json
from collections.abc import Iterable
from typing import Any

from partners.foundation.languages import language
from partners.maps.queries import Located

#: The order of a row's values; the script makes objects of them.
COLUMNS = (
    "id", "kind", "group", "name", "native", "region", "country", "lat", "lon",
    "sure", "quiet", "tie", "note", "last", "title",
)  # fmt: skip
FASTEST = 3


def packed(points: Iterable[Located]) -> bytes:
    """The points as compact JSON, UTF-8."""
    content = {"columns": COLUMNS, "rows": [_row(point) for point in points]}
    return json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode()


def compressed(content: bytes) -> bytes:
    """The same, gzipped quickly: names repeat themselves."""
    return gzip.compress(content, FASTEST, mtime=0)


def _row(point: Located) -> list[Any]:
    row, tie = point.row, point.tie
    return [
        row.id,
        row.section,
        int(point.is_group),
        row.name_ko,
        row.name_en if language() == "en" else point.beside,
        row.region,
        row.country,
        row.lat,
        row.lon,
        int(point.is_sure),
        int(point.is_silent),
        tie.type if tie else "",
        "intention" if tie and tie.only_intention else "",
        point.last_contact,
        row.last_contact_title or "",
    ]
