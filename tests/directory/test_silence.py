"""Silence: one definition, asked of a row, of the database, of the records, and of a past day."""

from datetime import date

import pytest
from sqlalchemy import select

from partners.directory.models import Tie
from partners.directory.queries import silent_cities
from partners.directory.queries.ties_as_of import ties_as_of
from partners.directory.rules.silence import is_silent
from partners.foundation.clock import today
from partners.interactions import actions
from partners.interactions.queries.silence import partners_spoken_with
from partners.reports.rules import State, silent
from tests.support.factories.interactions import partner_id
from tests.support.office import Office
from tests.support.visitor import Visitor


@pytest.mark.parametrize(
    ("ties", "last_year", "silent"),
    [
        ([("sister", "active")], None, True),
        ([("sister", "active")], 2019, True),
        ([("sister", "active")], 2020, False),
        ([("friendship", "active")], None, False),
        ([("sister", "dormant")], None, False),
        ([("friendship", "active"), ("sister", "active")], 2019, True),
        ([], None, False),
    ],
)
def test_only_an_active_sister_city_can_be_silent(
    ties: list[tuple[str, str]], last_year: int | None, silent: bool
) -> None:
    assert is_silent(ties, last_year, 2020) is silent


def silent_as_of(day: date) -> set[str]:
    state = State(day, (), ties_as_of(day))
    return {tie.name for tie in silent(state, partners_spoken_with({tie.partner_id for tie in state.sisters}, day))}


def test_every_page_names_the_same_cities(report: Office, manager: Visitor) -> None:
    """What differed once: a record that ends later in the year, one of a year to come, one that runs over its end."""
    officer = report.person("exchange")
    with report.writing():
        for name, when, year in (
            ("고성군", "2020. 11. 2. ~ 12. 31.", None),
            ("문두구구", "2021. 3. 1.", None),
            ("몬테레이파크시", "2019. 12. 1. ~ 2020. 1. 31.", 2019),
        ):
            entry = {
                "kind": "event",
                "title": "행사",
                "partners": [partner_id(name)],
                "date": when,
                "fiscal_year": year,
            }
            actions.log(entry, by=officer)
    with report.reading():
        names = {city.name_ko for city in silent_cities()}
        assert names == silent_as_of(today()) == {"몬테레이파크시"}
        assert {"고성군", "문두구구"} <= silent_as_of(date(2020, 10, 31)), "Neither had begun."
    for page in (manager.visit("today.index"), manager.visit("reports.review")):
        assert "몬테레이파크시" in page.one("#silent").text
        assert "고성군" not in page.one("#silent").text
    listed = manager.visit("directory.index", kind="city", silent="y")
    assert [row.text for row in listed.all("tbody tr th[scope=row]") if "몬테레이" in row.text]
    assert "고성군" not in listed.one("#partners").text


def test_a_tie_put_to_rest_is_not_silent(report: Office) -> None:
    with report.writing() as session:
        session.scalars(select(Tie).where(Tie.partner_id == partner_id("고성군"))).one().status = "dormant"
    with report.reading():
        assert "고성군" not in {city.name_ko for city in silent_cities()}
