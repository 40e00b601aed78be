"""The quick log in a real browser by keyboard alone, undoing it, EX-5, and a follow-up from press to press."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect
from sqlalchemy import func, select

from partners.directory.queries import silent_cities
from partners.interactions.models import FollowUp, Interaction
from tests.browser.test_pages import violations
from tests.support.browser import new_tab, sign_in
from tests.support.server import LiveServer

pytestmark = pytest.mark.one_database
LINE = "감염병 극복 농산물 기탁"
#: Keys besides those of the one line: opening, finding, choosing, going on, the kind, saving.
MOST_KEYS = 12


class Keyboard:
    """Presses keys, and counts them."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.presses = 0

    def press(self, *keys: str) -> None:
        for key in keys:
            self.page.keyboard.press(key)
            self.presses += 1

    def find(self, letters: str) -> None:
        self.page.keyboard.type(letters)
        self.presses += len(letters)


def settled(page: Page) -> None:
    """What one typed has been answered."""
    page.wait_for_timeout(400)
    page.wait_for_function("() => !document.querySelector('.htmx-request, .htmx-settling')")


def titles(live: LiveServer) -> list[str]:
    with live.office.reading() as session:
        return list(session.scalars(select(Interaction.title).where(Interaction.voided_at.is_(None))))


@pytest.fixture(params=[(1440, 900), (390, 844)], ids=["1440", "390"])
def sized(request: pytest.FixtureRequest, browser: Browser, live: LiveServer) -> Iterator[Page]:
    width, height = request.param
    page, watch = new_tab(browser, live, viewport={"width": width, "height": height})
    yield page
    page.context.close()
    assert watch.faults == []


def test_by_keyboard_alone(sized: Page, live: LiveServer) -> None:
    """Under ten seconds: few keys, each of them counted. In Korean on the wide screen, in English on the narrow one."""
    page, keys = sized, Keyboard(sized)
    language = "en" if (page.viewport_size or {})["width"] < 500 else "ko"
    sign_in(page, "exchange")
    page.goto(f"/partners/2?lang={language}")
    page.wait_for_function("() => !document.querySelector('.htmx-request')")
    keys.press("n")
    expect(page.locator("#q")).to_be_focused()
    expect(page.locator("dialog:modal h2")).to_have_text({"ko": "교류 기록하기", "en": "Log an interaction"}[language])
    keys.find("ㅊㅇㄱ")
    keys.press("Enter")
    expect(page.locator("#partners .token")).to_have_text("청양군")
    keys.press("Enter")
    expect(page.locator("#kind-0")).to_be_focused()
    keys.press("ArrowDown", "ArrowDown")
    keys.press("Enter")
    expect(page.locator("#title")).to_be_focused()
    page.keyboard.type(LINE)
    settled(page)
    assert violations(page) == []
    keys.press("Control+Enter")
    expect(page.locator("#messages")).to_contain_text({"ko": "2020. 11. 20. (금)", "en": "20 Nov 2020"}[language])
    expect(page.locator("dialog")).to_have_count(0)
    assert keys.presses <= MOST_KEYS, f"{keys.presses} keys"
    assert titles(live).count(LINE) == 1


def test_the_page_behind_follows_and_the_message_takes_it_back(page: Page, live: LiveServer) -> None:
    sign_in(page, "exchange")
    page.goto("/partners/2")
    name = page.locator("h1").inner_text()
    page.locator(".record-actions").get_by_role("link", name=re.compile("교류 기록하기")).click()
    expect(page.locator("#partners .token")).to_have_text(name)
    page.locator(".choice", has_text="서한문").click()
    page.locator("#title").fill(LINE)
    page.locator("summary", has_text="후속 조치").click()
    page.locator("#follow_up_title").fill("회신 확인")
    page.keyboard.press("Control+Enter")
    expect(page.locator("dialog")).to_have_count(0)
    expect(page).to_have_url("/partners/2")
    item = page.locator(".timeline-item", has_text=LINE)
    expect(item.first).to_be_visible()
    expect(page.locator("#follow-ups")).to_contain_text("회신 확인")
    expect(page.locator("#record-head")).to_contain_text("0일")
    page.locator("#messages").get_by_role("button", name="되돌리기").click()
    expect(page.locator("#messages")).to_contain_text("되돌렸습니다")
    expect(page.locator("#follow-ups")).not_to_contain_text("회신 확인")
    with live.office.reading() as session:
        record = session.scalars(select(Interaction).where(Interaction.title == LINE)).one()
        assert record.void_reason == "저장 직후 되돌림"
        planned = session.scalars(select(FollowUp).where(FollowUp.interaction_id == record.id)).one()
        assert planned.cancel_reason == "저장 직후 되돌림"


