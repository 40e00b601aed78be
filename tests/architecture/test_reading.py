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
            visitor.raw("HEAD", path, headers=headers)
    assert fingerprint(report) == before


@pytest.mark.parametrize("language", ["ko", "en"])
def test_every_page_is_sound(report: Office, manager: Visitor, language: str) -> None:
    """The inspector sees each page in both languages."""
    for path in every_page(report):
        address = f"{path}{'&' if '?' in path else '?'}lang={language}"
        page = manager.open(address, expect=(200, 302, 303))
        if page.is_whole and page.status == 200:
            assert page.language == language
