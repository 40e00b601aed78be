"""The base map in static/geo: what it holds, where it comes from, how heavy it is."""

import gzip
import hashlib
import json
from typing import Any

import pytest

from partners.foundation.settings import PROJECT
from partners.maps.drawing import HOME_DISTRICT

GEO = PROJECT / "static" / "geo"
FILES = ("world.json", "korea.json", "places.json")
DISTRICTS = 253
RAW_BYTES = 400_000
COMPRESSED_BYTES = 130_000


def read(name: str) -> Any:
    return json.loads((GEO / name).read_text())


def points_of(topology: Any, layer: str, code: str) -> list[tuple[float, float]]:
    """Every corner of a shape, as (longitude, latitude)."""
    (sx, sy), (tx, ty) = topology["transform"]["scale"], topology["transform"]["translate"]
    shape = next(each for each in topology["objects"][layer]["geometries"] if each.get("id") == code)
    polygons = [shape["arcs"]] if shape["type"] == "Polygon" else shape["arcs"]
    found = []
    for arc in (arc if arc >= 0 else ~arc for polygon in polygons for ring in polygon for arc in ring):
        x = y = 0
        for dx, dy in topology["arcs"][arc]:
            x, y = x + dx, y + dy
            found.append((x * sx + tx, y * sy + ty))
    return found


def place(korean: str) -> dict[str, Any]:
    places = read("places.json")
    return next(
        found for row in places["rows"] if (found := dict(zip(places["columns"], row, strict=True)))["ko"] == korean
    )


def test_dokdo_and_ulleungdo_are_drawn() -> None:
    korea = read("korea.json")
    dokdo = points_of(korea, "dokdo", "dokdo")
    assert {round(lon, 2) for lon, _ in dokdo} == {131.86, 131.87}
    assert {round(lat, 2) for _, lat in dokdo} == {37.24}
    ulleungdo = points_of(korea, "sigungu", "47940")
    assert max(lon for lon, _ in ulleungdo) - min(lon for lon, _ in ulleungdo) > 0.1


@pytest.mark.parametrize(
    ("name", "english", "lat", "lon"),
    [("울릉도", "Ulleungdo", 37.50, 130.87), ("독도", "Dokdo", 37.2411, 131.8644)],
)
def test_the_islands_are_named_from_afar(name: str, english: str, lat: float, lon: float) -> None:
    named = place(name)
    assert (named["en"], named["zoom"]) == (english, 5)
    assert abs(named["lat"] - lat) < 0.01
    assert abs(named["lon"] - lon) < 0.01


@pytest.mark.parametrize(("name", "english"), [("동해", "East Sea"), ("황해", "Yellow Sea")])
def test_the_seas_bear_their_names(name: str, english: str) -> None:
    assert (place(name)["kind"], place(name)["en"]) == ("sea", english)


def test_every_district_is_there_and_yeongdeungpo_has_its_quarters() -> None:
    korea = read("korea.json")
    assert len(korea["objects"]["sigungu"]["geometries"]) == DISTRICTS
    assert points_of(korea, "sigungu", HOME_DISTRICT)
    assert "여의도동" in {each["id"] for each in korea["objects"]["dong"]["geometries"]}
    assert place("영등포구")["en"] == "Yeongdeungpo-gu"


def test_no_shape_runs_across_the_whole_world() -> None:
    # A shape that jumps from 180° to -180° would be drawn as a band over every ocean.
    world = read("world.json")
    (sx, _), _ = world["transform"]["scale"], world["transform"]["translate"]
    assert max(abs(dx) * sx for arc in world["arcs"] for dx, _ in arc[1:]) < 30


def test_the_manifest_tells_the_truth() -> None:
    manifest = read("manifest.json")
    assert set(manifest["files"]) == set(FILES)
    for name, told in manifest["files"].items():
        content = (GEO / name).read_bytes()
        assert (told["sha256"], told["bytes"]) == (hashlib.sha256(content).hexdigest(), len(content))
    assert all(source["licence"] and source["package"] for source in manifest["sources"])


def test_the_base_map_is_light() -> None:
    contents = [(GEO / name).read_bytes() for name in FILES]
    assert sum(map(len, contents)) < RAW_BYTES
    assert sum(len(gzip.compress(content, 9)) for content in contents) < COMPRESSED_BYTES
