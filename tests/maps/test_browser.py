"""The map in a real Chromium. The tab itself fails on any error, dialog, CSP report or request to another host (T8)."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import FrameLocator, Page, expect

from partners.directory.actions import create_partner
from tests.support.browser import sign_in
from tests.support.hostile import HOSTILE
from tests.support.server import LiveServer

pytestmark = pytest.mark.one_database


def frame_of(page: Page) -> FrameLocator:
    frame = page.frame_locator("[data-map-frame]")
    expect(frame.locator("html[data-map=ready]")).to_have_count(1)
    return frame


def open_map(page: Page, address: str = "/map/") -> FrameLocator:
    sign_in(page, "exchange")
    page.goto(address)
    return frame_of(page)


def test_the_report_on_the_map(page: Page, live: LiveServer) -> None:
    frame = open_map(page)
    expect(frame.locator(".map-cluster, .map-point").first).to_be_visible()
    for name in ("울릉도", "독도", "동해", "황해"):
        expect(frame.locator(".map-place", has_text=name)).to_be_visible()
    expect(page.locator("[data-map-count]")).to_have_text("이 화면에 28곳")
    expect(page.locator("[data-map-outside]")).to_have_text("화면 밖 4곳")
    expect(frame.get_by_role("button", name="몬테레이파크시")).to_be_visible()


def test_filters_reach_the_frame_at_once(page: Page, live: LiveServer) -> None:
    frame = open_map(page)
    with page.expect_response("**/map/points*"):
        page.get_by_role("checkbox", name="올해 기록 없음").check()
    expect(page.locator("[data-map-query]")).to_have_attribute(
        "data-map-query",
        "chosen=y&kind=city&kind=hospital&kind=company&kind=ambassador&kind=supporter&kind=institution&silent=y",
    )
    expect(frame.get_by_role("button", name="고성군")).to_be_visible()
    expect(page.locator("[data-map-count]")).to_have_text("이 화면에 2곳")
    assert "silent=y" in page.url


def test_the_keyboard_opens_a_partner_and_comes_back(page: Page, live: LiveServer) -> None:
    frame = open_map(page, "/map/?kind=city&silent=y")
    symbol = frame.get_by_role("button", name="고성군")
    symbol.focus()
    page.keyboard.press("Enter")
    card = frame.get_by_role("dialog", name="고성군")
    expect(card).to_be_focused()
    expect(card.get_by_role("link", name="파트너 열기")).to_have_attribute("target", "_parent")
    page.keyboard.press("Escape")
    expect(card).to_have_count(0)
    expect(symbol).to_be_focused()


def test_a_partner_opens_in_the_page_and_not_in_the_frame(page: Page, live: LiveServer) -> None:
    frame = open_map(page)
    page.get_by_role("button", name="기시와다시 지도에서 보기", exact=True).click()
    card = frame.get_by_role("dialog", name="기시와다시")
    expect(card).to_contain_text("기시와다시 일한친선협회")
    card.get_by_role("link", name="파트너 열기").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("기시와다시")


def test_what_is_drawn_besides_and_what_can_be_taken_away(page: Page, live: LiveServer) -> None:
    frame = open_map(page, "/map/?kind=city&lines=all&areas=district")
    legends = frame.locator(".map-legends")
    expect(legends).to_contain_text("지역별 파트너 수")
    expect(legends).to_contain_text("교류 횟수 ~2020")
    expect(legends.get_by_role("listitem").filter(has_text="기시와다시")).to_be_visible()
    page.locator("select[name=year]").select_option("2001")
    expect(page.locator("[data-map-count]")).to_have_text("이 화면에 4곳")
    page.get_by_role("slider").press("ArrowRight")
    expect(page.locator("[data-map-count]")).to_have_text("이 화면에 5곳")
    assert "year=2002" in page.url
    with page.expect_download() as saved:
        page.get_by_role("button", name="그림으로 저장").click()
    assert saved.value.suggested_filename == "파트너 지도.png"
    assert saved.value.path().read_bytes().startswith(b"\x89PNG")
    page.get_by_role("link", name="표로 보기").click()
    expect(page.get_by_role("row")).to_have_count(1 + 5)


def test_axe_has_nothing_to_say_of_an_open_card(page: Page, live: LiveServer) -> None:
    sign_in(page, "exchange")
    page.goto("/map/view?kind=city&silent=y&lines=all&areas=country")
    expect(page.locator("html[data-map=ready]")).to_have_count(1)
    page.get_by_role("button", name="고성군").press("Enter")
    expect(page.get_by_role("dialog", name="고성군")).to_be_visible()
    expect(page.locator(".leaflet-popup")).to_have_css("opacity", "1")
    faults = Axe().run(page).response["violations"]
    assert [node["html"] for rule in faults for node in rule["nodes"]] == []


def test_hostile_names_are_shown_and_never_run(page: Page, live: LiveServer) -> None:
    kept = []
    with live.office.writing():
        for number, name in enumerate(HOSTILE):
            place = {"lat": 34.0 + number // 10 * 0.6, "lon": 126.0 + number % 10 * 0.5, "country": "KR"}
            values = {"name_ko": name, "name_native": f"n{name}", "region": name[:40], **place}
            made = create_partner("company", values, by=live.office.person("exchange"), confirmed=True)
            kept.append((made.id, made.name_ko))
    frame = open_map(page, "/map/?kind=company")
    expect(page.locator("[data-map-count]")).to_contain_text("60")
    for partner_id, name in kept:
        page.locator(f"[data-map-item='{partner_id}'] [data-map-show]").dispatch_event("click")
        expect(frame.locator(".map-card-head b").last).to_have_text(name)
    frame.get_by_role("button", name="모두").click()
    expect(frame.locator(".map-cluster").first).to_be_visible()
    assert not page.evaluate(
        "document.querySelector('[data-map-frame]').contentDocument.querySelector('.map-card script, .map-label img, svg[onload]')"
    )
