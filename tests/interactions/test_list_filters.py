"""The filters that figures elsewhere open the list with: of a partner, of a country, by a day, recipients not said."""

import pytest

from partners.interactions import queries
from partners.interactions.rules import read_filter
from tests.support.factories.interactions import partner_id
from tests.support.office import Office
from tests.support.visitor import Visitor


@pytest.mark.parametrize(
    ("asked", "number"),
    [
        ({"partner": "영암군"}, 2),
        ({"partner": "기시와다시"}, 1),
        ({"partner": "none"}, 9),
        ({"partner": "none", "direction": "outbound"}, 5),
        ({"country": "JP"}, 1),
        ({"country": "foreign"}, 3),
        ({"country": "domestic", "direction": "inbound"}, 4),
        ({"unspecified": "y"}, 1),
        ({"as_of": "2020-03-10"}, 9),
        ({"as_of": "2019-12-31"}, 0),
        ({"as_of": "2020-07-10", "partner": "광주 남구"}, 1),
    ],
)
def test_filters(report: Office, asked: dict[str, str], number: int) -> None:
    with report.reading():
        name = asked.get("partner", "none")
        asked = asked if name == "none" else {**asked, "partner": str(partner_id(name))}
        found = read_filter(asked, set())
        assert queries.count_interactions(found).number == number
        assert queries.count_each({"it": found})["it"].number == number
        assert len(queries.page_of_interactions(found, None)[1]) == number


def test_the_list_says_whose_records_it_shows(report: Office, exchange: Visitor) -> None:
    with report.reading():
        yeongam = partner_id("영암군")
    page = exchange.visit("interactions.index", partner=yeongam, as_of="2020-03-10", country="KR")
    assert [one.text for one in page.all("select[name=partner] option[selected]")] == ["영암군"]
    assert [one.text for one in page.all("select[name=as_of] option[selected]")] == ["2020. 3. 10.까지"]
    assert page.one(".list-count")["data-total"] == "1"
    for bad in ({"partner": "x"}, {"country": "Nowhere"}, {"as_of": "2020-13-01"}, {"unspecified": "x"}):
        exchange.visit("interactions.index", expect=400, **bad)
