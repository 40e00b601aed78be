"""T1 and T3: what each role gets at each address, and that a record which is not there looks like none."""

import re
from collections.abc import Iterable, Mapping

import pytest
from sqlalchemy import update
from werkzeug.routing import Rule

from partners.accounts.rules import Role
from partners.directory.models import Partner
from partners.foundation.access import Scope
from partners.foundation.clock import now
from partners.roles import GRANTS
from tests.support import matrix
from tests.support.matrix import ALLOWED, HIDDEN, REFUSED, SIGN_IN, House
from tests.support.office import Office
from tests.support.pages import OPEN
from tests.support.visitor import Visitor

pytestmark = pytest.mark.one_database
NOWHERE = 987_654
#: Differs from answer to answer.
SECRETS = re.compile(r'nonce="[^"]*"|name="csrf_token"[^>]*value="[^"]*"')


def test_every_door_for_every_role(report: Office) -> None:
    """T1: an answer that the committed matrix does not name fails, and so does a route without a line."""
    house, expected = House(report), matrix.expected()
    doors = list(house.doors)
    gone = expected.keys() - {(rule.endpoint, method) for rule, method in doors}
    faults = [
        *_faults(house, expected, doors),
        *(f"There is no route {key} any more: take its line away." for key in gone),
    ]
    assert not faults, "\n".join(faults)


def test_the_matrix_bites(report: Office) -> None:
    house, expected = House(report), matrix.expected()
    door = next(door for door in house.doors if door[0].endpoint == "directory.edit")
    assert _faults(house, expected, [door]) == []
    row = expected.pop(("directory.edit", "GET"))
    assert (
        "directory.edit,GET,sign-in,refused,own team,allowed,refused,refused,sign-in"
        in _faults(house, expected, [door])[0]
    )
    expected["directory.edit", "GET"] = {**row, "officer": ALLOWED}
    assert _faults(house, expected, [door]) == ["GET /partners/<int:partner_id>/edit: officer is own team, not allowed"]


def _faults(house: House, expected: Mapping[matrix.Key, matrix.Row], doors: Iterable[tuple[Rule, str]]) -> list[str]:
    faults = []
    for rule, method in doors:
        answered, row = house.row(rule, method), expected.get((rule.endpoint, method))
        if row is None:
            faults.append(f"{matrix.FILE.name} lacks this line:\n{matrix.line((rule.endpoint, method), answered)}")
            continue
        faults += [
            f"{method} {rule}: {role} is {what}, not {row[role]}"
            for role, what in answered.items()
            if what != row[role]
        ]
    return faults


def test_the_matrix_says_what_the_access_table_says(office: Office) -> None:
    """Two people would have to make the same mistake."""
    for (endpoint, _method), row in matrix.expected().items():
        permission = getattr(office.app.view_functions[endpoint], "guarded_by", None)
        if endpoint in OPEN:
            continue
        assert row["anonymous"] == row["disabled"] == SIGN_IN, endpoint
        for role in Role:
            shut = GRANTS[permission][role] is Scope.NONE  # type: ignore[index]
            assert (row[role] == REFUSED) if shut else (row[role] != SIGN_IN), f"{endpoint}: {role}"


@pytest.mark.parametrize("role", ["officer", "manager", "administrator", "viewer"])
def test_what_is_not_there_looks_the_same_everywhere(report: Office, role: str) -> None:
    """T3: ids that never were get one and the same page. A partner that was put away can be read; the rest is
    refused in words that name nobody."""
    house = House(report)
    with report.writing() as session:
        session.execute(update(Partner).where(Partner.id == house.values["partner_id"].ours).values(trashed_at=now()))
    report.close()
    visitor, faults = house.visitors[role], []
    pages: dict[str, set[str]] = {}
    archived: dict[str, str] = {}
    for rule, method in house.doors:
        if not any(name.endswith("_id") for name in rule.arguments):
            continue
        never = _answer(visitor, method, _path(house, rule, role, NOWHERE))
        pages.setdefault(never[0], set()).add(never[1])
        # Whoever may never do it is told so; the others are told that there is nothing to do it to.
        permission = report.app.view_functions[rule.endpoint].guarded_by  # type: ignore[attr-defined]
        wanted = REFUSED if GRANTS[permission][Role(role)] is Scope.NONE else HIDDEN
        if never[0] != wanted:
            faults.append(f"{method} {rule}: a record that never was is {never[0]}, not {wanted}")
        if "partner_id" in rule.arguments and rule.endpoint not in SHOW_WHAT_WAS_PUT_AWAY | CORRECT_PERSONS:
            away = _answer(visitor, method, house.path(rule, role, "ours"))
            if wanted == HIDDEN and away != never:
                archived.setdefault(away[1], rule.endpoint)
    assert not faults, "\n".join(faults)
    strange = sorted(name for body, name in archived.items() if "보관된 기록입니다" not in body)
    assert strange == [], "These neither show what was put away nor refuse it in words."
    assert all(len(bodies) == 1 for bodies in pages.values()), "Pages of what is not there differ."


#: Where a partner that was put away may still be looked at, by whom the matrix lets in.
SHOW_WHAT_WAS_PUT_AWAY: set[str] = {
    "small_panels",
    "agreements.history",
    "directory.contact",
    "directory.contact_changes",
    "agreements.of_partner",
    "directory.changes",
    "directory.contacts",
    "directory.members",
    "directory.restore",
    "directory.restore_form",
    "directory.show",
    "follow_ups.of_partner",
    "interactions.balance",
}

#: A person may have one's data corrected wherever they stand (Personal Information Protection Act, article 36).
CORRECT_PERSONS: set[str] = {
    "directory.bring_back_contact",
    "directory.edit_contact",
    "directory.update_contact",
    "directory.remove_contact",
    "directory.remove_form",
    "directory.removed_contacts",
}


def test_a_record_of_another_team_is_refused_or_shown_but_never_hidden(report: Office) -> None:
    """T3: reading is allowed to everybody, so a refusal may say that it is one."""
    for (endpoint, _method), row in matrix.expected().items():
        if endpoint.startswith(("directory.", "interactions.", "agreements.")):
            assert row["officer"] in {ALLOWED, matrix.OWN_TEAM, REFUSED}, endpoint


def _path(house: House, rule: Rule, role: str, number: int) -> str:
    values = {
        name: number if name.endswith("_id") else house._value(name, converter, role, "ours")
        for name, converter in rule._converters.items()
    }
    return str(rule.build(values, append_unknown=False)[1])


def _answer(visitor: Visitor, method: str, path: str) -> tuple[str, str]:
    data = None if method in matrix.SAFE else {"csrf_token": visitor.token}
    response = visitor.raw(method, path, data=data)
    return matrix.meaning(response, f"{method} {path}"), SECRETS.sub("", response.get_data(as_text=True))