def test_one_more_keeps_partner_and_date(page: Page, live: LiveServer) -> None:
    sign_in(page, "exchange")
    page.goto("/interactions/")
    page.keyboard.press("n")
    expect(page.locator("#q")).to_be_focused()
    page.keyboard.type("ㅇㅇㄱ")
    page.keyboard.press("Enter")
    expect(page.locator("#partners .token")).to_have_count(1)
    page.locator("#date").fill("'20. 3. 24.")
    page.locator(".choice", has_text="기부 받음").click()
    page.locator("#title").fill(LINE)
    expect(page.locator("#alike")).to_contain_text("같은 종류의 기록이 있습니다")
    page.get_by_role("button", name="저장하고 하나 더").click()
    expect(page.locator("dialog:modal #messages")).to_contain_text("저장했습니다")
    expect(page.locator("#title")).to_have_value("")
    expect(page.locator("#date")).to_have_value("'20. 3. 24.")
    expect(page.locator("#partners .token")).to_have_text("영암군")
    page.locator(".choice", has_text="서한문").click()
    page.locator("#title").fill("감사 서한")
    page.keyboard.press("Control+Enter")
    expect(page.locator("dialog")).to_have_count(0)
    assert {LINE, "감사 서한"} <= set(titles(live))


def test_a_double_click_logs_once(page: Page, live: LiveServer) -> None:
    """T39."""
    sign_in(page, "exchange")
    page.goto("/interactions/")
    page.keyboard.press("n")
    page.locator(".choice", has_text="행사").click()
    page.locator("#title").fill(LINE)
    page.locator("dialog [data-save]").dblclick()
    expect(page.locator("#messages")).to_contain_text("저장했습니다")
    assert titles(live).count(LINE) == 1


def test_what_is_wrong_is_told_in_the_drawer(page: Page) -> None:
    sign_in(page, "exchange")
    page.goto("/interactions/")
    page.keyboard.press("n")
    page.locator("#date").fill("'20. 3. 44.")
    page.locator("#title").fill(LINE)
    page.keyboard.press("Control+Enter")
    expect(page.locator("dialog:modal .error-summary")).to_be_focused()
    expect(page.locator("#date-error")).to_contain_text("44")
    expect(page.locator("#title")).to_have_value(LINE)
    assert violations(page) == []


def test_ex_5_a_letter_to_cities_that_are_named_later(page: Page, live: LiveServer) -> None:
    """The silent list stays until two cities are named; then they leave it."""
    with live.office.reading():
        before = {city.name_ko for city in silent_cities()}
    assert {"문두구구", "몬테레이파크시", "고성군"} <= before
    sign_in(page, "exchange")
    page.goto("/interactions/")
    page.keyboard.press("n")
    page.locator("label.unknown-toggle", has_text="수신처 미지정").click()
    page.locator("#recipients_text").fill("국외 교류도시")
    page.locator(".choice", has_text="서한문").click()
    page.locator("#title").fill("코로나19 위로 서한문")
    page.keyboard.press("Control+Enter")
    page.locator("#messages").get_by_role("link", name="열기").click()
    expect(page.locator("main")).to_contain_text("수신처 미지정")
    with live.office.reading():
        assert {city.name_ko for city in silent_cities()} == before
    page.get_by_role("link", name="고치기", exact=True).or_(page.get_by_role("link", name="바로잡기")).first.click()
    for name in ("문두구", "몬테레이"):
        page.locator("#q").fill(name)
        page.locator("#partners [role=option]").first.click()
    page.locator("label.unknown-toggle", has_text="수신처 미지정").click()
    page.locator("#reason").fill("받은 도시를 확인함")
    page.keyboard.press("Control+Enter")
    expect(page.locator("#record-history")).to_contain_text("문두구구")
    with live.office.reading():
        after = {city.name_ko for city in silent_cities()}
    assert before - after == {"문두구구", "몬테레이파크시"}


