"""In a real browser: choosing two partners of the list and recording with both, by mouse and by keys; tags."""

import re

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.test_pages import violations
from tests.support.browser import new_tab, sign_in
from tests.support.server import LiveServer

CITIES = "/partners/?kind=city"
YEONGAM, CHEONGYANG = "영암군", "청양군"


@pytest.fixture
def officer(page: Page) -> Page:
    sign_in(page, "exchange")
    page.goto(CITIES)
    return page


def choose(page: Page, *names: str) -> None:
    for name in names:
        page.get_by_role("checkbox", name=re.compile(name)).check()


def test_two_cities_are_recorded_together(officer: Page) -> None:
    bar = officer.locator(".bulk-bar")
    expect(bar).to_be_hidden()
    choose(officer, YEONGAM, CHEONGYANG)
    expect(bar).to_contain_text("2곳 선택")
    expect(bar).to_contain_text(f"{YEONGAM}, {CHEONGYANG}")
    assert violations(officer) == []
    bar.get_by_role("button", name="두 곳에 함께 기록").click()
    form = officer.locator("form:has([name=title])").last
    expect(form).to_contain_text(YEONGAM)
    expect(form).to_contain_text(CHEONGYANG)


def test_the_same_by_keys_alone(officer: Page) -> None:
    officer.keyboard.press("ArrowDown")
    expect(officer.locator(".row-link").first).to_be_focused()
    officer.keyboard.press("Space")
    officer.keyboard.press("ArrowDown")
    officer.keyboard.press("Space")
    bar = officer.locator(".bulk-bar")
    expect(bar).to_contain_text("2곳 선택")
    officer.keyboard.press("Space")
    expect(bar).to_contain_text("1곳 선택")
    expect(bar.get_by_role("button", name="교류 기록하기")).to_be_visible()


def test_all_of_the_page_and_none(officer: Page) -> None:
    everybody = officer.locator("[data-select-all]")
    everybody.check()
    expect(officer.locator(".bulk-bar")).to_contain_text("10곳 선택")
    choose(officer)
    officer.get_by_role("checkbox", name=re.compile(YEONGAM)).uncheck()
    assert everybody.evaluate("box => box.indeterminate")
    officer.get_by_role("button", name="선택 해제").click()
    expect(officer.locator(".bulk-bar")).to_be_hidden()


def test_filters_apply_at_once_and_the_seldom_ones_fold(officer: Page) -> None:
    officer.get_by_text("더 보기", exact=True).click()
    officer.locator("select[name=abolished]").select_option("y")
    expect(officer.locator("#results")).to_contain_text("조건에 맞는 파트너가 없습니다")
    expect(officer).to_have_url(re.compile("abolished=y"))
    officer.go_back()


def test_tags_are_typed_on_the_page_and_in_the_form(officer: Page) -> None:
    officer.goto("/partners/1")
    officer.locator(".tag-add").click()
    expect(officer.locator("#tag-name")).to_be_focused()
    officer.keyboard.type("문화 교류, 청소년")
    officer.keyboard.press("Enter")
    expect(officer.locator(".tag")).to_have_count(2)
    officer.get_by_role("button", name="청소년 태그 떼기").click()
    expect(officer.locator(".tag")).to_have_count(1)
    officer.goto("/partners/1/edit")
    line = officer.get_by_label("태그")
    line.fill("체육,")
    line.press_sequentially("음식")
    line.press("Enter")
    expect(officer.locator(".token")).to_have_count(3)
    line.press("Backspace")
    expect(officer.locator(".token")).to_have_count(2)
    assert violations(officer) == []
    officer.locator("main [data-save]").click()
    expect(officer.locator(".tag")).to_have_count(2)
    expect(officer.locator(".tags")).to_contain_text("체육")


def test_a_telephone(browser: Browser, live: LiveServer) -> None:
    """Cards of three lines; the filters wait behind their button."""
    tab, watch = new_tab(browser, live, viewport={"width": 390, "height": 844})
    try:
        sign_in(tab, "exchange")
        tab.goto(CITIES)
        expect(tab.locator(".filter-bar")).to_be_hidden()
        expect(tab.locator(".select-box").first).to_be_hidden()
        tab.locator(".filter-toggle").click()
        expect(tab.locator("select[name=country]")).to_be_visible()
        tab.locator("select[name=country]").select_option("foreign")
        expect(tab.locator("#filter-number")).to_have_text("1")
        assert tab.evaluate("document.documentElement.scrollWidth") <= 390
        assert violations(tab) == []
        assert watch.faults == []
    finally:
        tab.context.close()


def test_without_scripts(browser: Browser, live: LiveServer) -> None:
    """The boxes and the button of the bar are a plain form."""
    tab, _watch = new_tab(browser, live, java_script_enabled=False)
    try:
        sign_in(tab, "exchange")
        tab.goto(CITIES)
        choose(tab, YEONGAM, CHEONGYANG)
        tab.get_by_role("button", name="선택한 곳에 함께 기록").click()
        expect(tab).to_have_url(re.compile(r"/interactions/new\?partner=\d+&partner=\d+"))
        for name in (YEONGAM, CHEONGYANG):
            expect(tab.locator("main")).to_contain_text(name)
    finally:
        tab.context.close()


@pytest.mark.parametrize(("language", "width"), [("ko", 1440), ("en", 390)])
@pytest.mark.parametrize(
    ("who", "addresses"),
    [
        ("admin", ["/admin/tags", "/admin/vocabularies", "/admin/vocabularies/csr_field", "/partners/?archived=y"]),
        ("manager", ["/partners/1/ties/1/days?from=reference", "/partners/1/ties/1/end", "/partners/1/archive"]),
    ],
)
def test_pages_beside_the_list(
    browser: Browser, live: LiveServer, who: str, addresses: list[str], language: str, width: int
) -> None:
    tab, watch = new_tab(browser, live, viewport={"width": width, "height": 900})
    try:
        sign_in(tab, who)
        for address in addresses:
            tab.goto(f"{address}{'&' if '?' in address else '?'}lang={language}")
            assert violations(tab) == [], address
            assert tab.evaluate("document.documentElement.scrollWidth") <= width, address
        assert watch.faults == []
    finally:
        tab.context.close()
