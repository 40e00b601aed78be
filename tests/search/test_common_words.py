"""A word that many records have is looked for among the newest: the pages are the same as by the index."""

import pytest

from partners.interactions import queries
from partners.interactions.queries import listing
from partners.interactions.rules.filters import InteractionFilter
from tests.support.factories.interactions import gift
from tests.support.office import Office


def ids(asked: InteractionFilter) -> list[list[int]]:
    """The ids of every page, forward, and of the page before the last."""
    pages, at = [], None
    while True:
        page, rows = queries.page_of_interactions(asked, at)
        pages.append([row.id for row in rows])
        if page.next is None:
            break
        at = page.next
    _page, rows = queries.page_of_interactions(asked, page.previous)
    return [*pages, [row.id for row in rows]]


def test_pages_are_those_of_the_index(report: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    with report.writing():
        for number in range(105):
            gift([2], report.person("exchange"), title=f"흔한 말 {number % 3}", date=f"'20.{1 + number % 9}.4.")
    asked = InteractionFilter(q="흔한 말", kind="donation_received")
    with report.reading():
        found = ids(asked)
        by_number = [queries.page_of_interactions(asked, str(number))[1] for number in (1, 2, 3)]
        assert [[row.id for row in rows] for rows in by_number] == found[:3]
        assert [len(page) for page in found] == [50, 50, 5, 50]
        assert len({one for page in found[:3] for one in page}) == 105
        # None is read: the index alone; and too few for a page.
        for few in (0, 40):
            monkeypatch.setattr(listing, "READ_EACH", few)
            assert ids(asked) == found
