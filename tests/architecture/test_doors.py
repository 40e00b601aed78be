"""No unguarded door (T2): every view names who may open it, and every id in an address is typed."""

import pytest
from werkzeug.routing import Rule

from partners.foundation.access import Permission
from partners.roles import COLUMNS, TABLE
from tests.support.office import Office
from tests.support.pages import OPEN, paths_of
from tests.support.visitor import Visitor

pytestmark = pytest.mark.one_database


def rules(office: Office) -> list[Rule]:
    return list(office.app.url_map.iter_rules())


def test_every_view_is_guarded(office: Office) -> None:
    guards = {name: getattr(view, "guarded_by", None) for name, view in office.app.view_functions.items()}
    assert {name for name, guard in guards.items() if guard is None} == set()
    assert {name for name, guard in guards.items() if guard == "everybody"} == OPEN
    assert all(isinstance(guard, Permission) for name, guard in guards.items() if name not in OPEN)


def test_every_permission_is_in_the_table(office: Office) -> None:
    used = {view.guarded_by for name, view in office.app.view_functions.items() if name not in OPEN}
    defined = {permission for kind in Permission.__subclasses__() for permission in kind}
    assert used <= set(TABLE)
    assert defined == set(TABLE), "A permission without a row is a door that nobody opens."
    assert all(len(row) == len(COLUMNS) for row in TABLE.values())


def test_every_id_is_typed(office: Office) -> None:
    loose = [
        f"{rule}: {name}"
        for rule in rules(office)
        for name, converter in rule._converters.items()
        if name.endswith("id") and type(converter).__name__ != "IntegerConverter"
    ]
    assert loose == []


def test_a_stranger_is_sent_to_sign_in(office: Office, stranger: Visitor) -> None:
    for rule in rules(office):
        if rule.endpoint in OPEN or "GET" not in (rule.methods or ()):
            continue
        page = stranger.open(next(paths_of(rule)), expect=303)
        assert page.location.startswith("/login?next="), rule


def test_a_stranger_cannot_write(office: Office, stranger: Visitor) -> None:
    for rule in rules(office):
        if rule.endpoint in OPEN or "POST" not in (rule.methods or ()):
            continue
        page = stranger.post(next(paths_of(rule)), expect=303)
        assert page.location == "/login", rule


def test_a_view_without_a_guard_is_closed(office: Office, manager: Visitor) -> None:
    """Somebody forgets the decorator: the door stays shut."""
    view = office.app.view_functions["today.index"]
    office.app.view_functions["today.index"] = lambda: "open"
    try:
        manager.open("/", expect=403)
    finally:
        office.app.view_functions["today.index"] = view