def test_a_follow_up_from_press_to_press(page: Page, live: LiveServer) -> None:
    """Planned, done with the next step at once, ticked in the list, and taken back."""
    sign_in(page, "exchange")
    page.goto("/follow-ups/")
    assert violations(page) == []
    page.get_by_role("link", name="후속 조치 추가").first.click()
    page.locator("#title").fill("회신 확인")
    page.get_by_role("button", name="내일").click()
    page.locator("#q").fill("나베")
    page.locator("#partner [role=option]").first.click()
    assert violations(page) == []
    page.keyboard.press("Control+Enter")
    expect(page.locator("h1")).to_have_text("회신 확인")
    assert violations(page) == []
    page.locator("#outcome").fill("회신 받음")
    page.locator("summary", has_text="완료하고 다음 조치").click()
    page.locator("#next_title").fill("화상회의 잡기")
    page.keyboard.press("Control+Enter")
    expect(page.locator("#messages")).to_contain_text("다음: 화상회의 잡기")
    page.goto("/follow-ups/")
    page.get_by_role("button", name=re.compile("화상회의 잡기")).click()
    expect(page.locator("#messages")).to_contain_text("완료: 화상회의 잡기")
    with live.office.reading() as session:
        assert session.scalar(select(func.count()).where(FollowUp.done_at.is_not(None))) == 2
    page.locator("#messages").get_by_role("button", name="되돌리기").click()
    expect(page.get_by_role("table", name="후속 조치")).to_contain_text("화상회의 잡기")
    page.goto("/partners/10")
    expect(page.locator(".timeline-item", has_text="화상회의 잡기")).to_be_visible()


def test_from_the_map_the_drawer_opens_over_the_map(page: Page) -> None:
    sign_in(page, "exchange")
    page.goto("/map/?kind=city&silent=y")
    frame = page.frame_locator("[data-map-frame]")
    expect(frame.locator("html[data-map=ready]")).to_have_count(1)
    frame.get_by_role("button", name="고성군").press("Enter")
    frame.get_by_role("dialog", name="고성군").locator(".is-tonal").click()
    expect(page.locator("dialog:modal #partners .token")).to_have_text("고성군")
    expect(page).to_have_url(re.compile("/map/"))


def test_rows_that_were_chosen_are_logged_together(page: Page, live: LiveServer) -> None:
    """두 곳에 함께 기록: one record, two partners."""
    sign_in(page, "exchange")
    page.goto("/partners/?kind=city")
    for row in (0, 1):
        page.locator(".data-table tbody input[type=checkbox]").nth(row).check()
    page.get_by_role("button", name="기록").first.click()
    expect(page.locator("dialog:modal #partners .token")).to_have_count(2)
    page.locator(".choice", has_text="행사").click()
    page.locator("#title").fill(LINE)
    page.keyboard.press("Control+Enter")
    expect(page.locator("#messages")).to_contain_text("저장했습니다")
    assert titles(live).count(LINE) == 1


def test_escape_asks_before_typed_text_is_lost(page: Page) -> None:
    sign_in(page, "exchange")
    page.goto("/interactions/")
    page.keyboard.press("n")
    page.locator("#title").fill(LINE)
    page.evaluate("() => { window.confirm = (text) => { window.asked = text; return false; }; }")
    page.keyboard.press("Escape")
    assert "저장하지 않았습니다" in page.evaluate("() => window.asked")
    expect(page.locator("#title")).to_have_value(LINE)
    page.evaluate("() => { window.confirm = () => true; }")
    page.keyboard.press("Escape")
    expect(page.locator("dialog")).to_have_count(0)
    expect(page.locator(".log-button")).to_be_focused()
