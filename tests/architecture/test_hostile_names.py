"""T7 and T8 in small: names that are scripts are shown as names, on every page and on the map."""

from datetime import date

import pytest

from partners.agreements.actions import start_agreement
from partners.agreements.pipelines import PIPELINES
from partners.directory import actions as directory
from partners.interactions import actions as interactions
from tests.support.office import Office
from tests.support.page import Page
from tests.support.pages import every_page
from tests.support.visitor import HTMX, Visitor

#: Breaks out of an attribute, a script, a template, a comment.
HOSTILE = "\"'><xss-{0}><img src=x onerror=alert({0})>{{{{7*7}}}}</script><!--`${{alert(1)}}"

#: Ids go on where the report ends: 45 partners, 25 interactions, 2 cases.
CITY, INTERACTION, CASE = 46, 26, 3


def hostile(number: int) -> str:
    return HOSTILE.format(number)


@pytest.fixture
def attacked(report: Office) -> Office:
    """The report, and one record of each kind whose every text is hostile."""
    head = report.person("manager")
    with report.writing():
        team = report.person("exchange").team_id
        city = directory.create_partner(
            "city",
            {
                "name_ko": hostile(1), "name_en": hostile(2), "name_native": hostile(3), "aliases": [hostile(4)],
                "country": "VN", "region": hostile(5), "address": hostile(6), "note": hostile(7), "source": hostile(8),
                "lat": 10.0, "lon": 106.0, "owner_team_id": team,
            },
            by=head,
        )  # fmt: skip
        directory.take_over(
            city, "friendship", reason=hostile(9), source=hostile(10), base_date=date(2020, 10, 31), by=head,
            frame=hostile(11), reference_date=hostile(12), reference_source=hostile(13),
        )  # fmt: skip
        directory.add_document(city, "loi", hostile(14), by=head, number=hostile(15), source=hostile(16))
        interactions.log(
            {
                "kind": "donation_received", "title": hostile(17), "partners": [city.id], "date": "2020-11-01",
                "item": hostile(18), "body": hostile(19), "our_attendees": hostile(20), "source": hostile(21),
                "team": team,
            },
            by=head,
        )  # fmt: skip
        start_agreement(
            PIPELINES["city_domestic"], by=head, owner_team_id=team or 0, title=hostile(22),
            target_regions=[hostile(23)],
        )  # fmt: skip
        assert city.id == CITY
    return report


@pytest.mark.one_database
def test_no_page_lets_a_name_become_markup(attacked: Office, manager: Visitor) -> None:
    own = [f"/partners/{CITY}{end}" for end in ("", "/edit", "/history", "/agreements", "/balance", "/changes")]
    own += [f"/interactions/{INTERACTION}", f"/interactions/{INTERACTION}/edit", "/partners/?q=xss"]
    own += [f"/agreements/{CASE}", f"/agreements/{CASE}/stage"]
    own += [f"/map/points?partner={CITY}", f"/interactions/new?partner={CITY}"]
    seen = 0
    for path in [*every_page(attacked), *own]:
        for headers in ({}, HTMX):
            answer = manager.raw("GET", path, headers=headers)
            html = answer.get_data(as_text=True)
            if not answer.headers["Content-Type"].startswith("text/html"):
                assert "<xss" not in html or "json" in answer.headers["Content-Type"], path
                continue
            assert "<xss-" not in html, f"{path}: {html[html.index('<xss-') - 200 : html.index('<xss-') + 60]}"
            assert "49" not in [node.text for node in Page(answer).all("*")], f"{path}: a template ran."
            seen += "&lt;xss-" in html
    assert seen > 15, "The hostile names were hardly shown anywhere."


@pytest.mark.parametrize("path", ["/map/view", "/map/", "/map/view?kind=city"])
def test_the_map_carries_no_names_in_its_document(attacked: Office, manager: Visitor, path: str) -> None:
    html = manager.raw("GET", path).get_data(as_text=True)
    assert "<xss-" not in html
    assert "onerror=alert" not in html.replace("&#34;", "").replace("&lt;img src=x onerror=alert", "")


def test_points_are_data(attacked: Office, manager: Visitor) -> None:
    answer = manager.raw("GET", "/map/points")
    assert answer.headers["Content-Type"].startswith("application/json")
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert "<xss-1>" in str(answer.get_json())
