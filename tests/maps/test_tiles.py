"""Tiles of the office's own over the built-in map: out of a PMTiles file, or of its map server."""

import gzip
import threading
from base64 import b64encode
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from playwright.sync_api import Browser, FrameLocator, Page, expect
from pmtiles.tile import Compression, TileType

from partners.application import create_app
from partners.foundation.settings import SettingsError
from partners.maps.tiles import Archive
from tests.maps.test_browser import frame_of
from tests.support.browser import new_tab, sign_in
from tests.support.office import settings_of
from tests.support.server import LiveServer
from tests.support.tiles import archive, red_picture, vector_tile

pytestmark = pytest.mark.one_database
RED = [200, 30, 30]
LAND_OF_THE_FILE = [226, 223, 218]
#: The colour of the saved picture in the north of Korea, where no symbol of ours stands.
COLOUR = """async (address) => {
    const picture = Object.assign(new Image(), { src: address });
    await picture.decode();
    const pen = new OffscreenCanvas(picture.width, picture.height).getContext("2d");
    pen.drawImage(picture, 0, 0);
    return [...pen.getImageData(picture.width * 0.62, picture.height * 0.3, 1, 1).data.slice(0, 3)];
}"""


class MapServer(BaseHTTPRequestHandler):
    """The office's map server: one red picture, whatever is asked."""

    def do_GET(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "image/png")
        self.end_headers()
        self.wfile.write(red_picture())

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing: the test's output is for the test."""


@contextmanager
def office_with(folder: Path, **environment: str) -> Iterator[LiveServer]:
    """A running office of its own with these settings besides."""
    server = LiveServer(folder, **environment)
    try:
        yield server
    finally:
        server.stop()


def test_a_file_of_pictures_is_read_tile_by_tile(tmp_path: Path) -> None:
    held = Archive(archive(tmp_path / "korea.pmtiles", TileType.PNG, red_picture()))
    found = held.find(5, 27, 12)
    assert found is not None
    assert (found.content, found.media_type, found.encoding) == (red_picture(), "image/png", None)
    assert held.find(7, 0, 0) is None
    assert held.find(2, 4, 0) is None
    shown = held.tiles("/map/tiles/{z}/{x}/{y}")
    assert (shown.min_zoom, shown.max_zoom, shown.is_vector) == (0, 6, False)
    assert shown.bounds == ((33.0, 124.0), (39.0, 132.0))
    assert shown.sources == "국토지리정보원 시험 지도"


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 no map", b"PMTiles\x02 of the year 2021"])
def test_the_office_does_not_start_with_a_file_that_is_no_map(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "map.pmtiles").write_bytes(content)
    with pytest.raises(SettingsError, match="not a PMTiles file"):
        create_app(settings_of(tmp_path, "sqlite://", MAP_PMTILES=str(tmp_path / "map.pmtiles")))


def test_the_office_does_not_start_without_the_file_that_it_names(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="no such file"):
        settings_of(tmp_path, "sqlite://", MAP_PMTILES=str(tmp_path / "away.pmtiles"))


def test_streets_out_of_a_file_of_the_office(browser: Browser, tmp_path: Path) -> None:
    path = archive(tmp_path / "korea.pmtiles", TileType.MVT, gzip.compress(vector_tile()), Compression.GZIP)
    with office_with(tmp_path, MAP_PMTILES=str(path)) as office:
        page, watch = new_tab(browser, office)
        frame = _open_map(page)
        expect(frame.locator(".leaflet-tiles-pane canvas").first).to_be_visible()
        expect(frame.locator(".map-sources")).to_contain_text("국토지리정보원 시험 지도")
        expect(frame.locator(".map-place", has_text="동중국해")).to_be_visible()
        frame.get_by_role("button", name="영등포").click()
        expect(frame.locator(".map-place.is-island")).to_have_count(0)
        expect(frame.locator(".map-place.is-quarter")).to_have_count(0)
        frame.get_by_role("button", name="동아시아").click()
        expect(frame.locator(".map-place", has_text="동중국해")).to_be_visible()
        assert page.evaluate(COLOUR, _picture(page)) == LAND_OF_THE_FILE
        assert page.context.request.get("/map/tiles/9/0/0").status == 204
        page.context.close()
    assert not watch.faults


def test_pictures_of_the_map_server(browser: Browser, tmp_path: Path) -> None:
    tiles = ThreadingHTTPServer(("127.0.0.1", 0), MapServer)
    threading.Thread(target=tiles.serve_forever, daemon=True).start()
    address = f"http://127.0.0.1:{tiles.server_port}"
    with office_with(tmp_path, MAP_TILES_URL=address + "/{z}/{x}/{y}.png") as office:
        page, watch = new_tab(browser, office)
        frame = _open_map(page)
        expect(frame.locator(".leaflet-tiles-pane img").first).to_be_visible()
        expect(frame.get_by_role("button", name="몬테레이파크시")).to_be_visible()
        # The saved picture stays without them, since another host's pictures would lock it; our own sea is in it.
        assert page.evaluate(COLOUR, _picture(page)) != RED
        page.context.close()
    tiles.shutdown()
    assert watch.faults
    assert all(fault.startswith(f"request to another host: {address}/") for fault in watch.faults)


def _open_map(page: Page) -> FrameLocator:
    sign_in(page, "exchange")
    page.goto("/map/?kind=city")
    return frame_of(page)


def _picture(page: Page) -> str:
    """The saved picture of the map, as an address of its content."""
    with page.expect_download() as saved:
        page.get_by_role("button", name="그림으로 저장").click()
    return "data:image/png;base64," + b64encode(saved.value.path().read_bytes()).decode()
