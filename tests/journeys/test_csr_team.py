"""Story CS-1 in a real browser: empty is a valid start."""

import re

from playwright.sync_api import Page, expect

from tests.support.browser import sign_in_by_hand


def test_no_company_is_registered_and_one_may_be(page: Page) -> None:
    sign_in_by_hand(page, "csr")
    page.locator("nav").get_by_role("link", name=re.compile("사회공헌 기업")).click()
    expect(page.locator("h1")).to_contain_text("사회공헌 기업")
    expect(page.locator("nav").get_by_role("link", name=re.compile("사회공헌 기업"))).to_contain_text("0")
    expect(page.locator("main")).to_contain_text("등록된 기업 없음")
    page.locator("main").get_by_role("link", name=re.compile("등록")).first.click()
    expect(page).to_have_url(re.compile("/partners/new/company"))
    page.locator("main [name=name_ko]").fill("가나다상사")
    page.locator("main [name=country]").select_option("KR")
    page.locator("main form [data-save]").click()
    expect(page.locator("h1")).to_contain_text("가나다상사")
    page.goto("/partners/?kind=company")
    expect(page.locator("main")).to_contain_text("가나다상사")


def test_another_teams_record_is_read_but_not_written(page: Page) -> None:
    sign_in_by_hand(page, "csr")
    page.goto("/partners/2")
    expect(page.locator("h1")).to_contain_text("영암군")
    answer = page.goto("/partners/2/edit")
    assert answer is not None
    assert answer.status == 403
    expect(page.locator("h1")).to_be_visible()
