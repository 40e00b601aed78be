"""Every error has a page that says what happened and what to do, in both languages, and leaks nothing."""

from collections.abc import Callable, Iterator
from copy import copy

import pytest
from flask import Flask, Response, request
from sqlalchemy import event, insert
from sqlalchemy.exc import DataError, OperationalError

from partners.accounts.models import Team
from partners.application import create_app
from partners.foundation import errors
from partners.foundation.access import open_to_all
from partners.foundation.database import db
from partners.foundation.refusals import Refusal
from tests.support.office import Office
from tests.support.traces import fingerprint
from tests.support.visitor import HTMX, Visitor

STATUSES = (400, 403, 404, 405, 409, 410, 413, 422, 429, 500)
SECRET = "secret-of-the-engine"


class Broken(Exception):
    pass


@open_to_all
def trouble() -> Response:
    """Fails in the way that is asked for."""
    kind = request.args["kind"]
    if kind == "unique":
        db.session.execute(insert(Team).values(code="csr", name="once more"))
    if kind == "unique-at-commit":
        db.session.add(Team(code="csr", name="once more"))
        return Response("saved")
    if kind == "refusal":
        raise Refusal("This may not be.")
    if kind == "data":
        raise DataError(SECRET, {}, Exception(SECRET))
    raise Broken(SECRET)


@pytest.fixture(scope="module")
def failing_apps() -> dict[str, Flask]:
    """Apps that have pages which fail, one a database."""
    return {}


@pytest.fixture
def troubled(office: Office, failing_apps: dict[str, Flask]) -> Iterator[Office]:
    """The office with an app that has pages which fail."""
    unlucky = copy(office)
    unlucky.app = failing_apps.get(office.database.name) or failing_app(office)
    failing_apps[office.database.name] = unlucky.app
    yield unlucky
    unlucky.close()


def failing_app(office: Office) -> Flask:
    app = create_app(office.settings)
    app.add_url_rule("/trouble", "trouble", trouble, methods=["GET", "POST"])
    for status in STATUSES:
        app.add_url_rule(f"/status/{status}", f"status{status}", _page_of(status))
    return app


@pytest.mark.parametrize("language", ["ko", "en"])
@pytest.mark.parametrize(
    ("kind", "status"), [("unique", 409), ("unique-at-commit", 409), ("refusal", 422), ("data", 400), ("bug", 500)]
)
def test_trouble_in_a_write(troubled: Office, kind: str, status: int, language: str) -> None:
    """T4: whatever goes wrong, nothing is kept and nothing of the engine is shown."""
    manager = Visitor(troubled, "manager")
    manager.visit("accounts.account")
    before = fingerprint(troubled)
    page = manager.post(f"/trouble?kind={kind}&lang={language}", expect=status)
    assert page.heading
    assert SECRET not in page.html
    assert "Traceback" not in page.html
    assert "sqlalche" not in page.html
    assert page.language == language
    assert fingerprint(troubled) == before


def test_the_page_of_a_failing_database_does_not_ask_it_for_the_menu(troubled: Office) -> None:
    manager = Visitor(troubled, "manager")
    manager.visit("accounts.account")

    def fail(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        if "FROM partners" in statement:
            raise OperationalError(SECRET, {}, Exception(SECRET))

    with troubled.app.app_context():
        engine = db.engine
    event.listen(engine, "before_cursor_execute", fail)
    try:
        page = manager.visit("directory.index", expect=500)
    finally:
        event.remove(engine, "before_cursor_execute", fail)
    assert page.heading
    assert SECRET not in page.html


@pytest.mark.parametrize(("kind", "status"), [("unique-at-commit", 409), ("bug", 500)])
def test_trouble_inside_htmx_is_a_notice(troubled: Office, kind: str, status: int) -> None:
    page = Visitor(troubled, "manager").post(f"/trouble?kind={kind}", expect=status, htmx=True)
    assert page.headers["HX-Retarget"] == "#notices"
    assert not page.is_whole
    assert page.text


def test_the_next_request_finds_everything_in_order(troubled: Office) -> None:
    manager = Visitor(troubled, "manager")
    manager.post("/trouble?kind=bug", expect=500)
    manager.post("/trouble?kind=unique", expect=409)
    manager.send("accounts.choose_language", {"locale": "en"})


@pytest.mark.parametrize("language", ["ko", "en"])
def test_pages_that_do_not_exist(manager: Visitor, language: str) -> None:
    page = manager.open(f"/no-such-page?lang={language}", expect=404)
    assert page.language == language
    assert page.main.all("a[href]"), "A way back."


@pytest.mark.parametrize("language", ["ko", "en"])
@pytest.mark.parametrize("status", STATUSES)
def test_every_page_of_errors(troubled: Office, status: int, language: str) -> None:
    """Each status has words of its own; the page needs neither a session nor the database."""
    page = Visitor(troubled).open(f"/status/{status}?lang={language}", expect=status)
    assert page.heading
    assert len(page.text) > 20


def _page_of(status: int) -> Callable[[], Response]:
    return open_to_all(lambda: errors.page(status))


def test_a_stale_token_says_what_to_do(manager: Visitor) -> None:
    manager.visit("accounts.account")
    page = manager._answer("POST", "/account/language", 400, data={"csrf_token": "stale", "locale": "en"})
    assert page.heading
    inside = manager._answer("POST", "/account/language", 400, data={"csrf_token": "stale"}, headers=HTMX)
    assert not inside.is_whole


@pytest.mark.parametrize("path", ["/partners/999999", "/interactions/999999", "/agreements/999999", "/partners/0"])
def test_unknown_ids_are_a_clear_page(report: Office, manager: Visitor, path: str) -> None:
    assert manager.open(path, expect=404).heading


@pytest.mark.parametrize("path", ["/partners/abc", "/partners/1%27", "/partners/-1", "/agreements/1e3", "/partners/²"])
def test_ids_that_are_no_numbers(report: Office, manager: Visitor, path: str) -> None:
    manager.open(path, expect=404)


@pytest.mark.parametrize("path", ["/partners/99999999999999999999", "/interactions/9223372036854775808"])
def test_ids_beyond_every_database(report: Office, manager: Visitor, path: str) -> None:
    manager.open(path, expect=(400, 404))


@pytest.mark.parametrize(
    "path",
    [
        "/partners/?kind=pirate", "/partners/?country=XX", "/partners/?tie=eternal", "/partners/?stage=nowhere",
        "/partners/?sort=;drop", "/partners/?page=zzz", "/partners/?team=nobody", "/interactions/?kind=party",
        "/interactions/?page=a", "/agreements/?pipeline=none", "/agreements/board?pipeline=none", "/map/?kind=pirate",
        "/map/points?kind=pirate", "/partners/new/pirate",
    ],
)  # fmt: skip
def test_unknown_filters_are_a_clear_page(report: Office, manager: Visitor, path: str) -> None:
    page = manager.open(path, expect=(200, 400, 404))
    assert not page.is_whole or page.heading


def test_a_body_of_three_megabytes(report: Office, manager: Visitor) -> None:
    manager.visit("accounts.account")
    before = fingerprint(report)
    page = manager.post("/interactions/new", {"title": "가" * 1_000_000}, expect=413)
    assert page.heading
    assert fingerprint(report) == before
