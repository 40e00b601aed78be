"""The days of a standing tie, written later; and ending a tie: who may, in which order, what the history tells."""

from datetime import date

import pytest
from sqlalchemy import select

from partners.directory.models import Partner, Tie
from tests.support.office import Office
from tests.support.page import FormOnPage
from tests.support.visitor import Visitor

GOSEONG = 1


def _tie(office: Office, partner_id: int = GOSEONG) -> Tie:
    with office.reading() as session:
        tie = session.scalars(select(Tie).where(Tie.partner_id == partner_id)).one()
        session.expunge(tie)
        return tie


def _form(visitor: Visitor, office: Office, **address: str) -> FormOnPage:
    return visitor.visit("directory.tie_days", partner_id=GOSEONG, tie_id=_tie(office).id, **address).form("/days")


def test_an_unknown_day_is_written_with_its_source(report: Office, exchange: Visitor) -> None:
    page = exchange.visit("directory.show", partner_id=GOSEONG)
    address = page.link("이 날짜로 적기")
    form = exchange.open(address).form("/days")
    assert form.values["signed_on"] == ["1995"], "What the outside source says, to be completed."
    assert "signed_on" in exchange.press(form, expect=422).errors
    exchange.press(form, signed_on="1995. 10. 12.", days_source="협정서 원본", note="체결식 사진 있음")
    tie = _tie(report)
    assert (tie.signed_on, tie.days_source, tie.note) == (date(1995, 10, 12), "협정서 원본", "체결식 사진 있음")
    page = exchange.visit("directory.show", partner_id=GOSEONG)
    assert "1995. 10. 12." in page.text
    assert "이 날짜로 적기" not in page.text
    history = exchange.visit("directory.changes", partner_id=GOSEONG).text
    assert "1995. 10. 12." in history
    assert "협정서 원본" in history


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"signed_on": "1995. 10. 12.", "days_source": ""}, "days_source"),
        ({"signed_on": "1995. 10. 12.", "days_source": "x", "ceremony_on": "1995. 10. 1."}, "ceremony_on"),
        ({"signed_on": "1995. 10. 12.", "days_source": "x", "ends_on": "1990. 1. 1."}, "ends_on"),
        ({"signed_on": "2020. 11. 19.", "days_source": "x"}, "signed_on"),
        ({"signed_on": "10월", "days_source": "x"}, "signed_on"),
        ({"note": "900101-1234568"}, "note"),
    ],
)
def test_bad_days_change_nothing(report: Office, exchange: Visitor, typed: dict[str, str], field: str) -> None:
    before = _tie(report).version
    page = exchange.press(_form(exchange, report), expect=422, **typed)
    assert field in page.errors
    assert page.field("signed_on") == typed.get("signed_on", "")
    assert _tie(report).version == before


def test_the_second_of_two_sees_both_values(report: Office, exchange: Visitor, manager: Visitor) -> None:
    first, second = _form(exchange, report), _form(manager, report)
    exchange.press(first, signed_on="1995. 10. 12.", days_source="협정서 원본")
    page = manager.press(second, expect=409, signed_on="1995. 10. 13.", days_source="보도자료")
    assert "협정서 원본" in page.text
    manager.press(page.form("/days"))
    assert _tie(report).signed_on == date(1995, 10, 13)


def test_who_may(report: Office, viewer: Visitor, medical: Visitor) -> None:
    number = _tie(report).id
    for stranger in (viewer, medical):
        for endpoint in ("directory.tie_days", "directory.end_tie_form"):
            stranger.visit(endpoint, expect=403, partner_id=GOSEONG, tie_id=number)
        stranger.send("directory.date_tie", {"version": "1"}, expect=403, partner_id=GOSEONG, tie_id=number)
        stranger.send("directory.end_tie", {"version": "1"}, expect=403, partner_id=GOSEONG, tie_id=number)
        assert "directory/ties" not in stranger.visit("directory.show", partner_id=GOSEONG).html


def test_another_partners_tie_is_not_there(report: Office, exchange: Visitor) -> None:
    exchange.visit("directory.tie_days", expect=404, partner_id=2, tie_id=_tie(report).id)


def test_ending_a_tie(report: Office, exchange: Visitor) -> None:
    number = _tie(report).id
    form = exchange.visit("directory.end_tie_form", partner_id=GOSEONG, tie_id=number).form("/end")
    assert "reason" in exchange.press(form, expect=422, reason="").errors
    assert "on" in exchange.press(form, expect=422, reason="종료", on="2020. 12. 31.").errors
    exchange.press(form, reason="상대 도시의 통보", on="2020. 11. 10.")
    tie = _tie(report)
    assert (tie.status, tie.ended_on, tie.end_reason) == ("ended", date(2020, 11, 10), "상대 도시의 통보")
    page = exchange.visit("directory.show", partner_id=GOSEONG)
    assert "상대 도시의 통보" in page.text
    assert "관계 종료" in exchange.visit("directory.changes", partner_id=GOSEONG).text
    assert "이미 종료" in exchange.visit("directory.end_tie_form", partner_id=GOSEONG, tie_id=number).text
    assert "상호결연 7" in exchange.visit("directory.index", kind="city").text


def test_an_old_version_ends_nothing(report: Office, exchange: Visitor, manager: Visitor) -> None:
    number = _tie(report).id
    form = manager.visit("directory.end_tie_form", partner_id=GOSEONG, tie_id=number).form("/end")
    exchange.press(_form(exchange, report), note="메모")
    manager.press(form, expect=409, reason="종료")
    assert _tie(report).status == "active"


def test_nothing_is_ended_of_what_is_archived(report: Office, manager: Visitor) -> None:
    with report.writing() as session:
        city = session.get_one(Partner, GOSEONG)
        city.trashed_at = city.created_at
    manager.visit("directory.end_tie_form", expect=410, partner_id=GOSEONG, tie_id=_tie(report).id)


def test_fields_that_nobody_offered_change_nothing(report: Office, exchange: Visitor) -> None:
    sneaked = {
        "origin": "agreement",
        "status": "ended",
        "type": "friendship",
        "base_date": "2030-01-01",
        "partner_id": "2",
    }
    exchange.press(_form(exchange, report), note="메모", **sneaked)
    tie = _tie(report)
    assert (tie.origin, tie.status, tie.type, tie.base_date) == ("take_over", "active", "sister", date(2020, 10, 31))
