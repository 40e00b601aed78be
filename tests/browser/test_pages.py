"""T43 and T44: every page in a real browser. No request to another host, no error, nothing for axe to say."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from tests.support.browser import Watch, new_tab
from tests.support.server import LiveServer

PAGES = {
    "cities": "/partners/?kind=city",
    "hospitals": "/partners/?kind=hospital",
    "no companies": "/partners/?kind=company",
    "ambassadors": "/partners/?kind=ambassador",
    "all partners": "/partners/",
    "nothing found": "/partners/?q=zzzzzz",
    "a city": "/partners/2",
    "a candidate": "/partners/10",
    "a friend": "/partners/9",
    "a hospital": "/partners/12",
    "an institution": "/partners/21",
    "a new city": "/partners/new/city",
    "a new group": "/partners/new/group",
    "correct a partner": "/partners/2/edit",
    "take a tie over": "/partners/2/ties/take-over",
    "contacts": "/contacts/",
    "the contacts of a city": "/partners/2/contacts/",
    "a new contact": "/partners/2/contacts/new",
    "a document": "/documents/1",
    "correct a document": "/documents/1/edit",
    "a new document": "/partners/2/documents/new",
    "files of a record": "/interactions/2/attachments",
    "interactions": "/interactions/",
    "a donation": "/interactions/2",
    "log an interaction": "/interactions/new",
    "log for a partner": "/interactions/new?partner=2",
    "correct an interaction": "/interactions/2/edit",
    "follow-ups": "/follow-ups/",
    "all follow-ups": "/follow-ups/?whose=all&state=done",
    "plan a follow-up": "/follow-ups/new?partner=2",
    "what is next with a partner": "/partners/2/follow-ups",
    "saved views": "/views/",
    "a view to be saved": "/views/partners/new?query=kind%3Dcity",
    "agreements": "/agreements/",
    "the board": "/agreements/board?pipeline=city_foreign",
    "the board of all": "/agreements/board?pipeline=all",
    "a case": "/agreements/1",
    "a case without a partner": "/agreements/2",
    "the gates of a case": "/agreements/1/stage?stage=sister_signed",
    "the council's word": "/agreements/1/consent",
    "start a case": "/agreements/new",
    "the map": "/map/",
    "the map of hospitals": "/map/?kind=hospital&country=KR",
    "nobody on the map": "/map/?chosen=y",
    "the map as a table": "/map/table?kind=city&kind=hospital",
    "the document in the map's frame": "/map/view",
    "today": "/",
    "the account": "/account",
    "another password": "/account/password",
    "no such page": "/no-such-page",
}
AXE = Axe()


def settle(page: Page, address: str) -> None:
    """Open an address and wait until htmx has brought the panels."""
    page.goto(address, wait_until="load")
    page.wait_for_function("() => !document.querySelector('.htmx-request')")
    page.wait_for_timeout(100)


def violations(page: Page) -> list[str]:
    found = AXE.run(page).response["violations"]
    return [
        f"{rule['id']}: {node['html'][:160]} {node.get('failureSummary', '')[:300]}"
        for rule in found
        for node in rule["nodes"]
    ]


@pytest.mark.parametrize("name", PAGES)
def test_a_page_in_the_browser(looking: tuple[Page, Watch], name: str) -> None:
    page, watch = looking
    watch.faults.clear()
    settle(page, PAGES[name])
    assert violations(page) == []
    assert watch.faults == []


@pytest.mark.parametrize(
    "name",
    [
        "cities",
        "a city",
        "log an interaction",
        "the board",
        "the board of all",
        "a case",
        "the map",
        "hospitals",
        "a document",
        "a new document",
    ],
)
def test_a_narrow_page(looking: tuple[Page, Watch], name: str) -> None:
    """On a telephone nothing stands beside the screen."""
    page, watch = looking
    watch.faults.clear()
    page.set_viewport_size({"width": 390, "height": 844})
    try:
        settle(page, PAGES[name])
        wider = page.evaluate("() => document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert wider <= 0, f"{wider} pixels stand out."
        if name == "cities":
            # A card leads to its record, until its reader wants to choose.
            page.get_by_text("선택", exact=True).click()
            page.locator("#partners tbody tr").nth(1).click()
            assert page.locator(".bulk-count").inner_text() == "1곳 선택"
        assert violations(page) == []
        assert watch.faults == []
    finally:
        page.set_viewport_size({"width": 1440, "height": 900})


@pytest.mark.parametrize("name", ["cities", "a city", "log an interaction", "the board", "the map"])
def test_a_page_in_english(looking: tuple[Page, Watch], name: str) -> None:
    page, watch = looking
    watch.faults.clear()
    address = PAGES[name]
    settle(page, f"{address}{'&' if '?' in address else '?'}lang=en")
    try:
        assert page.locator("html").get_attribute("lang") == "en"
        assert violations(page) == []
        assert watch.faults == []
    finally:
        page.goto("/account?lang=ko")


def test_the_sign_in_page(browser: Browser, live_server: LiveServer) -> None:
    page, watch = new_tab(browser, live_server)
    try:
        settle(page, "/login")
        assert violations(page) == []
        page.locator("main button[type=submit]").click()
        page.wait_for_load_state()
        assert violations(page) == []
        assert watch.faults == []
    finally:
        page.context.close()


def test_pages_work_without_scripts(browser: Browser, live_server: LiveServer) -> None:
    page, _watch = new_tab(browser, live_server, java_script_enabled=False)
    try:
        page.goto("/login")
        page.locator("input[name=username]").fill("manager")
        page.locator("input[name=password]").fill("correct horse battery staple")
        page.locator("main button[type=submit]").click()
        page.goto("/partners/?kind=city")
        assert page.get_by_text("영암군").first.is_visible()
        page.goto("/partners/2")
        assert page.locator("h1").inner_text()
    finally:
        page.context.close()
