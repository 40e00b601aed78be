"""Partners as rows of JSON: names travel as data, never inside the folium document."""

import gzip
import json
from collections.abc import Iterable
from typing import Any

from partners.directory.rules.words import Band, Confidence
from partners.foundation.languages import language
from partners.maps.queries import Located

#: The order of a row's values; empty ones at its end are left out. The script makes objects of them.
COLUMNS = (
    "id", "kind", "group", "name", "native", "region", "country", "lat", "lon",
    "sure", "quiet", "tie", "note", "last", "title",
)  # fmt: skip
ENOUGH = 6


def packed(points: Iterable[Located]) -> bytes:
    """The points as compact JSON, UTF-8."""
    in_english = language() == "en"
    content = {"columns": COLUMNS, "rows": [_row(point, in_english) for point in points]}
    return json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode()


def compressed(content: bytes) -> bytes:
    """The same, gzipped: names and regions repeat themselves."""
    return gzip.compress(content, ENOUGH, mtime=0)


def _row(point: Located, in_english: bool) -> list[Any]:
    # Taken apart at once: reading a database row by name ten thousand times costs more than the query.
    id_, _kind, section, band, name, english, _native, country, region, lat, lon, confidence, *_, title, _text = (
        point.row
    )
    tie = point.tie
    row = [
        id_,
        section,
        int(band == Band.GROUPS),
        name,
        english if in_english else point.beside,
        region,
        country,
        lat,
        lon,
    ]
    row += [int(confidence == Confidence.HIGH), int(point.is_silent)]
    if tie or title:
        row += [
            tie.type if tie else "",
            "intention" if tie and tie.only_intention else "",
            point.last_contact,
            title or "",
        ]
        while row[-1] == "":
            row.pop()
    return row
