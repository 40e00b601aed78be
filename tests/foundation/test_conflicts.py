"""What differs between the form that was sent and the record as it stands, in words."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from sqlalchemy.orm.exc import StaleDataError
from werkzeug.datastructures import MultiDict
from wtforms import BooleanField, RadioField, SelectField, SelectMultipleField
from wtforms.fields.choices import SelectChoice

from partners.foundation.conflicts import Difference
from partners.foundation.database import db
from partners.foundation.forms import BodyField, EditForm, LineField, OfficialDateField, coerce_id
from partners.foundation.refusals import Stale
from partners.foundation.words import _
from tests.support.office import Office

pytestmark = [pytest.mark.one_database, pytest.mark.usefixtures("request_context")]

TEAMS = [SelectChoice("", "Nobody"), SelectChoice("1", "Exchange"), SelectChoice("2", "Medical")]


class Sample(EditForm):
    line = LineField("Line")
    body = BodyField("Body")
    day = OfficialDateField("Day")
    team = SelectField("Team", choices=TEAMS, coerce=coerce_id)
    kind = RadioField("Kind", choices=[SelectChoice("a", "First"), SelectChoice("b", "Second")])
    tags = SelectMultipleField("Tags", choices=[SelectChoice("x", "Sea"), SelectChoice("y", "Hill")])
    box = BooleanField("Box")
    reason = LineField("Reason")


STORED: dict[str, Any] = {
    "line": "saved",
    "body": "one\ntwo",
    "day": date(2020, 3, 24),
    "team": 1,
    "kind": "a",
    "tags": ["x", "y"],
    "box": True,
    "version": 7,
}
SAME = MultiDict(
    [("line", "saved"), ("body", "one\r\ntwo"), ("day", "'20. 3. 24."), ("team", "1"), ("kind", "a"), ("tags", "x"), ("tags", "y"), ("box", "y")]
)  # fmt: skip


@pytest.fixture
def request_context(office: Office) -> Iterator[None]:
    with office.app.test_request_context("/?lang=en", method="POST"):
        yield


def compared(typed: MultiDict[str, str]) -> Sample:
    form = Sample(formdata=typed, meta={"csrf": False})
    form.refuse(Stale("Changed meanwhile."))
    stored = Sample(formdata=None, data=STORED, meta={"csrf": False})
    form.compare_with(stored, who="김교류", at=None, leave="/partners/1")
    return form


def found(**typed: str) -> dict[str, Difference]:
    changed = SAME.copy()
    for name, value in typed.items():
        changed.setlist(name, [] if not value and name in {"tags", "box"} else [value])
    conflict = compared(changed).conflict
    assert conflict is not None
    return {one.field: one for one in conflict.differences}


def test_the_same_written_otherwise_is_no_difference() -> None:
    assert found() == {}
    assert found(reason="corrected") == {}


@pytest.mark.parametrize(
    ("field", "typed", "theirs", "mine", "takes", "keeps"),
    [
        ("line", "typed", "saved", "typed", ("saved",), ("typed",)),
        ("body", "three", "one\ntwo", "three", ("one\ntwo",), ("three",)),
        ("team", "", "Exchange", "Nobody", ("1",), ("",)),
        ("kind", "b", "First", "Second", ("a",), ("b",)),
        ("tags", "y", "Sea, Hill", "Hill", ("x", "y"), ("y",)),
        ("box", "", "Yes", "No", ("y",), ()),
    ],
)
def test_a_difference_says_both_values_and_how_to_take_either(
    field: str, typed: str, theirs: str, mine: str, takes: tuple[str, ...], keeps: tuple[str, ...]
) -> None:
    difference = found(**{field: typed})[field]
    assert set(found(**{field: typed})) == {field}
    assert (str(difference.theirs), str(difference.mine)) == (_said(theirs), _said(mine))
    assert (difference.fills, difference.takes, difference.keeps) == (field, takes, keeps)


def test_days_are_said_as_officials_write_them() -> None:
    difference = found(day="2020-03-25")["day"]
    assert "24" in difference.theirs
    assert "25" in difference.mine
    assert difference.takes == ("2020-03-24",)


def test_the_form_then_carries_the_version_on_file_and_keeps_what_was_typed() -> None:
    form = compared(MultiDict([*SAME.items(multi=True), ("version", "3")]))
    assert form.is_stale
    assert form.refused_status == 409
    assert 'value="7"' in str(form.version())
    assert form.line.data == "saved"


def test_two_who_save_at_the_same_moment_are_a_conflict_too() -> None:

    form = Sample(formdata=SAME, meta={"csrf": False})
    with form.refusals():
        raise StaleDataError("UPDATE statement on table expected to update 1 row(s); 0 were matched.")
    assert form.is_stale
    assert not db.session.new


def _said(word: str) -> str:
    return str(_(word)) if word in {"Yes", "No"} else word


@pytest.mark.parametrize("seen", ["[" * 100_000, "{", "null", "7", '["line"]'])
def test_what_was_seen_may_be_anything(seen: str) -> None:
    form = compared(MultiDict([("line", "mine"), ("seen", seen)]))
    assert form.conflict is not None
    assert "line" in {one.field for one in form.conflict.differences}
    assert not any(one.untouched for one in form.conflict.differences)
