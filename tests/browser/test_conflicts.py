"""Two editors in a real browser: either value goes into its field with one press, whatever the field is."""

from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Locator, Page, expect

from tests.support.browser import new_tab, sign_in
from tests.support.server import LiveServer

INTERACTION = "/interactions/2/edit"


@pytest.fixture
def colleague(browser: Browser, live: LiveServer) -> Iterator[Page]:
    tab, watch = new_tab(browser, live)
    sign_in(tab, "manager")
    yield tab
    tab.context.close()
    assert not watch.faults


def row(page: Page, label: str) -> Locator:
    header = page.get_by_role("rowheader", name=label, exact=True)
    return page.locator(".conflict-values tbody tr").filter(has=header)


def write(page: Page, **values: str) -> None:
    """Fill in the form of an interaction, also what is folded away."""
    page.goto(INTERACTION)
    for name, value in values.items():
        page.locator(f"[name={name}]").evaluate(
            "field => { for (let one = field.closest('details'); one; one = one.parentElement.closest('details')) one.open = true }"
        )
        page.locator(f"[name={name}]").fill(value)


def test_either_value_with_one_press(page: Page, colleague: Page) -> None:
    sign_in(page, "exchange")
    write(page, item="고추", body="첫 줄\n둘째 줄", reason="확인")
    page.locator("#kinds label", has_text="지원 보냄").click()
    page.locator("[name=direction]").select_option("mutual")
    page.locator("label", has=page.locator("[name=amount_approx]")).click()
    write(colleague, item="쌀", reason="확인")
    colleague.locator("[data-save]").click()
    expect(colleague.locator("h1")).to_be_visible()
    colleague.wait_for_url("**/interactions/2")

    page.locator("[data-save]").click()
    expect(page.locator(".conflict")).to_be_focused()
    assert not Axe().run(page).response["violations"]
    for label, field, theirs, mine in (
        ("물품", "#item", "쌀", "고추"),
        ("자세한 내용", "#body", "", "첫 줄\n둘째 줄"),
        ("방향", "#direction", "", "mutual"),
    ):
        choices = row(page, label).get_by_role("button")
        expect(choices.nth(1)).to_have_attribute("aria-pressed", "true")
        choices.nth(0).click()
        expect(page.locator(field)).to_have_value(theirs)
        expect(choices.nth(0)).to_have_attribute("aria-pressed", "true")
        expect(choices.nth(0)).to_be_focused()
        choices.nth(1).click()
        expect(page.locator(field)).to_have_value(mine)
    row(page, "종류").get_by_role("button").nth(0).click()
    expect(page.locator("[name=kind][value=donation_received]")).to_be_checked()
    approx = page.locator("[name=amount_approx]")
    expect(approx).to_be_checked()
    row(page, "어림한 금액(상당·약)").get_by_role("button").nth(0).click()
    expect(approx).not_to_be_checked()
    page.locator("#item").fill("콩")
    for choice in row(page, "물품").get_by_role("button").all():
        expect(choice).to_have_attribute("aria-pressed", "false")
    page.locator("[data-save]").click()
    page.wait_for_url("**/interactions/2")
    expect(page.locator("main")).to_contain_text("콩")


def test_leaving_it_as_saved(page: Page, colleague: Page) -> None:
    sign_in(page, "exchange")
    write(page, item="고추", reason="확인")
    write(colleague, item="쌀", reason="확인")
    colleague.locator("[data-save]").click()
    colleague.wait_for_url("**/interactions/2")
    page.locator("[data-save]").click()
    page.get_by_role("link", name="저장된 것으로 두기").click()
    page.wait_for_url("**/interactions/2")
    expect(page.locator("main")).to_contain_text("쌀")
    expect(page.locator("main")).not_to_contain_text("고추")
