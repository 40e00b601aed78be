"""The folium document: nothing from outside, nothing run, a nonce on every script (T8)."""

import json
import re
from typing import Any

import html5lib
import pytest

from partners.maps import drawing
from partners.maps.tiles import Tiles

NONCE = "a-nonce"
WORDS = drawing.Words(
    language="ko",
    title="지도",
    zoom_in="+",
    zoom_out="-",
    full_screen="[]",
    failed="…",
    sources="Natural Earth",
    without_script="…",
)
LOOK = drawing.Look(middle=(35.0, 127.0), zoom=5)
HOSTILE = [
    "</script><script>alert(1)</script>",
    "{{ 7 * 7 }}",
    "{% include 'x' %}",
    "${alert(1)}",
    '"><img src=x onerror=alert(1)>',
]


def drawn(settings: dict[str, Any] | None = None, tiles: Tiles | None = None) -> str:
    return drawing.document(
        LOOK, WORDS, settings or {}, nonce=NONCE, static_url=lambda name: f"/static/{name}", tiles=tiles
    )


def parsed(document: str) -> Any:
    return html5lib.parse(document, namespaceHTMLElements=False)


def test_every_address_is_our_own() -> None:
    document = drawn()
    assert not re.search(r"(?:https?:)?//\w", document)
    loaded = [node.get("src") or node.get("href") for node in parsed(document).iter() if node.tag in {"script", "link"}]
    assert all(address.startswith("/static/") for address in loaded if address)


def test_every_script_carries_the_nonce() -> None:
    assert {node.get("nonce") for node in parsed(drawn()).iter("script")} == {NONCE}


def test_nothing_is_styled_inline() -> None:
    page = parsed(drawn())
    assert not list(page.iter("style"))
    assert not [name for node in page.iter() for name in node.attrib if name == "style" or name.startswith("on")]


def test_leaflet_and_the_clusters_are_the_only_libraries() -> None:
    scripts = [node.get("src") for node in parsed(drawn()).iter("script") if node.get("src")]
    assert [name.split("/")[3] for name in scripts if "vendor" in name] == [
        "leaflet-1.9.4",
        "leaflet.markercluster-1.5.3",
    ]


@pytest.mark.parametrize("text", HOSTILE)
def test_what_stands_in_the_settings_stays_text(text: str) -> None:
    # No name ever stands there; this is the second lock. folium alone would run {{ 7 * 7 }} and ${…}.
    document = drawn({"words": {"open": text}})
    script = [node for node in parsed(document).iter("script") if not node.get("src")]
    assert len(script) == 1
    sent = re.search(r"showPoints\(map_partners, (\{.*\})\);", script[0].text or "")
    assert sent is not None
    assert json.loads(sent[1])["words"]["open"] == text
    assert "49" not in document


def test_tiles_only_when_the_office_has_some_and_never_instead_of_the_land() -> None:
    assert "layTiles" not in drawn()
    tiled = drawn(tiles=Tiles(address="https://tiles.example.org/{z}/{x}/{y}.png"))
    assert "https://tiles.example.org/{z}/{x}/{y}.png" in tiled
    assert "drawBaseMap" in tiled
    assert "protomaps" not in tiled


def test_tiles_that_are_data_bring_what_draws_them() -> None:
    assert "/static/vendor/protomaps-leaflet-5.1.0/" in drawn(tiles=Tiles(address="/map/tiles/{z}", is_vector=True))


def test_the_document_is_light() -> None:
    assert len(drawn({"points": "/map/points"}).encode()) < 4096
