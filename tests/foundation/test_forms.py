"""The fields that every form shares: what was typed is kept, what is meant is understood."""

from collections.abc import Iterator
from datetime import date

import pytest
from werkzeug.datastructures import MultiDict
from wtforms import HiddenField

from partners.foundation.forms import BodyField, CreateForm, Form, LengthAtMost, LineField, OfficialDateField
from partners.foundation.refusals import Refusal, Stale
from tests.support.office import Office

pytestmark = pytest.mark.one_database


class Sample(Form):
    line = LineField("Line", [LengthAtMost(10)])
    body = BodyField("Body")
    day = OfficialDateField("Day")
    secret = HiddenField()


@pytest.fixture
def request_context(office: Office) -> Iterator[None]:
    with office.app.test_request_context("/", method="POST"):
        yield


def filled(**typed: str) -> Sample:
    form = Sample(formdata=MultiDict(typed), meta={"csrf": False})
    form.validate()
    return form


@pytest.mark.usefixtures("request_context")
class TestFields:
    def test_lines_are_composed_and_trimmed(self) -> None:
        assert filled(line="  영암군 ").line.data == "영암군"

    def test_bodies_keep_their_lines(self) -> None:
        assert filled(body="가\r\n나").body.data == "가\n나"

    def test_too_long_says_how_long(self) -> None:
        assert "11" in str(filled(line="x" * 11).line.errors)

    @pytest.mark.parametrize(
        "typed", ["2020-03-24", "'20. 3. 24.", "'20.3.24.", "2020.3.24", "3월 24일", "2020년 3월 24일"]
    )
    def test_a_day_as_officials_write_it(self, typed: str) -> None:
        assert filled(day=typed).day.data == date(2020, 3, 24)

    def test_an_empty_day_is_unknown(self) -> None:
        form = filled(day="")
        assert form.day.data is None
        assert not form.day.errors

    @pytest.mark.parametrize(
        "typed", ["'20.3.44.", "2020-02-30", "someday", "11월", "'20. 2. ~ 12.", "'20.7.7. / 10.14."]
    )
    def test_what_is_no_day_stays_typed(self, typed: str) -> None:
        form = filled(day=typed)
        assert form.day.errors
        assert form.day._value() == typed


@pytest.mark.usefixtures("request_context")
class TestRefusals:
    def test_at_the_field_that_it_names(self) -> None:
        form = filled(line="x")
        with form.refusals():
            raise Refusal("No.", field="line")
        assert form.line.errors == ["No."]
        assert form.refused_status == 422

    @pytest.mark.parametrize("field", [None, "nothing", "secret"])
    def test_over_the_form_when_there_is_no_such_field(self, field: str | None) -> None:
        form = filled(line="x")
        with form.refusals():
            raise Refusal("No.", field=field)
        assert form.form_errors == ["No."]

    def test_a_conflict_has_its_own_status(self) -> None:
        form = filled()
        with form.refusals():
            raise Stale("Changed meanwhile.")
        assert form.refused_status == 409

    def test_other_errors_are_errors(self) -> None:
        with pytest.raises(ZeroDivisionError), filled().refusals():
            raise ZeroDivisionError


@pytest.mark.usefixtures("request_context")
def test_each_form_has_a_key_of_its_own() -> None:
    keys = {CreateForm(meta={"csrf": False}).once.data for _ in range(3)}
    assert len(keys) == 3
