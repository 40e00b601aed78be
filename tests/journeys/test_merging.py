"""Merging 광주남구 into 광주 남구 by the keyboard, and taking it back, in a real browser."""

from playwright.sync_api import Page, expect

from partners.directory.jobs import find_duplicates
from tests.browser.test_pages import violations
from tests.support.browser import sign_in
from tests.support.factories import doubles
from tests.support.server import LiveServer

NAMGU = 5


def test_two_records_of_namgu_become_one_and_two_again(live: LiveServer, page: Page) -> None:
    with live.office.writing():
        by = live.office.person("exchange")
        double = doubles.double_of(by)
        doubles.hang_on(double, NAMGU, by, live.office.person("manager"))
        gone = double.id
    with live.office.writing():
        find_duplicates()
    live.office.close()

    sign_in(page, "exchange")
    page.goto("/upkeep/duplicates")
    expect(page.locator("tbody")).to_contain_text("같은 이름 · 같은 지역")
    assert violations(page) == []
    # The queue proposes a direction; its reader may swap it.
    page.goto(f"/partners/{gone}/merge")
    page.get_by_role("link", name="광주 남구 기록과 나란히 보기").focus()
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text("광주남구 합치기")
    assert violations(page) == []
    page.locator("input[name=side-name_en]:checked").focus()
    page.keyboard.press("ArrowRight")
    expect(page.locator("input[name=side-name_en][value=kept]")).to_be_checked()
    page.get_by_label("사유").fill("옛 목록에서 들어온 기록")
    page.keyboard.press("Control+Enter")
    expect(page.locator("h1")).to_contain_text("광주 남구")
    expect(page.locator(".toast")).to_contain_text("광주남구는 이 기록으로 합쳐졌습니다.")

    page.goto(f"/partners/{gone}")
    expect(page).to_have_url(f"/partners/{NAMGU}")
    expect(page.locator("#history-panel")).to_contain_text("옛 기록의 방문")
    page.goto("/upkeep/acts")
    page.get_by_role("link", name="두 기록 합치기").first.focus()
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_contain_text("두 기록 합치기")
    expect(page.locator("tbody")).to_contain_text("합친 기록")
    assert violations(page) == []
    page.get_by_role("link", name="되돌리기").focus()
    page.keyboard.press("Enter")
    page.locator("main form button[type=submit]").focus()
    page.keyboard.press("Enter")
    expect(page.locator(".toast")).to_be_visible()
    page.goto(f"/partners/{gone}")
    expect(page).to_have_url(f"/partners/{gone}")
    expect(page.locator("h1")).to_contain_text("광주남구")
