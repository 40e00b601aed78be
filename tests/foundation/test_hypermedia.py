"""Pages and blocks of pages, and where an answer may send its reader."""

import pytest

from partners.foundation.hypermedia import go_to, is_htmx, safe_next
from tests.support.office import Office

pytestmark = pytest.mark.one_database
HTMX = {"HX-Request": "true"}


@pytest.mark.parametrize(
    ("headers", "block"),
    [
        ({}, False),
        (HTMX, True),
        ({**HTMX, "HX-Boosted": "true"}, False),
        ({**HTMX, "HX-History-Restore-Request": "true"}, False),
        ({"HX-Request": "maybe"}, False),
    ],
)
def test_who_wants_a_block(office: Office, headers: dict[str, str], block: bool) -> None:
    with office.app.test_request_context("/partners/", headers=headers):
        assert is_htmx() is block


def test_after_a_write_one_goes_and_looks(office: Office) -> None:
    with office.app.test_request_context("/"):
        plain = go_to("/partners/1")
        assert (plain.status_code, plain.headers["Location"]) == (303, "/partners/1")
    with office.app.test_request_context("/", headers=HTMX):
        inside = go_to("/partners/1")
        assert inside.status_code == 204
        assert "/partners/1" in (inside.headers.get("HX-Location") or inside.headers.get("HX-Redirect") or "")


def test_caches_keep_pages_and_blocks_apart(office: Office) -> None:
    answer = office.app.test_client().get("/login")
    assert "HX-Request" in answer.headers["Vary"]


@pytest.mark.parametrize(
    "address", [None, "", "//evil.example", "/\\evil.example", "https://evil.example/", "/a\nb", "/a\x00"]
)
def test_foreign_addresses_lead_home(office: Office, address: str | None) -> None:
    with office.app.test_request_context("/"):
        assert safe_next(address) == "/"


def test_our_addresses_stay(office: Office) -> None:
    with office.app.test_request_context("/"):
        assert safe_next("/partners/?q=영암&kind=city") == "/partners/?q=영암&kind=city"
