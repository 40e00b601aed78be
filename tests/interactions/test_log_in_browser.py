"""Logging in a real browser: the typeahead, the answer on the date, the fold that opens by itself."""

import pytest
from playwright.sync_api import Page, expect

from tests.support.browser import sign_in

pytestmark = pytest.mark.one_database


def test_a_gift_of_two_cities_by_keyboard(page: Page) -> None:
    sign_in(page, "exchange")
    page.goto("/interactions/new")
    expect(page.locator("#q")).to_be_focused()
    page.keyboard.type("ㅇㅇㄱ")
    expect(page.locator("#partners [role=option]")).to_have_count(1)
    page.keyboard.press("Enter")
    expect(page.locator(".token", has_text="영암군")).to_be_visible()
    expect(page.locator("#q")).to_be_focused()
    page.get_by_role("button", name="청양군").first.click()
    expect(page.locator(".token")).to_have_count(2)

    page.locator("#date").fill("'20.3.44.")
    expect(page.locator("#date-hint")).to_contain_text("44일은 없습니다")
    page.locator("#date").fill("'20. 3. 24.")
    expect(page.locator("#date-hint")).to_have_text("2020. 3. 24. (화)로 저장합니다.")
    expect(page.locator("#item")).to_be_hidden()
    page.locator(".choice", has_text="기부 받음").click()
    page.locator("#item").fill("농특산물")
    page.locator("#title").fill("우리 구에 코로나19 극복 농특산물 제공")
    page.keyboard.press("Control+Enter")

    expect(page.locator("h1")).to_have_text("우리 구에 코로나19 극복 농특산물 제공")
    expect(page.locator("#messages")).to_contain_text("2020. 3. 24. (화)로 저장했습니다.")
    expect(page.locator("main")).to_contain_text("금액 미상")


def test_enter_in_a_line_saves_and_never_searches(page: Page) -> None:
    sign_in(page, "exchange")
    page.goto("/interactions/new")
    page.locator(".choice", has_text="행사").click()
    page.locator("#title").fill("구민의 날")
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text("구민의 날")


def test_filters_apply_at_once_and_live_in_the_address(page: Page) -> None:
    sign_in(page, "viewer")
    page.goto("/interactions/")
    page.locator("select[name=kind]").select_option("donation_received")
    expect(page.locator(".data-table tbody tr")).to_have_count(3)
    page.wait_for_url("**/interactions/?kind=donation_received")
    page.reload()
    expect(page.locator(".data-table tbody tr")).to_have_count(3)
