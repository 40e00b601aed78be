"""How many statements each page runs: eight at most, whatever it shows."""

import pytest

from tests.support.counting import QueryCounter
from tests.support.office import Office
from tests.support.visitor import Visitor

MOST = 8
#: Pages with their panels, each a request of its own.
PAGES = (
    "/", "/account/password", "/partners/", "/partners/?kind=city&country=foreign", "/partners/?q=영암", "/contacts/",
    "/interactions/", "/interactions/?q=마스크", "/follow-ups/", "/agreements/", "/agreements/board",
    "/agreements/board?pipeline=all", "/search?q=영암", "/map/", "/partners/1", "/partners/1/agreements",
    "/partners/1/history", "/partners/1/follow-ups", "/partners/1/balance", "/partners/1/contacts/",
)  # fmt: skip
#: What only htmx asks for.
PARTS = ("/partners/1/panels",)


@pytest.mark.one_database
def test_no_page_asks_the_database_more_often_than_it_must(
    report: Office, manager: Visitor, queries: QueryCounter
) -> None:
    over = {}
    for path in (*PAGES, *PARTS):
        headers = {"HX-Request": "true"} if path in PARTS else {}
        # The first visit notes that the session is in use.
        manager.raw("GET", path, headers=headers)
        with queries.counted() as statements:
            assert manager.raw("GET", path, headers=headers).status_code == 200, path
        if len(statements) > MOST:
            over[path] = len(statements)
    assert not over, f"more statements than {MOST}: {over}"
