"""What the report of 2020 says, as this capability counts it."""

from datetime import date

import pytest
from sqlalchemy import select

from partners.directory import queries as directory
from partners.foundation.refusals import Refusal
from partners.interactions import actions, queries
from partners.interactions.models import Interaction
from partners.interactions.rules import InteractionFilter, read_filter
from partners.lists.keyset import BadPage
from partners.lists.tallies import tallies
from tests.support.factories.interactions import partner_id, typed
from tests.support.office import Office

TEAMS = {"exchange", "medical", "csr", "finance"}


def found(**asked: str) -> int:
    return queries.count_interactions(read_filter(asked, TEAMS)).number


def test_the_figures(report: Office) -> None:
    with report.reading():
        assert tallies()["interactions"] == 25
        assert queries.donations_received(2020) == queries.Donations(number=3, known_won=0, unknown=3)
        assert queries.aid_given_won(2020) == 4_000_000
        assert queries.donations_received(2019).number == 0
        assert [city.name_ko for city in directory.silent_cities()] == ["고성군", "몬테레이파크시", "문두구구"]


def test_the_letter_to_cities_abroad(report: Office) -> None:
    """EX-5: nobody is named, so nobody was written to for certain; once two are added they leave the list."""
    officer = report.person("exchange")
    with report.writing() as session:
        letter_id = session.scalars(select(Interaction.id).where(Interaction.kind == "letter")).one()
        letter = queries.get_interaction(letter_id)
        assert (letter.recipients_unspecified, letter.recipients_text, letter.named) == (True, "국외 교류도시", [])
        named = [partner_id("문두구구"), partner_id("몬테레이파크시")]
        actions.correct(letter, typed(letter, partners=named), "발송 대장에서 확인", letter.version, officer)
    with report.reading():
        assert [city.name_ko for city in directory.silent_cities()] == ["고성군"]


@pytest.mark.parametrize(
    ("asked", "number"),
    [
        ({}, 25),
        ({"kind": "donation_received"}, 3),
        ({"year": "2020"}, 25),
        ({"year": "2021"}, 0),
        ({"direction": "external"}, 1),
        ({"team": "exchange"}, 9),
        ({"team": "medical"}, 10),
        ({"undated": "y"}, 5),
        ({"amount_unknown": "y"}, 5),
        ({"void": "only"}, 0),
        ({"void": "all"}, 25),
        ({"q": "마스크"}, 1),
        ({"q": "영암군"}, 2),
        ({"q": "ㅊㅇㄱ"}, 1),
        ({"q": "Kishiwada"}, 1),
        ({"kind": "event", "team": "medical"}, 3),
    ],
)
def test_filters(report: Office, asked: dict[str, str], number: int) -> None:
    with report.reading():
        assert found(**asked) == number


@pytest.mark.one_database
@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("kind", "party"),
        ("year", "20x0"),
        ("year", "99999999999999999999"),
        ("direction", "up"),
        ("team", "nobody"),
        ("undated", "n"),
        ("void", "x"),
        ("q", "가" * 101),
    ],
)
def test_filters_that_do_not_exist(office: Office, name: str, value: str) -> None:
    with office.app.test_request_context(), pytest.raises(Refusal) as raised:
        read_filter({name: value}, TEAMS)
    assert raised.value.status == 400


def test_newest_first_a_page_at_a_time(report: Office) -> None:
    with report.reading():
        page, rows = queries.page_of_interactions(InteractionFilter(), None)
        days = [row.sort_on for row in rows]
        assert (len(rows), page.next, page.previous) == (25, None, None)
        assert days == sorted(days, reverse=True)
        assert [row.is_dated for row in rows] == [True] * 20 + [False] * 5
        with pytest.raises(BadPage):
            queries.page_of_interactions(InteractionFilter(), "nonsense")


def test_a_timeline_takes_three_queries(report: Office, request: pytest.FixtureRequest) -> None:
    with report.reading():
        everybody = list(range(1, 46))
        with request.getfixturevalue("queries").at_most(3):
            rows = queries.timeline_of(everybody)
        assert len(rows) == 16
        assert all(row.team_name for row in rows)


def test_the_timeline_of_a_city(report: Office) -> None:
    with report.reading():
        yeongam = partner_id("영암군")
        rows = queries.timeline_of([yeongam])
        assert [(row.item, row.amount_won) for row in rows] == [("농특산물", None), ("마스크", None)]
        assert [partner.name_ko for partner in rows[0].others([yeongam])] == ["청양군"]
        assert [row.id for row in queries.timeline_of([yeongam], before=rows[0].cursor)] == [rows[1].id]
        assert queries.timeline_of([yeongam], kinds=["letter"]) == []
        assert queries.timeline_of([yeongam], dated=False) == []
        assert len(queries.timeline_of([yeongam], limit=1)) == 1
        assert queries.companions_of([yeongam]) == [partner_id("청양군")]


def test_undated_aid_stands_on_its_timeline(report: Office) -> None:
    """EX-2: 충주시 구호물품."""
    with report.reading():
        row = queries.timeline_of([partner_id("충주시")])[0]
        assert (row.is_dated, row.latest, row.fiscal_year) == (False, None, 2020)
        assert (row.amount_won, row.amount_approx) == (4_000_000, True)


def test_what_was_given_and_received(report: Office) -> None:
    with report.reading():
        yeongam = queries.balance_of(partner_id("영암군"), 2020)
        assert (len(yeongam.received.gifts), len(yeongam.given.gifts), yeongam.nothing_known) == (2, 0, True)
        chungju = queries.balance_of(partner_id("충주시"), 2020)
        assert (chungju.given.known_won, chungju.given.unknown, chungju.received.known_won) == (4_000_000, 0, None)
        assert len(queries.balance_of(partner_id("기시와다시"), 2020).received.gifts) == 1
        assert queries.balance_of(partner_id("영암군"), 2019).is_empty


def test_how_often_since(report: Office) -> None:
    with report.reading():
        yeongam = partner_id("영암군")
        assert queries.count_since([yeongam], None) == 2
        assert queries.count_since([yeongam], date(2020, 3, 5)) == 1
        association = directory.related_institution_ids(partner_id("기시와다시"))
        assert queries.count_since(association, None) == 1
        assert queries.count_since(association, date(2020, 3, 5)) == 0
