"""The map's rows of the bench: `python -m tests.bench.maps` (about four minutes; needs PostgreSQL and Chromium).

10,000 and 100,000 partners of the volume data in databases of their own, our server, and a real browser. Beside
them, in the same run, what folium makes of the same 10,000 points by itself: MarkerCluster with a popup each, and
FastMarkerCluster; its libraries are served from our own files, so that no network weighs in. Writes
docs/benchmarks-map.md and fails on a row above its bar.
"""

import gzip
import http.client
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import folium
import psycopg
from folium.plugins import FastMarkerCluster, MarkerCluster
from playwright.sync_api import Browser, Page, Route, expect, sync_playwright
from sqlalchemy import make_url

from partners.foundation.settings import PROJECT
from tests.support.browser import FLAGS
from tests.support.office import PASSWORD, SECRET_KEY
from tests.support.server import _free_port
from tests.support.services import chromium, postgres_url

RESULTS = PROJECT / "docs" / "benchmarks-map.md"
FEW, MANY = 10_000, 100_000
ROUNDS, LOOKS = 30, 3
#: What folium's page asks of the network, and where it lies here; of the rest the map does without.
VENDOR = PROJECT / "static" / "vendor"
AT_HAND = {
    "leaflet.js": VENDOR / "leaflet-1.9.4" / "leaflet.js",
    "leaflet.css": VENDOR / "leaflet-1.9.4" / "leaflet.css",
    "leaflet.markercluster.js": VENDOR / "leaflet.markercluster-1.5.3" / "leaflet.markercluster.js",
    "MarkerCluster.css": VENDOR / "leaflet.markercluster-1.5.3" / "MarkerCluster.css",
    # Popups of folium need it; Debian's libjs-jquery.
    "jquery-3.7.1.min.js": Path("/usr/share/javascript/jquery/jquery.min.js"),
}
#: folium's map without tiles, and a marker without its icon font.
BARE: dict[str, Any] = {"location": [37.5, 127.0], "zoom_start": 6, "tiles": None, "maxZoom": 18}
PLAIN_MARKER = "function (row) { return L.marker(new L.LatLng(row[0], row[1])); };"
#: Where the map is looked at, from the world to a street: south, west, north, east.
VIEWS = {
    2: "-60,-60,80,330", 5: "20,105,50,147", 7: "33,124,39,132", 9: "36.9,126,38.1,128", 11: "37.3,126.5,37.7,127.3",
    13: "37.45,126.8,37.6,127", 15: "37.5,126.87,37.54,126.93", 17: "37.515,126.89,37.525,126.905",
}  # fmt: skip


@dataclass(frozen=True)
class Row:
    """A line of the table; `bar` None is for comparison only."""

    label: str
    value: float
    unit: str
    bar: float | None = None

    @property
    def is_over(self) -> bool:
        return self.bar is not None and self.value > self.bar

    def __str__(self) -> str:
        bar = "–" if self.bar is None else f"{self.bar:g} {self.unit}"
        return f"| {self.label} | {self.value:,.1f} {self.unit} | {bar}{' **over**' if self.is_over else ''} |"


def main() -> int:
    with sync_playwright() as playwright, closing(_browser(playwright)) as browser:
        rows = [*_ours(FEW, browser, _few), *_ours(MANY, browser, _many), *_naive(_points(FEW), browser)]
    machine = (
        f"{date.today().isoformat()}, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f} at the end, PostgreSQL."
    )
    table = "\n".join(["| | measured | at most |", "|---|---|---|", *map(str, rows)])
    RESULTS.write_text(f"# The map, measured\n\n`python -m tests.bench.maps`: {machine}\n\n{table}\n", encoding="utf-8")
    print(table)
    return int(any(row.is_over for row in rows))


def _browser(playwright: Any) -> Browser:
    browser: Browser = playwright.chromium.launch(executable_path=chromium(), args=list(FLAGS))
    return browser


# Ours


