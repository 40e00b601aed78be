"""T25: the session ends while somebody types. No sign-in form in a fragment, nothing typed is lost, one record."""

import pytest
from playwright.sync_api import Page, expect
from sqlalchemy import func, select, update

from partners.accounts.models import UserSession
from partners.directory.models import Partner
from partners.foundation.clock import now
from partners.interactions import actions, queries
from partners.interactions.forms import written_in
from partners.interactions.models import Interaction
from tests.support.browser import sign_in
from tests.support.office import PASSWORD
from tests.support.server import LiveServer

pytestmark = pytest.mark.one_database
LINE = "감염병 극복 농산물 기탁"


def cut_off(live: LiveServer) -> None:
    """An administrator ends every session."""
    with live.office.writing() as session:
        session.execute(update(UserSession).values(ended_at=now()))


def number_of(live: LiveServer, title: str) -> int:
    with live.office.reading() as session:
        return session.scalar(select(func.count()).where(Interaction.title == title)) or 0


def drafts(page: Page) -> list[str]:
    found: list[str] = page.evaluate("() => Object.keys(sessionStorage).filter((key) => key.startsWith('draft'))")
    return found


def sign_in_again(page: Page, username: str = "exchange") -> None:
    page.wait_for_url(lambda address: "/login?next=" in address)
    expect(page.locator("h1")).to_have_count(1)
    page.locator("input[name=username]").fill(username)
    page.locator("input[name=password]").fill(PASSWORD)
    page.locator("main button[type=submit]").click()
    page.wait_for_url(lambda address: "/login" not in address)


def fill_drawer(page: Page) -> None:
    page.goto("/partners/?kind=city")
    page.keyboard.press("n")
    expect(page.locator("#q")).to_be_focused()
    page.keyboard.type("ㅇㅇㄱ")
    page.keyboard.press("Enter")
    expect(page.locator("#partners .token")).to_have_text("영암군")
    page.locator("#date").fill("'20. 3. 24.")
    page.locator(".choice", has_text="기부 받음").click()
    page.locator("#title").fill(LINE)
    page.locator("#item").fill("농특산물")
    page.locator("summary", has_text="더 적기").click()
    page.locator("#body").fill("두 상자")
    expect(page.locator("#date-hint")).to_contain_text("2020. 3. 24.")
    page.wait_for_timeout(400)
    page.wait_for_function("() => !document.querySelector('.htmx-request')")


def test_in_the_drawer(page: Page, live: LiveServer) -> None:
    sign_in(page, "exchange")
    fill_drawer(page)
    cut_off(live)
    page.keyboard.press("Control+Enter")
    sign_in_again(page)
    drawer = page.locator("dialog:modal")
    expect(drawer.locator("[data-draft]")).to_contain_text("다시 로그인하기 전에 적던 내용을 되살렸습니다")
    expect(page).to_have_url("/partners/?kind=city")
    expect(page.locator("#partners .token")).to_have_text("영암군")
    expect(page.locator("#date")).to_have_value("'20. 3. 24.")
    expect(page.locator("#kind-0")).to_be_checked()
    expect(page.locator("#title")).to_have_value(LINE)
    expect(page.locator("#item")).to_have_value("농특산물")
    expect(page.locator("#body")).to_have_value("두 상자")
    assert number_of(live, LINE) == 0
    page.locator("#title").focus()
    page.keyboard.press("Control+Enter")
    expect(page.locator("#messages")).to_contain_text("저장했습니다")
    assert number_of(live, LINE) == 1
    page.keyboard.press("n")
    expect(page.locator("#title")).to_have_value("")
    assert drafts(page) == []


def test_while_a_fragment_is_asked_for(page: Page, live: LiveServer) -> None:
    """The answer to the date finds no session: the whole page goes to the sign-in page, not a block of it."""
    sign_in(page, "exchange")
    fill_drawer(page)
    cut_off(live)
    page.locator("#date").fill("'20. 3. 25.")
    sign_in_again(page)
    expect(page.locator("#date")).to_have_value("'20. 3. 25.")
    expect(page.locator("#title")).to_have_value(LINE)


def test_on_a_page_of_its_own(page: Page, live: LiveServer) -> None:
    """A plain form: it is sent, the session is gone; its reader comes back to the form as it was."""
    sign_in(page, "exchange")
    page.goto("/partners/2/edit")
    page.locator("[name=note]").fill("두 번째 방문 때 확인")
    cut_off(live)
    page.keyboard.press("Control+Enter")
    sign_in_again(page)
    expect(page).to_have_url("/partners/2/edit")
    expect(page.locator("[name=note]")).to_have_value("두 번째 방문 때 확인")
    page.locator("[name=note]").focus()
    page.keyboard.press("Control+Enter")
    expect(page).to_have_url("/partners/2")
    with live.office.reading() as session:
        assert session.scalar(select(Partner.note).where(Partner.id == 2)) == "두 번째 방문 때 확인"
    page.goto("/partners/2/edit")
    expect(page.locator("[data-draft]")).to_have_count(0)


