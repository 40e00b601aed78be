"""T9: the security headers of every answer, letter by letter."""

import pytest

from partners.foundation.settings import PROJECT
from tests.support.inspector import HEADERS, inspect
from tests.support.office import Office
from tests.support.page import Page
from tests.support.visitor import Visitor

pytestmark = pytest.mark.one_database


@pytest.mark.parametrize(
    ("path", "status"),
    [("/login", 200), ("/", 303), ("/no-such-page", 404), ("/healthz", 200), ("/readyz", 200), ("/partners/1", 303)],
)
def test_for_strangers(stranger: Visitor, path: str, status: int) -> None:
    inspect(Page(stranger._request("GET", path)))
    assert stranger._request("GET", path).status_code == status


@pytest.mark.parametrize(
    "path", ["/account", "/partners/", "/partners/99999", "/interactions/?page=nonsense", "/map/view"]
)
def test_for_people(report: Office, manager: Visitor, path: str) -> None:
    inspect(Page(manager.raw("GET", path)))


def test_wrong_method_and_too_much(manager: Visitor) -> None:
    wrong = Page(manager.raw("DELETE", "/account"))
    assert (wrong.status, "GET" in wrong.headers["Allow"]) == (405, True)
    inspect(wrong)
    large = Page(manager.raw("POST", "/account/language", data={"locale": "x" * 3_000_000}))
    assert large.status == 413
    inspect(large)


def test_static_files(office: Office, stranger: Visitor) -> None:
    with office.app.app_context():
        address = office.app.extensions["partners.static_url"]("images/favicon.svg")
    answer = stranger.client.get(address)
    assert answer.status_code == 200
    assert answer.headers["Cache-Control"].endswith(", public, immutable")
    assert answer.headers["Content-Security-Policy"].startswith("default-src 'none'")
    for name in set(HEADERS) - {"Cache-Control"}:
        assert answer.headers[name] == HEADERS[name]
    assert "Access-Control-Allow-Origin" not in answer.headers


@pytest.mark.parametrize(
    "name",
    ["../partners/application.py", "%2e%2e/wsgi.py", "..%2f..%2fwsgi.py", "styles/../../wsgi.py", "%00", "/etc/passwd"],
)
def test_static_files_end_at_their_folder(office: Office, stranger: Visitor, name: str) -> None:
    with office.app.app_context():
        address = office.app.extensions["partners.static_url"](name)
    answer = stranger.client.get(address)
    assert answer.status_code in {400, 404}
    assert b"import" not in answer.data


def test_hsts_only_in_production(manager: Visitor) -> None:
    assert "Strict-Transport-Security" not in manager.visit("accounts.account").headers


def test_each_answer_has_its_own_nonce(stranger: Visitor) -> None:
    policies = {stranger.open("/login").headers["Content-Security-Policy"] for _ in range(3)}
    assert len(policies) == 3


def test_no_template_names_another_host() -> None:
    for path in sorted((PROJECT / "templates").rglob("*.html")):
        text = path.read_text().replace("http://www.w3.org/", "")
        assert 'src="http' not in text, path
        assert '<link href="http' not in text, path
