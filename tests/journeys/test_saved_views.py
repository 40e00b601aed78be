"""Saving a view and sharing it, in a real browser and by the keyboard alone."""

from playwright.sync_api import Browser, Page, expect

from partners.accounts import actions as accounts
from partners.accounts import queries as people
from partners.accounts.rules import Role
from tests.browser.test_pages import violations
from tests.support.browser import new_tab, sign_in
from tests.support.office import PASSWORD_HASH
from tests.support.server import LiveServer

NAME = "조용한 도시들"


def a_colleague(live: LiveServer) -> None:
    with live.office.writing():
        accounts.create_user("mate", "교류 동료", Role.OFFICER, people.find_team("exchange"), PASSWORD_HASH)
    live.office.close()


def test_an_officer_saves_a_view_and_the_team_has_it(page: Page, browser: Browser, live: LiveServer) -> None:
    a_colleague(live)
    sign_in(page, "exchange")
    page.goto("/partners/?kind=city&contact=90")
    page.get_by_role("link", name="이 보기를 저장").focus()
    page.keyboard.press("Enter")
    expect(page.locator("dialog [name=name]")).to_be_focused()
    assert violations(page) == []
    # Without a name it stays open, and says so at the field.
    page.keyboard.press("Control+Enter")
    expect(page.locator("#name-error")).to_be_visible()
    expect(page.locator("dialog [data-focus]")).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator("dialog [name=name]")).to_be_focused()
    page.keyboard.type(NAME)
    page.keyboard.press("Tab")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    page.keyboard.press("Control+Enter")

    expect(page.locator("#views [aria-current=page]")).to_contain_text(NAME)
    expect(page.locator("#navigation [aria-current=page]")).to_have_text(NAME)
    expect(page.locator("tbody a.row-link")).to_have_count(6)
    assert violations(page) == []

    # Another filter applies at once; the tabs say that the view is changed, and keep it.
    page.locator("[name=country]").focus()
    page.keyboard.press("ArrowDown")
    expect(page.locator("#views")).to_contain_text("바뀜")
    expect(page.locator("tbody a.row-link")).to_have_count(3)
    page.get_by_role("button", name="바뀐 조건 저장").focus()
    page.keyboard.press("Enter")
    expect(page.locator("#messages")).to_contain_text("지금 보이는 조건으로 저장했습니다")
    expect(page.locator("#views")).not_to_contain_text("바뀜")

    # Its menu opens, closes and acts by the keyboard.
    menu = page.locator("#views summary[aria-label='이 보기로 할 일']")
    menu.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="메뉴에서 빼기")).to_be_visible()
    assert violations(page) == []
    page.keyboard.press("Escape")
    expect(menu).to_be_focused()
    page.keyboard.press("Enter")
    page.get_by_role("button", name="이 목록의 기본 보기로 쓰기").focus()
    page.keyboard.press("Enter")
    expect(page.locator("#messages")).to_contain_text("보기로 열립니다")
    page.goto("/partners/")
    expect(page.locator("#views [aria-current=page]")).to_contain_text(NAME)
    page.locator("#views").get_by_role("link", name="모든 도시").click()
    expect(page.locator("tbody a.row-link")).to_have_count(10)

    of_the_team, of_another = (new_tab(browser, live)[0] for _ in range(2))
    sign_in(of_the_team, "mate")
    of_the_team.goto("/partners/?kind=city")
    of_the_team.locator("#views").get_by_role("link", name=NAME).click()
    expect(of_the_team.locator("tbody a.row-link")).to_have_count(3)
    expect(of_the_team.locator("#navigation")).not_to_contain_text(NAME)
    sign_in(of_another, "medical")
    of_another.goto("/partners/?kind=city")
    expect(of_another.locator("#views")).to_contain_text("조용한 파트너 90일")
    expect(of_another.locator("#views")).not_to_contain_text(NAME)
    for one in (of_the_team, of_another):
        one.context.close()
