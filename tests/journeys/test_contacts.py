"""Contacts in a real browser: registered, moved to another partner, masked for a viewer (MG-5), wide and narrow."""

import re

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.test_pages import violations
from tests.support.browser import new_tab, sign_in
from tests.support.server import LiveServer

CITY, OTHER = "/partners/2", "고성군"


def fill_in(page: Page, **values: str) -> None:
    for name, value in values.items():
        page.locator(f"[name={name}]").fill(value)


def register(page: Page) -> None:
    """홍길동 at 영암군, from the panel of its page."""
    page.goto(CITY)
    page.get_by_role("link", name="담당자 등록").click()
    fill_in(
        page, name="홍길동", department="총무과", title="주무관", mobile="010-8765-4321", email="hong@yeongam.go.kr"
    )
    page.locator("[data-save]").click()
    # Without a legal basis nobody is saved (T31); what was typed stays.
    expect(page.locator("#legal_basis-error")).to_be_visible()
    expect(page.locator("[name=mobile]")).to_have_value("010-8765-4321")
    page.locator("[name=legal_basis]").select_option("consent")
    fill_in(
        page, consented_on="2020. 11. 2.", purpose="교류 업무 연락", collected_from="본인", retain_until="2022. 12. 31."
    )
    page.locator("[data-save]").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("홍길동")


def test_register_move_and_what_a_viewer_sees(page: Page, browser: Browser, live: LiveServer) -> None:
    sign_in(page, "exchange")
    register(page)
    assert violations(page) == []
    expect(page.get_by_role("link", name="010-8765-4321")).to_have_attribute("href", "tel:+821087654321")

    page.get_by_role("link", name="보직 변경·이동").click()
    page.locator("[name=ends_on]").fill("'20. 10. 31.")
    page.locator(".picker input[type=search]").fill("ㄱㅅㄱ")
    page.get_by_role("option", name=re.compile(OTHER)).first.click()
    page.locator("[name=title]").fill("팀장")
    assert violations(page) == []
    page.locator("[data-save]").click()
    expect(page.get_by_text("현재")).to_be_visible()
    expect(page.locator("#posts")).to_contain_text("2020. 10. 31.까지 담당")

    page.goto(CITY)
    former = page.locator("#contacts details")
    former.locator("summary").click()
    expect(former).to_contain_text("홍길동")
    expect(former).to_contain_text("2020. 10. 31.까지 담당")

    reader, watch = new_tab(browser, live)
    sign_in(reader, "viewer")
    reader.goto("/contacts/")
    reader.get_by_role("link", name="홍길동").click()
    expect(reader.locator("#reach")).to_contain_text("010-****-4321")
    expect(reader.locator("#reach")).to_contain_text("h***@yeongam.go.kr")
    assert "8765" not in reader.content()
    expect(reader.get_by_role("link", name="고치기")).to_have_count(0)
    assert violations(reader) == []
    reader.context.close()
    assert watch.faults == []


@pytest.mark.parametrize(("width", "language"), [(1440, "ko"), (390, "en")])
def test_every_page_of_a_contact_is_sound(page: Page, language: str, width: int) -> None:
    """T43: axe finds nothing, nothing stands beside the screen."""
    sign_in(page, "exchange")
    register(page)
    own = page.url
    page.set_viewport_size({"width": width, "height": 844})
    page.goto(f"/account?lang={language}")
    ways = [own, *(f"{own}/{end}" for end in ("edit", "move", "leave", "remove", "changes"))]
    for address in (*ways, f"{CITY}/contacts/", f"{CITY}/contacts/new", "/contacts/", "/contacts/?retention=ended"):
        page.goto(address)
        assert page.locator("html").get_attribute("lang") == language
        wider = page.evaluate("() => document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert wider <= 0, f"{address}: {wider} pixels stand out."
        assert violations(page) == [], address


def test_a_registration_number_is_refused_where_it_is_typed(page: Page) -> None:
    """T32 as a person meets it."""
    sign_in(page, "exchange")
    page.goto(f"{CITY}/contacts/new")
    fill_in(page, name="홍길동", note="주민번호 900101-1234567")
    page.locator("[data-save]").click()
    expect(page.locator("#note-error")).to_have_text("주민등록번호로 보이는 숫자가 있습니다. 지우고 저장하세요.")
    expect(page.locator("[name=note]")).to_have_value("주민번호 900101-1234567")
