"""T6: whatever changes something wants this session's token, with htmx and without, at sign-in too."""

import pytest
from werkzeug.routing import Rule

from tests.support.office import Office
from tests.support.pages import paths_of
from tests.support.visitor import HTMX, Visitor

pytestmark = pytest.mark.one_database
SAFE = {"GET", "HEAD", "OPTIONS"}


def writing_rules(office: Office) -> list[tuple[Rule, str]]:
    return [(rule, method) for rule in office.app.url_map.iter_rules() for method in (rule.methods or set()) - SAFE]


@pytest.mark.parametrize("headers", [{}, HTMX], ids=["page", "htmx"])
@pytest.mark.parametrize("token", [None, "", "made-up", "of another session"])
def test_no_write_without_the_token(
    report: Office, manager: Visitor, exchange: Visitor, token: str | None, headers: dict[str, str]
) -> None:
    foreign = exchange.token if token == "of another session" else token
    manager.visit("accounts.account")
    for rule, method in writing_rules(report):
        path = next(paths_of(rule))
        data = {} if foreign is None else {"csrf_token": foreign}
        page = manager._answer(method, path, expect=400, data=data, headers=headers)
        assert page.text, rule


def test_there_is_something_to_protect(office: Office) -> None:
    endpoints = {rule.endpoint for rule, _method in writing_rules(office)}
    assert {"accounts.sign_in", "accounts.logout", "directory.create", "interactions.create"} <= endpoints


def test_sign_in_wants_its_token(stranger: Visitor) -> None:
    page = stranger._answer("POST", "/login", 400, data={"username": "manager", "password": "x"})
    assert page.heading
