"""Story MG-5 and the life of an account, in a real browser."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from tests.support.browser import new_tab, sign_in
from tests.support.server import LiveServer

CHOSEN = "바람 부는 언덕 위 감나무 한 그루"
ADMIN_PAGES = {
    "administration": "/admin/", "people": "/admin/users", "a new person": "/admin/users/new",
    "a person": "/admin/users/3", "oneself": "/admin/users/8", "a role": "/admin/users/3/role",
    "a name": "/admin/users/3/edit", "changes": "/admin/users/3/changes", "teams": "/admin/teams",
    "a team": "/admin/teams/2", "a new team": "/admin/teams/new", "a team's name": "/admin/teams/2/edit",
    "a hand-over": "/admin/teams/2/hand-over", "nobody found": "/admin/users?q=zzzz",
}  # fmt: skip


def save(page: Page) -> None:
    page.locator("main form [data-save]").click()


@pytest.mark.parametrize(("width", "language"), [(1440, "ko"), (390, "en")])
def test_from_a_new_account_to_the_own_password(browser: Browser, live: LiveServer, language: str, width: int) -> None:
    options = {"viewport": {"width": width, "height": 900}}
    admin, admin_watch = new_tab(browser, live, **options)
    sign_in(admin, "admin")
    admin.goto(f"/admin/users/new?lang={language}")
    admin.locator("main [name=name]").fill("이지원")
    admin.locator("main [name=username]").fill("jiwon")
    admin.locator("main [name=role]").select_option("officer")
    admin.locator("main [name=team]").select_option(index=1)
    save(admin)
    password = admin.locator("#first-password").inner_text()
    admin.reload()
    assert admin.locator("#first-password").count() == 0, "It is shown once."

    person, watch = new_tab(browser, live, **options)
    person.goto(f"/login?lang={language}")
    person.locator("input[name=username]").fill("jiwon")
    person.locator("input[name=password]").fill(password)
    person.locator("main button[type=submit]").click()
    expect(person).to_have_url(re.compile("/account/password"))
    person.goto("/partners/")
    expect(person).to_have_url(re.compile("/account/password"))
    assert not _violations(person)
    person.locator("[name=current_password]").fill(password)
    person.locator("[name=password]").fill("short")
    person.locator("[name=repeated]").fill("short")
    save(person)
    expect(person.locator("#password-error")).to_be_visible()
    person.locator("[name=current_password]").fill(password)
    person.locator("[name=password]").fill(CHOSEN)
    person.locator("[name=repeated]").fill(CHOSEN)
    save(person)
    expect(person.locator("h1")).to_contain_text("이지원")
    person.goto("/")
    expect(person.locator("h1")).to_contain_text("오늘" if language == "ko" else "Today")
    for tab in (admin, person):
        tab.context.close()
    assert admin_watch.faults + watch.faults == []


def test_an_exchange_officer_reads_a_csr_record_and_writes_none(browser: Browser, live: LiveServer) -> None:
    """MG-5."""
    csr, _ = new_tab(browser, live)
    sign_in(csr, "csr")
    csr.goto("/partners/new/company")
    csr.locator("main [name=name_ko]").fill("가나다상사")
    csr.locator("main [name=country]").select_option("KR")
    save(csr)
    expect(csr.locator("h1")).to_contain_text("가나다상사")
    address = csr.url
    exchange, _ = new_tab(browser, live)
    sign_in(exchange, "exchange")
    exchange.goto(address)
    expect(exchange.locator("h1")).to_contain_text("가나다상사")
    expect(exchange.get_by_role("link", name="고치기", exact=True)).to_have_count(0)
    answer = exchange.goto(f"{address}/edit")
    assert answer is not None
    assert answer.status == 403
    for tab in (csr, exchange):
        tab.context.close()


def test_what_a_manager_does_asks_why_and_is_on_record(page: Page) -> None:
    """MG-5: making a record void, for one, and it stands in the history with its reason."""
    sign_in(page, "manager")
    page.goto("/interactions/2")
    page.locator("#void summary").click()
    page.locator("#void button").click()
    expect(page.locator("#reason-error")).to_be_visible()
    page.locator("#void [name=reason]").fill("두 번 적은 기록")
    page.locator("#void button").click()
    expect(page.locator("main")).to_contain_text("두 번 적은 기록")
    expect(page.locator("main")).to_contain_text("과장")


@pytest.mark.parametrize(("width", "language"), [(1440, "ko"), (390, "en")])
def test_the_pages_of_the_administration_are_sound(
    browser: Browser, live: LiveServer, width: int, language: str
) -> None:
    """T43, T44: axe finds nothing, nothing stands beside the screen, no error, no other host."""
    page, watch = new_tab(browser, live, viewport={"width": width, "height": 900})
    sign_in(page, "admin")
    page.goto(f"/admin/?lang={language}")
    found = {}
    for name, address in ADMIN_PAGES.items():
        page.goto(address, wait_until="load")
        wider = page.evaluate("() => document.documentElement.scrollWidth - document.documentElement.clientWidth")
        found[name] = _violations(page) + ([f"{wider} pixels stand out"] if wider > 0 else [])
    page.context.close()
    assert {name: faults for name, faults in found.items() if faults} == {}
    assert watch.faults == []


def _violations(page: Page) -> list[str]:
    rules = Axe().run(page).response["violations"]
    return [f"{rule['id']}: {node['html'][:160]}" for rule in rules for node in rule["nodes"]]