def _ours(number: int, browser: Browser, rows: Callable[["Visitor", Page], Iterator[Row]]) -> list[Row]:
    with _served(_database(number)) as port:
        page = browser.new_page(base_url=f"http://127.0.0.1:{port}", viewport={"width": 1440, "height": 900})
        page.goto("/login")
        page.fill("input[name=username]", "manager")
        page.fill("input[name=password]", PASSWORD)
        page.click("main button[type=submit]")
        page.wait_for_load_state("load")
        cookie = "; ".join(f"{one['name']}={one['value']}" for one in page.context.cookies())
        found = list(rows(Visitor(port, cookie), page))
        page.close()
    return found


def _few(visitor: "Visitor", page: Page) -> Iterator[Row]:
    document, points = visitor.asked("/map/view", ROUNDS), visitor.asked("/map/points", LOOKS)
    yield Row("10,000: document, server", document.median, "ms", 15)
    yield Row("10,000: document", document.size / 1024, "KB", 6)
    yield Row("10,000: points, server", points.median, "ms")
    yield Row("10,000: points, compressed", points.size / 1024, "KB", 150)
    yield Row("10,000: map ready in the browser", _ready(page, "/map/view", ".map-cluster"), "s", 1.5)


def _many(visitor: "Visitor", page: Page) -> Iterator[Row]:
    yield Row("100,000: document, server", visitor.asked("/map/view", ROUNDS).median, "ms", 15)
    yield Row("100,000: map ready in the browser", _ready(page, "/map/view", ".map-cluster"), "s", 4)
    for zoom, view in VIEWS.items():
        answer = visitor.asked(f"/map/points?zoom={zoom}&in={view}", LOOKS)
        yield Row(f"100,000: crowds at zoom {zoom}, {answer.size / 1024:.0f} KB, server", answer.median / 1000, "s", 4)
    yield Row("100,000: the slowest step of zoom in the browser", max(_steps(page)), "s", 4)


def _ready(page: Page, address: str, symbol: str) -> float:
    times = []
    for _look in range(LOOKS):
        begun = time.perf_counter()
        page.goto(address)
        expect(page.locator(symbol).first).to_be_visible(timeout=120_000)
        times.append(time.perf_counter() - begun)
    return statistics.median(times)


def _steps(page: Page) -> Iterator[float]:
    for _step in range(9):
        page.wait_for_timeout(400)
        begun = time.perf_counter()
        with page.expect_response("**/map/points*"):
            page.locator(".leaflet-control-zoom-in").click()
        page.evaluate("() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")
        yield time.perf_counter() - begun


@dataclass(frozen=True)
class Answer:
    """The middle time in ms, and how many bytes travelled."""

    median: float
    size: int


@dataclass(frozen=True)
class Visitor:
    """Somebody signed in, who asks past the browser."""

    port: int
    cookie: str

    def asked(self, path: str, rounds: int) -> Answer:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=120)
        times, size = [], 0
        for _round in range(rounds):
            begun = time.perf_counter()
            connection.request("GET", path, headers={"Cookie": self.cookie, "Accept-Encoding": "gzip"})
            answer = connection.getresponse()
            size = len(answer.read())
            times.append((time.perf_counter() - begun) * 1000)
            if answer.status != 200:
                raise RuntimeError(f"{path} answers {answer.status}")
        return Answer(statistics.median(times), size)


# Data and server


