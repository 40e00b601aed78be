"""What ends in one list, renewal in one click, and round years of ties."""

from datetime import date, timedelta

import pytest

from partners.agreements.pages.terms import Line
from partners.agreements.queries.terms import terms_between
from partners.agreements.rules.anniversaries import next_round_year
from partners.directory.actions import take_over
from tests.support.counting import QueryCounter
from tests.support.factories.agreements import BASE_DATE
from tests.support.factories.directory import partner
from tests.support.office import Office
from tests.support.visitor import Visitor


@pytest.mark.parametrize(
    ("signed_on", "day", "years", "on"),
    [
        (date(2002, 10, 31), date(2020, 11, 20), 20, date(2022, 10, 31)),
        (date(2015, 11, 20), date(2020, 11, 20), 5, date(2020, 11, 20)),
        (date(2015, 11, 19), date(2020, 11, 20), 10, date(2025, 11, 19)),
        (date(2020, 7, 7), date(2020, 11, 20), 5, date(2025, 7, 7)),
        (date(2016, 2, 29), date(2020, 11, 20), 5, date(2021, 3, 1)),
    ],
)
def test_round_years(signed_on: date, day: date, years: int, on: date) -> None:
    assert next_round_year(signed_on, day) == (years, on)


def test_the_zone_is_one_line(report: Office) -> None:
    """MT-5: on 2022-07-05 the zone lies within 180 days."""
    day = date(2022, 7, 5)
    with report.reading():
        found = terms_between(day, day + timedelta(days=180)).rows
        assert {(term.tie, term.ends_on) for term in found} == {("zone_operator", date(2022, 12, 31))}
        assert len(found) == 10


def test_every_sort_is_listed_and_filtered(report: Office, medical: Visitor, queries: QueryCounter) -> None:
    soon = date(2020, 12, 20)
    with report.writing():
        head = report.person("manager")
        partner(head, "hospital", "가온병원", registration_no="M-1", registration_until=soon)
        partner(head, "ambassador", "홍길동", term_until=soon, owner_team_id=report.person("medical").team_id)
        late = partner(head, "hospital", "나온병원")
        take_over(late, "partner_institution", "전부터", "대장", BASE_DATE, by=head, ends_on=BASE_DATE)
    page = medical.visit("agreements.terms", within="90")
    assert "D-30 가온병원" in page.text
    assert "홍길동" in page.text
    page = medical.visit("agreements.terms", within="90", what="registration")
    assert "홍길동" not in page.text
    page = medical.visit("agreements.terms", within="over")
    assert "나온병원" in page.text
    assert "D+20" in page.text
    medical.visit("agreements.terms", within="7", expect=400)
    with queries.at_most(9):
        medical.visit("agreements.terms", within="180")
    page = medical.follow(medical.press(medical.visit("agreements.terms", within="over").form("/renewal")))
    assert "갱신" in page.heading or "나온병원" in page.heading
    assert "9단계 가운데 9단계" in page.text
    # Nobody starts twice: the list leads to the case that decides already.
    assert medical.visit("agreements.terms", within="over").link("진행 중인 갱신").endswith("/agreements/3")


def test_only_its_team_starts_a_renewal(report: Office, exchange: Visitor, viewer: Visitor) -> None:
    for who in (exchange, viewer):
        who.send("agreements.renew", expect=403, tie_id=10)


def test_a_line_speaks_for_itself(report: Office) -> None:
    with report.reading():
        found = terms_between(date(2022, 12, 1), date(2022, 12, 31)).rows
    with report.app.test_request_context():
        assert Line(found).name == "영등포 스마트메디컬특구 · 10곳"
