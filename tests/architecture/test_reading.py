"""T5: looking at a page changes no record, and no page loads without knowing what it asks."""

import pytest

from tests.support.office import Office
from tests.support.pages import every_page
from tests.support.traces import fingerprint
from tests.support.visitor import HTMX, Visitor


@pytest.mark.parametrize("who", ["admin", "manager", "exchange"])
def test_a_get_changes_nothing(report: Office, who: str) -> None:
    visitor = Visitor(report, who)
    visitor.visit("accounts.account")
    before = fingerprint(report)
    for path in every_page(report):
        for headers in ({}, HTMX):
            answer = visitor.raw("GET", path, headers=headers)
            assert answer.status_code in {200, 204, 302, 303, 403}, f"{path}: {answer.status_code}"
        visitor.raw("HEAD", path)
    assert fingerprint(report) == before


@pytest.mark.one_database
@pytest.mark.parametrize("language", ["ko", "en"])
@pytest.mark.parametrize(("who", "role"), [("manager", "manager"), ("admin", "administrator")])
def test_every_page_is_sound(report: Office, who: str, role: str, language: str) -> None:
    """The inspector sees each page in both languages; the administrator those that nobody else has."""
    visitor, others = Visitor(report, who), set(every_page(report)) if who == "admin" else set()
    for path in [path for path in every_page(report, role) if path not in others]:
        address = f"{path}{'&' if '?' in path else '?'}lang={language}"
        page = visitor.open(address, expect=(200, 302, 303))
        if page.is_whole and page.status == 200:
            assert page.language == language