def _database(number: int) -> str:
    server = postgres_url()
    if server is None:
        raise SystemExit("The map's bench needs a PostgreSQL server (TEST_POSTGRES_URL).")
    name = f"partners_bench_map_{number}"
    url = make_url(server).set(database=name).render_as_string(hide_password=False)
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
        connection.execute(f'CREATE DATABASE "{name}"')
    # A few more than are asked for: some of the volume data have no coordinates.
    size = {"partners": number, "contacts": 1, "interactions": number, "agreements": max(number // 10, 1)}
    _flask(url, "db", "upgrade")
    _flask(url, "bench", "load", *(word for key, value in size.items() for word in (f"--{key}", str(value))))
    with psycopg.connect(url, autocommit=True) as connection:
        # Every point counts: those without a place get one beside Yeongdeungpo.
        connection.execute(
            "UPDATE partners SET lat = 37.4 + (id % 997) / 5000.0, lon = 126.8 + (id % 991) / 5000.0, "
            "point_confidence = 'low' WHERE lat IS NULL OR lon IS NULL"
        )
        connection.execute("VACUUM ANALYZE")
    return url


def _environment(url: str) -> dict[str, str]:
    folder = PROJECT / "instance" / "bench-map"
    folder.mkdir(parents=True, exist_ok=True)
    return {
        **os.environ, "PARTNERS_MODE": "demo", "DATABASE_URL": url, "INSTANCE_DIR": str(folder),
        "SECRET_KEY": SECRET_KEY, "DEMO_PASSWORD": PASSWORD,
    }  # fmt: skip


def _flask(url: str, *words: str) -> None:
    command = [sys.executable, "-m", "flask", "--app", "wsgi", *words]
    subprocess.run(command, cwd=PROJECT, env=_environment(url), check=True, stderr=subprocess.DEVNULL)


@contextmanager
def _served(url: str) -> Iterator[int]:
    port = _free_port()
    command = [sys.executable, "-m", "granian", "--interface", "wsgi", "--host", "127.0.0.1", "--workers", "2"]
    command += ["--port", str(port), "wsgi:app"]
    quiet = subprocess.DEVNULL
    server = subprocess.Popen(command, cwd=PROJECT, env=_environment(url), stdout=quiet, stderr=quiet)
    try:
        _wait_for(port)
        yield port
    finally:
        server.terminate()
        server.wait()


def _wait_for(port: int) -> None:
    for _try in range(200):
        try:
            connection = http.client.HTTPConnection("127.0.0.1", port, timeout=2)
            connection.request("GET", "/healthz")
            if connection.getresponse().status == 200:
                return
        except OSError:
            time.sleep(0.2)
    raise SystemExit("The server did not start.")


# What folium does by itself


def _points(number: int) -> list[tuple[float, float, str]]:
    url = make_url(postgres_url() or "").set(database=f"partners_bench_map_{number}")
    with psycopg.connect(url.render_as_string(hide_password=False)) as connection:
        return connection.execute("SELECT lat, lon, name_ko FROM partners WHERE lat IS NOT NULL").fetchall()


def _naive(points: list[tuple[float, float, str]], browser: Browser) -> Iterator[Row]:
    for label, build in (("MarkerCluster, a popup each", _marker_cluster), ("FastMarkerCluster", _fast_cluster)):
        begun = time.perf_counter()
        html = build(points).get_root().render()
        took = (time.perf_counter() - begun) * 1000
        packed = len(gzip.compress(html.encode(), 6)) / 1024
        yield Row(f"10,000, folium's {label}: document, server", took, "ms")
        yield Row(f"10,000, folium's {label}: document, compressed", packed, "KB")
        if all(path.exists() for path in AT_HAND.values()):
            yield Row(f"10,000, folium's {label}: map ready in the browser", _naive_ready(html, browser), "s")


def _marker_cluster(points: list[tuple[float, float, str]]) -> folium.Map:
    made = folium.Map(**BARE)
    cluster = MarkerCluster().add_to(made)
    for lat, lon, name in points:
        folium.Marker([lat, lon], popup=name).add_to(cluster)
    return made


def _fast_cluster(points: list[tuple[float, float, str]]) -> folium.Map:
    made = folium.Map(**BARE)
    FastMarkerCluster([[lat, lon] for lat, lon, _name in points], callback=PLAIN_MARKER).add_to(made)
    return made


def _naive_ready(html: str, browser: Browser) -> float:
    page = browser.new_page(viewport={"width": 1440, "height": 900})

    def answer(route: Route) -> None:
        name = route.request.url.rpartition("/")[2]
        if name == "naive":
            route.fulfill(body=html, content_type="text/html; charset=utf-8")
        elif name in AT_HAND:
            route.fulfill(path=AT_HAND[name])
        else:
            route.abort()

    page.route("**/*", answer)
    found = _ready(page, "http://127.0.0.1/naive", ".marker-cluster")
    page.close()
    return found


if __name__ == "__main__":
    sys.exit(main())
