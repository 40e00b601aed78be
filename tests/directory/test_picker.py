"""The picker: what it finds while somebody types, and how it works in a real browser by keyboard alone."""

import pytest
from playwright.sync_api import Page, expect

from partners.audit.models import AccessEntry
from partners.directory.actions import create_partner
from tests.browser.test_pages import violations
from tests.support.browser import sign_in
from tests.support.factories import directory
from tests.support.office import Office
from tests.support.visitor import Visitor


def names(visitor: Visitor, **asked: object) -> list[str]:
    return [node["data-name"] for node in visitor.fetch("directory.options", **asked).all("li[role=option]")]


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("ㅇㅇㄱ", ["영암군"]),
        ("yeongam", ["영암군"]),
        ("门头", ["문두구구"]),
        ("광주남구", ["광주 남구"]),
        ("CM병원", ["씨엠(CM)병원"]),
        ("없는도시", []),
        ("", []),
        ("%", []),
    ],
)
def test_what_is_found(report: Office, viewer: Visitor, typed: str, found: list[str]) -> None:
    assert names(viewer, q=typed) == found


def test_only_of_a_kind_and_not_those_chosen(report: Office, viewer: Visitor) -> None:
    both = names(viewer, q="기시와다")
    assert both == ["기시와다시", "기시와다시 일한친선협회"]
    assert names(viewer, q="기시와다", kind="institution") == both[1:]
    first = viewer.fetch("directory.options", q="기시와다").all("li[role=option]")[0]["data-id"]
    assert names(viewer, q="기시와다", without=first) == both[1:]
    assert names(viewer, q="기시와다", kind="no such kind", without="x") == both


def test_names_that_several_have_say_where_they_are(report: Office, viewer: Visitor) -> None:
    """EX-4: 고성군 asks 경남 or 강원."""
    with report.writing():
        create_partner("city", directory.typed("고성군", region="강원"), by=report.person("exchange"), confirmed=True)
    page = viewer.fetch("directory.options", q="고성군")
    assert "data-ambiguous" in page.one("ul").element.attrib
    assert {node.text.split("·")[0].split()[-1] for node in page.all("li[role=option]")} == {"경남", "강원"}
    assert "data-ambiguous" not in viewer.fetch("directory.options", q="영암군").one("ul").element.attrib


def test_persons_among_the_answers_are_noted(report: Office, viewer: Visitor) -> None:
    with report.writing():
        person = directory.partner(report.person("exchange"), "ambassador", "홍길동")
        number = person.id
    viewer.visit("directory.options")
    before = report.count(AccessEntry)
    assert names(viewer, q="홍길동") == ["홍길동"]
    assert report.count(AccessEntry) == before + 1
    with report.reading() as session:
        noted = session.query(AccessEntry).order_by(AccessEntry.id.desc()).first()
        assert noted is not None
        assert number in noted.subject_ids


@pytest.fixture
def line(page: Page) -> Page:
    """The picker of the log form, with the focus in its line."""
    sign_in(page, "exchange")
    page.goto("/interactions/new")
    expect(page.locator("#q")).to_be_focused()
    return page


def tokens(page: Page) -> list[str]:
    return page.locator("#partners .token").all_inner_texts()


@pytest.mark.one_database
def test_by_keyboard_alone(line: Page) -> None:
    keys = line.keyboard
    keys.type("기시와다")
    options = line.locator("#partners [role=option]")
    expect(options).to_have_count(2)
    expect(line.locator("#q")).to_have_attribute("aria-expanded", "true")
    assert violations(line) == []
    keys.press("ArrowDown")
    expect(options.nth(1)).to_have_attribute("aria-selected", "true")
    keys.press("ArrowDown")
    expect(options.nth(0)).to_have_attribute("aria-selected", "true")
    keys.press("Enter")
    expect(options).to_have_count(0)
    assert tokens(line) == ["기시와다시"]
    keys.type("영암")
    expect(options).to_have_count(1)
    keys.press("Escape")
    expect(options).to_have_count(0)
    expect(line.locator("#q")).to_have_value("영암")
    keys.press("Escape")
    expect(line.locator("#q")).to_have_value("")
    keys.press("Backspace")
    assert tokens(line) == []


@pytest.mark.one_database
def test_enter_waits_for_the_answers(line: Page) -> None:
    """A hasty Enter chooses what comes; it never saves a half-typed form."""
    line.keyboard.type("ㅇㅇㄱ")
    line.keyboard.press("Enter")
    expect(line.locator("#partners .token")).to_have_text("영암군")
    expect(line.locator("#q")).to_be_focused()
    expect(line).to_have_url("/interactions/new")


@pytest.mark.one_database
def test_a_syllable_being_composed_chooses_nothing(line: Page) -> None:
    line.keyboard.type("영암")
    expect(line.locator("#partners [role=option]")).to_have_count(1)
    line.evaluate(
        "() => document.querySelector('#q').dispatchEvent("
        "new KeyboardEvent('keydown', {key: 'Enter', isComposing: true, bubbles: true, cancelable: true}))"
    )
    assert tokens(line) == []
    line.keyboard.press("Enter")
    assert tokens(line) == ["영암군"]
