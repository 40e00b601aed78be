"""Partners as JSON: names travel as data, never inside the folium document."""

import gzip
import json
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from operator import itemgetter
from typing import Any

from babel.core import get_global

from partners.directory.pages.stages import stage_of
from partners.directory.rules.words import Band, Confidence
from partners.foundation.languages import language
from partners.foundation.pages import country_name
from partners.geography.atlas import district_names
from partners.maps.grid import Crowd
from partners.maps.queries import Located

#: What a full point says. `stage` is a place in the list of stages that goes with them, from 1; `status` is empty
#: for an active tie.
COLUMNS = (
    "id", "kind", "group", "name", "native", "region", "country", "lat", "lon",
    "sure", "quiet", "tie", "note", "last", "title", "status", "stage",
)  # fmt: skip
#: What a slim one says, where there are many.
SLIM = ("id", "kind", "group", "name", "region", "lat", "lon", "sure", "quiet", "tie", "status")
ENOUGH = 6
ABOUT_A_METRE, ABOUT_TEN_METRES = 5, 4


def packed(points: Iterable[Located], crowds: Sequence[Crowd] | None = None) -> bytes:
    """The points as compact JSON, UTF-8; with the crowds beside them where there are too many to send each.

    A list a column, since like stands by like compresses better; ids as differences.
    """
    in_english = language() == "en"
    stages = _Stages()
    rows = sorted((_row(point, in_english, stages) for point in points), key=itemgetter(0))
    content = _by_column(COLUMNS, list(zip(*rows, strict=True)))
    if crowds is not None:
        content["crowds"] = [_crowd(crowd) for crowd in crowds]
    return _json({**content, "stages": stages.labels})


def packed_slim(rows: Sequence[Any], ties: dict[int, tuple[str, str]], silent: set[int]) -> bytes:
    """The same of many: rows of queries.slim, by id, without what only a card says."""
    if not rows:
        return _json(_by_column(SLIM, []))
    ids, _kinds, sections, bands, names, regions, lats, lons, confidences = zip(*rows, strict=True)
    closest = [ties.get(id_, ("", "")) for id_ in ids]
    columns = [
        ids,
        sections,
        [int(band == Band.GROUPS) for band in bands],
        names,
        regions,
        [round(lat, ABOUT_TEN_METRES) for lat in lats],
        [round(lon, ABOUT_TEN_METRES) for lon in lons],
        [int(confidence == Confidence.HIGH) for confidence in confidences],
        [int(id_ in silent) for id_ in ids],
        [tie for tie, _status in closest],
        ["" if status == "active" else status for _tie, status in closest],
    ]
    return _json({**_by_column(SLIM, columns), "slim": 1})


def _by_column(names: Sequence[str], columns: Sequence[Sequence[Any]]) -> dict[str, Any]:
    if not columns:
        return {"columns": names, "values": [[] for _name in names]}
    ids = columns[0]
    steps = [after - before for before, after in zip((0, *ids), ids, strict=False)]
    return {"columns": names, "values": [steps, *columns[1:]]}


def _json(content: dict[str, Any]) -> bytes:
    return json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode()


def packed_lines(lines: Iterable[Any], years: tuple[int, int]) -> bytes:
    """Exchanges with cities: id, name, latitude, longitude, how many."""
    return _json({"years": years, "rows": [[row.id, row.name_ko, row.lat, row.lon, row.number] for row in lines]})


def packed_areas(districts: Mapping[str, int], countries: Mapping[str, int]) -> bytes:
    """How many stand in which area, the most first: its code in the files of the base map, its name, the number."""
    if districts:
        names = district_names()
        english = language() == "en"
        named = {code: names[code].name_en if english else names[code].name_ko for code in districts if code in names}
        rows = [[code, name, districts[code]] for code, name in named.items()]
    else:
        numbers = _country_numbers()
        rows = [[numbers.get(code, code), country_name(code), number] for code, number in countries.items()]
    return _json({"rows": sorted(rows, key=lambda row: (-row[2], row[1]))})


@lru_cache(maxsize=1)
def _country_numbers() -> dict[str, str]:
    """The base map calls countries by their ISO numbers."""
    aliases = get_global("territory_aliases")
    return {letters[0]: number for number, letters in aliases.items() if number.isdigit() and len(letters) == 1}


def compressed(content: bytes) -> bytes:
    """The same, gzipped: names and regions repeat themselves."""
    return gzip.compress(content, ENOUGH, mtime=0)


class _Stages:
    """The names of the stages in which the partners are, each once."""

    def __init__(self) -> None:
        self.labels: list[str] = []
        self._places: dict[tuple[str, str], int] = {}

    def place(self, pipeline: str | None, stage: str | None) -> int | str:
        """Where the name stands in the list, from 1; empty without a stage."""
        if not pipeline or not stage:
            return ""
        if (pipeline, stage) not in self._places:
            found = stage_of(pipeline, stage)
            self.labels.append(str(found.label) if found else "")
            self._places[pipeline, stage] = len(self.labels)
        return self._places[pipeline, stage]


def _crowd(crowd: Crowd) -> list[Any]:
    places = (crowd.lat, crowd.lon, crowd.south, crowd.west, crowd.north, crowd.east)
    return [*(round(place, ABOUT_A_METRE) for place in places), dict(crowd.kinds.most_common())]


def _row(point: Located, in_english: bool, stages: _Stages) -> list[Any]:
    # Taken apart at once: reading a database row by name ten thousand times costs more than the query.
    id_, _kind, section, band, name, english, _native, country, region, lat, lon, confidence, *rest = point.row
    pipeline, stage, *_, title, _text = rest
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
    row += [
        tie.type if tie else "",
        "intention" if tie and tie.only_intention else "",
        point.last_contact,
        title or "",
        tie.status if tie and tie.status != "active" else "",
        stages.place(pipeline, stage),
    ]
    return row
