"""Story MT-1 in a real browser: ten hospitals, one role."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.support.browser import sign_in_by_hand


@pytest.fixture
def officer(page: Page) -> Page:
    sign_in_by_hand(page, "medical")
    return page


def test_ten_hospitals_in_the_list_and_nothing_that_the_report_does_not_say(officer: Page) -> None:
    officer.locator("nav").get_by_role("link", name=re.compile("병원")).first.click()
    expect(officer.locator("h1")).to_contain_text("병원")
    rows = officer.locator("main tbody tr", has=officer.get_by_role("link", name=re.compile("병원")))
    expect(rows).to_have_count(10)
    expect(officer.locator("main table")).not_to_contain_text("의료관광 협력기관")
    expect(officer.locator("main table")).not_to_contain_text("유치")


@pytest.mark.parametrize("typed", ["CM병원", "씨엠병원", "cm 병원", "ㅆㅇㅂㅇ"])
def test_cm_hospital_is_found_however_it_is_written(officer: Page, typed: str) -> None:
    officer.goto("/partners/?kind=hospital")
    officer.locator("#search").fill(typed)
    officer.locator("#search").press("Enter")
    expect(officer.locator("main").get_by_role("link", name="씨엠(CM)병원").first).to_be_visible()


def test_a_doubtful_point_says_so(officer: Page) -> None:
    officer.goto("/partners/?q=김안과병원")
    officer.locator("main").get_by_role("link", name="김안과병원").first.click()
    expect(officer.locator("main")).to_contain_text("좌표 확인 필요")


def test_ten_hospitals_on_the_map(officer: Page) -> None:
    officer.goto("/map/?kind=hospital")
    for row in ("김안과병원", "씨엠(CM)병원", "여의도성모병원"):
        expect(officer.locator("main")).to_contain_text(row)
    expect(officer.locator("main")).to_contain_text("10")
    frame = officer.frame_locator("iframe")
    # All ten lie in the district: from afar they are one sign that says how many.
    expect(frame.locator(".map-cluster")).to_contain_text("10")
