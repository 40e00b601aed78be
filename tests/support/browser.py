"""A real Chromium on the live server, watched: what a page must never do fails the test."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Dialog, Page, Request, Response, sync_playwright

from tests.support import services
from tests.support.office import PASSWORD
from tests.support.server import LiveServer

FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    # Whatever tries to leave this machine fails at once.
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
)
PATIENCE_MS = 10_000
NO_FAULTS = ("the server responded with a status of 4", "htmx:sendAbort", "htmx:afterRequest")
PARTS = frozenset({"stylesheet", "script", "image", "font", "media", "manifest"})


class Watch:
    """Collects what a page does wrong: errors on the console (CSP too), dialogs, requests to other hosts."""

    def __init__(self, page: Page, host: str) -> None:
        self.host = host
        self.faults: list[str] = []
        page.on("console", self._console)
        page.on("pageerror", lambda error: self.faults.append(f"script error: {error}"))
        page.on("dialog", self._dialog)
        page.on("request", self._request)
        page.on("response", self._response)

    def _console(self, message: ConsoleMessage) -> None:
        # An answer of 4xx is no fault of the page, nor is a panel that was still loading when its reader went on;
        # parts that are missing are caught below.
        if message.type == "error" and not any(words in message.text for words in NO_FAULTS):
            self.faults.append(f"console: {message.text}")

    def _dialog(self, dialog: Dialog) -> None:
        if dialog.type == "beforeunload":
            dialog.accept()
        else:
            self.faults.append(f"dialog: {dialog.message}")
            dialog.dismiss()

    def _request(self, request: Request) -> None:
        address = urlsplit(request.url)
        if address.scheme in {"http", "https", "ws", "wss"} and address.netloc != self.host:
            self.faults.append(f"request to another host: {request.url}")

    def _response(self, response: Response) -> None:
        is_part = response.request.resource_type in PARTS
        if response.status >= 500 or (response.status >= 400 and is_part):
            self.faults.append(f"{response.status} from {response.url}")


@pytest.fixture(scope="session")
def live_server(workshop: Path) -> Iterator[LiveServer]:
    server = LiveServer(workshop)
    yield server
    server.stop()


@pytest.fixture
def live(live_server: LiveServer) -> LiveServer:
    """A running server with the report of 2020."""
    live_server.restore()
    return live_server


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    path = services.chromium()
    if path is None:
        services.do_without("Chromium")
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=path, args=list(FLAGS))
        yield chromium
        chromium.close()


@pytest.fixture
def page(browser: Browser, live: LiveServer) -> Iterator[Page]:
    """A tab on the live server, 1440 × 900, in Korean."""
    tab, watch = new_tab(browser, live)
    yield tab
    tab.context.close()
    assert not watch.faults, "\n".join(watch.faults)


def new_tab(browser: Browser, server: LiveServer, **options: Any) -> tuple[Page, Watch]:
    """A tab with cookies of its own, and what watches it. Close its context when done."""
    settings = {"locale": "ko-KR", "timezone_id": "Asia/Seoul", "viewport": {"width": 1440, "height": 900}, **options}
    context = browser.new_context(base_url=server.url, **settings)
    context.set_default_timeout(PATIENCE_MS)
    tab = context.new_page()
    return tab, Watch(tab, urlsplit(server.url).netloc)


def sign_in(page: Page, username: str) -> None:
    """Sign in without opening a page: the tab has the session from now on, and goes where the test goes."""
    caller = page.context.request
    token = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', caller.get("/login").text())
    assert token, "The sign-in page carries no token."
    sent = {"csrf_token": token[1], "username": username, "password": PASSWORD}
    assert caller.post("/login", form=sent, max_redirects=0).status == 303, f"{username} could not sign in."


def sign_in_by_hand(page: Page, username: str) -> None:
    """Sign in as a person does, and stand on the first page."""
    page.goto("/login")
    page.locator("input[name=username]").fill(username)
    page.locator("input[name=password]").fill(PASSWORD)
    page.locator("main button[type=submit]").click()
    page.wait_for_url(lambda address: "/login" not in address)
