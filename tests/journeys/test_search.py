"""Finding a partner by the keyboard alone, in a real browser."""

from playwright.sync_api import Page, expect

from tests.browser.test_pages import violations
from tests.support.browser import sign_in


def test_yeongam_is_found_by_its_first_consonants_without_a_mouse(page: Page) -> None:
    sign_in(page, "exchange")
    page.goto("/agreements/board")
    page.keyboard.press("/")
    expect(page.locator("#search")).to_be_focused()
    page.keyboard.type("ㅇㅇㄱ")
    expect(page.get_by_role("option").first).to_contain_text("영암군")
    expect(page.locator("[data-search-said]")).to_contain_text("3건")
    page.keyboard.press("ArrowDown")
    expect(page.get_by_role("option").first).to_have_attribute("aria-selected", "true")
    assert violations(page) == []
    with page.expect_response("**/search/opened/partner/*"):
        page.keyboard.press("Enter")
    expect(page.locator("h1")).to_contain_text("영암군")

    # It stands first the next time, before anything is typed.
    page.keyboard.press("/")
    expect(page.get_by_role("option")).to_have_count(1)
    expect(page.get_by_role("option")).to_contain_text("영암군")
    page.keyboard.press("Escape")
    expect(page.get_by_role("option")).to_have_count(0)

    # Enter without choosing opens the page of results; from there to another kind and to the record.
    page.keyboard.type("나베")
    expect(page.get_by_role("option").first).to_contain_text("나베현")
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text("검색")
    assert violations(page) == []
    page.get_by_role("navigation", name="기록의 종류").get_by_role("link", name="협약").focus()
    page.keyboard.press("Enter")
    expect(page.locator(".hit-name")).to_have_count(1)
    page.get_by_role("button", name="검색에 고정").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="검색에 고정")).to_have_attribute("aria-pressed", "true")
    page.keyboard.press("Escape")
    page.keyboard.press("/")
    expect(page.get_by_role("option")).to_have_count(2)
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page).to_have_url("/agreements/1")
