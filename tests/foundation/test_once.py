"""T39: a form that is sent twice makes one thing."""

import pytest
from sqlalchemy import func, select

from partners.foundation.clock import now
from partners.foundation.database import db
from partners.foundation.once import KEPT, UsedKey, forget_old_keys
from partners.interactions.models import Interaction
from tests.support.office import Office
from tests.support.visitor import Visitor

LETTER = {"title": "안부 서한", "kind": "letter", "partners": "2", "date": "'20.3.24."}


def letters(office: Office) -> int:
    with office.reading() as session:
        return session.scalar(select(func.count()).where(Interaction.title == LETTER["title"])) or 0


def test_a_double_click_makes_one_record(report: Office, exchange: Visitor) -> None:
    form = exchange.visit("interactions.new").form("/interactions/new")
    first = exchange.press(form, **LETTER)
    second = exchange.press(form, **LETTER)
    assert first.location == second.location
    assert letters(report) == 1


def test_a_form_that_was_refused_may_be_sent_again(report: Office, exchange: Visitor) -> None:
    form = exchange.visit("interactions.new").form("/interactions/new")
    exchange.press(form, expect=422, **{**LETTER, "date": "someday"})
    exchange.press(form, **LETTER)
    assert letters(report) == 1


def test_two_forms_make_two_records(report: Office, exchange: Visitor) -> None:
    for _ in range(2):
        exchange.press(exchange.visit("interactions.new").form("/interactions/new"), **LETTER)
    assert letters(report) == 2


@pytest.mark.usefixtures("at_work")
def test_old_keys_are_forgotten() -> None:
    db.session.add_all(
        [UsedKey(key="old", address="/", used_at=now() - KEPT * 1.01), UsedKey(key="new", address="/", used_at=now())]
    )
    db.session.flush()
    forget_old_keys()
    assert db.session.scalars(select(UsedKey.key)).all() == ["new"]
