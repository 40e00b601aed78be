"""T32: no text field of any form takes a registration number, and no action writes one down."""

import logging
from collections.abc import Iterator
from datetime import date

import pytest
from sqlalchemy import Text, cast, select
from sqlalchemy.orm import Session
from wtforms import HiddenField, PasswordField, StringField

from partners.audit.models import ChangeValue
from partners.directory import actions as directory
from partners.directory.queries import get_partner
from partners.foundation.database import Base
from partners.foundation.forms import Form, WrittenText
from partners.foundation.refusals import Refusal
from partners.interactions import actions as interactions
from tests.support.factories import directory as make
from tests.support.office import Office
from tests.support.visitor import Visitor

NUMBER = "900101-1234568"
#: Fields whose text is read as the code or id of something; it is never stored as typed.
CODES = {
    "stage", "save", "target", "related_partner_id", "successor_id", "cohort_id", "member_count", "cohort_no",
    "followers",
}  # fmt: skip


def every_form(base: type[Form] = Form) -> Iterator[type[Form]]:
    for form in base.__subclasses__():
        if form.__module__.startswith("partners."):
            yield form
        yield from every_form(form)


@pytest.mark.one_database
@pytest.mark.usefixtures("office")
def test_every_text_field_of_every_form_refuses() -> None:
    fields = {
        (form.__name__, name): unbound.field_class
        for form in every_form()
        for name in dir(form)
        if (unbound := getattr(form, name)).__class__.__name__ == "UnboundField"
    }
    texts = {place: kind for place, kind in fields.items() if issubclass(kind, StringField)}
    open_to_all = [
        f"{form}.{name}"
        for (form, name), kind in texts.items()
        if not issubclass(kind, WrittenText | PasswordField | HiddenField) and name not in CODES
    ]
    assert len(texts) > 50
    assert open_to_all == [], "Use LineField or BodyField."


@pytest.mark.parametrize("field", ["name_ko", "aliases", "address", "note", "source"])
def test_it_is_said_at_the_field_and_stays_nowhere(
    exchange: Visitor, office: Office, field: str, caplog: pytest.LogCaptureFixture
) -> None:
    typed = {**make.typed("강릉시"), field: f"강릉 {NUMBER}"}
    with caplog.at_level(logging.DEBUG):
        page = exchange.send("directory.create", typed, expect=422, kind="city")
    assert page.errors[field] == "주민등록번호로 보이는 숫자가 있습니다. 지우고 저장하세요."
    assert NUMBER in str(page.field(field))
    assert NUMBER not in caplog.text
    with office.reading() as session:
        assert stored(session, NUMBER) == []


@pytest.mark.usefixtures("report")
def test_an_import_or_another_door_cannot_write_one(office: Office) -> None:
    head = office.person("manager")
    entry = {"kind": "letter", "partners": [1], "date": "2020-11-01", "team": office.person("exchange").team_id}
    attempts = (
        lambda: directory.create_partner("city", {**make.typed("강릉시"), "note": NUMBER}, by=head),
        lambda: directory.create_partner("city", {**make.typed("강릉시"), "aliases": [NUMBER]}, by=head),
        lambda: directory.add_document(get_partner(1), "loi", "의향서", by=head, number=NUMBER),
        lambda: directory.add_document(get_partner(1), "loi", NUMBER, by=head),
        lambda: directory.take_over(
            get_partner(1),
            "friendship",
            reason="이전",
            source="대장",
            base_date=date(2020, 1, 1),
            by=head,
            frame=NUMBER,
        ),
        lambda: interactions.log({**entry, "title": "서한", "body": NUMBER}, by=head),
        lambda: interactions.log({**entry, "title": NUMBER}, by=head),
    )
    for attempt in attempts:
        with pytest.raises(Refusal), office.writing():
            attempt()
    with office.reading() as session:
        assert session.scalar(select(ChangeValue.id).where(ChangeValue.after.contains(NUMBER))) is None
        assert stored(session, NUMBER) == []


def stored(session: Session, text: str) -> list[str]:
    """The columns of the whole database in which the text stands."""
    return [
        f"{table.name}.{column.name}"
        for table in Base.metadata.sorted_tables
        for column in table.c
        if session.execute(select(table.c[column.name]).where(cast(column, Text).contains(text)).limit(1)).first()
    ]
