"""Ties: taken over by a manager, made by agreements, ended with a reason."""

from datetime import date
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from partners.accounts.rules import SignedIn
from partners.directory import actions, queries
from partners.directory.models import Partner, Tie
from partners.foundation.clock import now
from partners.foundation.database import db
from partners.foundation.refusals import Refusal
from tests.support.factories import directory as make
from tests.support.office import Office
from tests.support.visitor import Visitor

BASE = date(2020, 10, 31)


def _id_of(office: Office, name: str) -> int:
    with office.reading() as session:
        return session.scalars(select(Partner.id).where(Partner.name_ko == name)).one()


def test_a_manager_takes_an_existing_tie_over(report: Office, manager: Visitor) -> None:
    nhabe = _id_of(report, "나베현")
    form = manager.visit("directory.take_over_form", partner_id=nhabe).form()
    told = {"tie_type": "mou", "reason": "이전 협약", "source": "협약서 사본", "base_date": "'20. 10. 31."}
    page = manager.follow(manager.press(form, **told))
    assert "업무협약" in page.text
    assert "인계" in page.text
    assert "협약서 사본" in page.text
    with report.reading():
        assert [(tie.type, tie.origin, tie.signed_on) for tie in queries.ties_of(nhabe)] == [("mou", "take_over", None)]


def test_officers_take_nothing_over(report: Office, exchange: Visitor, admin: Visitor) -> None:
    nhabe = _id_of(report, "나베현")
    for person in (exchange, admin):
        person.visit("directory.take_over_form", expect=403, partner_id=nhabe)
        person.send("directory.take_over", {"tie_type": "sister"}, expect=403, partner_id=nhabe)


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"signed_on": "2020. 11. 2.", "base_date": "2020. 11. 20."}, "signed_on"),
        ({"base_date": "2020. 11. 1."}, "base_date"),
        ({"base_date": ""}, "base_date"),
        ({"base_date": "'20.3.44."}, "base_date"),
        ({"reason": " "}, "reason"),
        ({"source": ""}, "source"),
        ({"tie_type": "zone_operator"}, "tie_type"),
    ],
)
def test_nhabe_does_not_become_a_sister_city_by_this_door(
    report: Office, manager: Visitor, changes: dict[str, str], field: str
) -> None:
    told = {"tie_type": "sister", "reason": "서두름", "source": "말로 들음", "base_date": "2020. 10. 31."}
    page = manager.send("directory.take_over", {**told, **changes}, expect=422, partner_id=_id_of(report, "나베현"))
    assert field in page.errors
    assert page.field("source") == {**told, **changes}["source"]
    with report.reading():
        assert queries.ties_of(_id_of(report, "나베현")) == []


def test_a_tie_cannot_be_taken_over_twice(report: Office, manager: Visitor) -> None:
    told = {"tie_type": "sister", "reason": "다시", "source": "보고", "base_date": "2020. 10. 31."}
    page = manager.send("directory.take_over", told, expect=422, partner_id=_id_of(report, "영암군"))
    assert "tie_type" in page.errors


def test_the_database_holds_one_living_tie_of_a_type(at_work: Office, head: SignedIn) -> None:
    city = make.city(head)
    actions.take_over(city, "sister", "사유", "출처", BASE, head)
    values: dict[str, Any] = {"type": "sister", "origin": "take_over", "recorded_at": now(), "partner_id": city.id}
    db.session.add(Tie(**values))
    with pytest.raises(IntegrityError):
        db.session.flush()
    db.session.rollback()


def test_an_ended_tie_stays_on_record_and_may_begin_anew(at_work: Office, head: SignedIn) -> None:
    city = make.city(head)
    tie = actions.make_tie(city, "friendship", date(2020, 3, 4), head, ceremony_on=date(2020, 4, 1))
    assert (tie.origin, tie.starts_on) == ("agreement", date(2020, 3, 4))
    actions.end_tie(tie, date(2020, 9, 1), "상호결연으로 바뀜", head)
    actions.make_tie(city, "friendship", date(2020, 10, 1), head)
    assert [(one.status, one.signed_on) for one in queries.ties_of(city.id)] == [
        ("active", date(2020, 10, 1)),
        ("ended", date(2020, 3, 4)),
    ]


@pytest.mark.parametrize(("on", "reason"), [(date(2020, 3, 3), "이유"), (date(2020, 9, 1), " ")])
def test_a_tie_does_not_end_before_it_began_nor_without_a_reason(
    at_work: Office, head: SignedIn, on: date, reason: str
) -> None:
    tie = actions.make_tie(make.city(head), "friendship", date(2020, 3, 4), head)
    with pytest.raises(Refusal):
        actions.end_tie(tie, on, reason, head)


def test_a_hospital_is_nobodys_sister(at_work: Office, head: SignedIn) -> None:
    with pytest.raises(Refusal):
        actions.make_tie(make.partner(head, "hospital"), "sister", date(2020, 3, 4), head)


def test_ties_at_rest_leave_out_whoever_is_on_the_way(report: Office) -> None:
    with report.reading():
        domestic = [row.name_ko for row in queries.ties_at_rest(["sister"], foreign=False)]
        foreign = queries.ties_at_rest(["sister", "friendship"], foreign=True)
    assert len(domestic) == 5
    assert {row.name_ko: row.only_intention for row in foreign} == {
        "기시와다시": False,
        "몬테레이파크시": False,
        "문두구구": False,
        "황포구": True,
    }