def test_tags_come_back_as_chips(page: Page, live: LiveServer) -> None:
    """Their field is hidden behind the chips, and holds what was typed all the same."""
    sign_in(page, "exchange")
    page.goto("/partners/2/edit")
    page.locator(".token-box input").fill("문화 교류,")
    page.locator(".token-box input").fill("청소년,")
    expect(page.locator(".token-box .token > span")).to_have_text(["문화 교류", "청소년"])
    cut_off(live)
    page.locator("[name=note]").focus()
    page.keyboard.press("Control+Enter")
    sign_in_again(page)
    expect(page.locator(".token-box .token > span")).to_have_text(["문화 교류", "청소년"])
    expect(page.locator("[name=tags]")).to_have_value("문화 교류, 청소년")


def test_discarded(page: Page, live: LiveServer) -> None:
    sign_in(page, "exchange")
    fill_drawer(page)
    cut_off(live)
    page.keyboard.press("Control+Enter")
    sign_in_again(page)
    page.get_by_role("button", name="버리기").click()
    expect(page.locator("#title")).to_have_value("")
    assert drafts(page) == []


def test_somebody_else_signs_in(page: Page, live: LiveServer) -> None:
    """What one person typed is never shown to another."""
    sign_in(page, "exchange")
    fill_drawer(page)
    cut_off(live)
    page.keyboard.press("Control+Enter")
    sign_in_again(page, "medical")
    expect(page.locator("dialog")).to_have_count(0)
    page.keyboard.press("n")
    expect(page.locator("#title")).to_have_value("")
    assert LINE not in page.evaluate("() => JSON.stringify(sessionStorage)")


def test_signing_out_keeps_nothing(page: Page) -> None:
    sign_in(page, "exchange")
    page.goto("/partners/2/edit")
    page.locator("[name=note]").fill("지워질 글")
    assert "지워질 글" in page.evaluate("() => JSON.stringify(sessionStorage)")
    page.locator(".account summary").click()
    page.locator("form[action='/logout'] button").click()
    page.wait_for_url("**/login")
    assert drafts(page) == []


def test_tokens_passwords_and_files_are_not_kept(page: Page) -> None:
    sign_in(page, "exchange")
    fill_drawer(page)
    kept = page.evaluate("() => Object.values(sessionStorage).join()")
    for name in ("csrf_token", "once", "password"):
        assert name not in kept
    assert page.evaluate("() => document.querySelector('[name=csrf_token]').value") not in kept
    assert page.evaluate("() => Object.keys(localStorage).filter((key) => key.startsWith('draft'))") == []


@pytest.mark.parametrize("number", ["900101-1234567", "9001011234567", "M12345678", "M123A4567"])
def test_numbers_that_name_a_person_for_life_are_not_kept(page: Page, number: str) -> None:
    sign_in(page, "exchange")
    page.goto("/partners/2/edit")
    page.locator("[name=address]").fill("서울 영등포구 당산로 123")
    page.locator("[name=note]").fill(f"여권이나 주민번호 {number} 확인")
    page.locator("[name=source]").fill("업무보고 2020-11-20")
    kept = page.evaluate("() => Object.values(sessionStorage).join()")
    assert number not in kept
    assert "당산로 123" in kept
    assert "2020-11-20" in kept
    expect(page.locator("[name=note]")).to_have_value(f"여권이나 주민번호 {number} 확인")


def test_somebody_changed_the_record_meanwhile(page: Page, live: LiveServer) -> None:
    """The restored form still stands for the state that its writer saw: both values are shown."""
    sign_in(page, "exchange")
    page.goto("/interactions/2/edit")
    page.locator("#title").fill("내가 적은 것")
    page.locator("#reason").fill("확인함")
    cut_off(live)
    with live.office.writing():
        record = queries.get_interaction(2)
        values = {**written_in(record), "title": "그사이 적은 것"}
        del values["version"]
        actions.correct(record, values, "고침", record.version, by=live.office.person("manager"))
    page.keyboard.press("Control+Enter")
    sign_in_again(page)
    page.locator("#title").focus()
    page.keyboard.press("Control+Enter")
    expect(page.locator(".conflict")).to_contain_text("그사이 적은 것")
    expect(page.locator(".conflict")).to_contain_text("내가 적은 것")


def test_what_the_server_itself_gave_back_is_not_called_restored(page: Page, live: LiveServer) -> None:
    """A refused form and a conflict hold what was typed; only a lost session has anything to bring back."""
    sign_in(page, "exchange")
    page.goto("/partners/2/edit")
    page.fill("#name_ko", "")
    page.fill("#note", "이름을 지운 채 저장")
    page.locator("[data-save]").click()
    expect(page.locator("#name_ko-error")).to_be_visible()
    expect(page.locator("#note")).to_have_value("이름을 지운 채 저장")
    expect(page.locator("[data-draft]")).to_have_count(0)
    page.fill("#name_ko", "영암군")
    page.locator("input[name=version]").evaluate("field => { field.value = '99' }")
    page.locator("[data-save]").click()
    expect(page.locator(".conflict")).to_be_visible()
    expect(page.locator("#note")).to_have_value("이름을 지운 채 저장")
    expect(page.locator("[data-draft]")).to_have_count(0)
