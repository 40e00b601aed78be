"""The map's page, its frame and its rows, on the report of 2020."""

import gzip
import json
from itertools import accumulate
from typing import Any

import pytest
from sqlalchemy import select
from werkzeug.datastructures import MultiDict

from partners.audit.models import AccessEntry
from partners.directory.actions import create_partner
from partners.directory.models import Partner
from partners.maps import queries
from partners.maps.pages import KINDS
from partners.maps.rows import COLUMNS
from partners.maps.rules import View, read_filter
from tests.support.factories.basis import BASIS
from tests.support.office import Office
from tests.support.visitor import Visitor

LOCATED = {"city": 10, "hospital": 10, "institution": 12}
SILENT = {"고성군", "문두구구", "몬테레이파크시"}
SEOUL = {"country": "KR", "lat": 37.5, "lon": 126.9, "point_confidence": "high"}


def rows(visitor: Visitor, **asked: Any) -> list[dict[str, Any]]:
    answer = visitor.visit("maps.points", **asked)
    content = json.loads(answer.response.data)
    assert tuple(content["columns"]) == COLUMNS
    found = [dict(zip(COLUMNS, row, strict=True)) for row in zip(*content["values"], strict=True)]
    for row, id_ in zip(found, accumulate(row["id"] for row in found), strict=True):
        row["id"] = id_
    return found


def names(found: list[dict[str, Any]]) -> set[str]:
    return {row["name"] for row in found}


def test_every_partner_with_coordinates_has_a_row(report: Office, exchange: Visitor) -> None:
    found = rows(exchange)
    assert {kind: sum(row["kind"] == kind for row in found) for kind in LOCATED} == LOCATED
    assert len(found) == sum(LOCATED.values())


def test_a_row_says_what_the_map_shows(report: Office, exchange: Visitor) -> None:
    yeongam = next(row for row in rows(exchange) if row["name"] == "영암군")
    assert (yeongam["lat"], yeongam["lon"]) == (34.8002, 126.6968)
    assert (yeongam["tie"], yeongam["last"], yeongam["native"]) == ("sister", "2020. 3. 24.", "전남")
    assert (yeongam["sure"], yeongam["quiet"], yeongam["group"]) == (0, 0, 0)
    kishiwada = next(row for row in rows(exchange) if row["name"] == "기시와다시")
    assert (kishiwada["native"], kishiwada["last"], kishiwada["sure"]) == ("岸和田市", "", 1)


def test_silent_sister_cities_are_marked(report: Office, exchange: Visitor) -> None:
    assert names([row for row in rows(exchange) if row["quiet"]]) == SILENT
    assert names(rows(exchange, silent="y")) == SILENT


def test_a_letter_of_intent_is_no_more_than_that(report: Office, exchange: Visitor) -> None:
    (friend,) = rows(exchange, tie="friendship")
    assert (friend["name"], friend["note"]) == ("황포구", "intention")


def test_kinds_and_ties_narrow_the_rows(report: Office, exchange: Visitor) -> None:
    assert len(rows(exchange, kind="hospital")) == 10
    assert len(rows(exchange, kind=["hospital", "city"])) == 20
    assert len(rows(exchange, tie=["sister", "friendship"])) == 9
    assert rows(exchange, chosen="y") == []
    assert {row["sure"] for row in rows(exchange, unsure="y")} == {0}


def test_the_filters_of_the_list_narrow_the_map(report: Office, exchange: Visitor) -> None:
    assert names(rows(exchange, country="foreign", kind="city")) >= {"기시와다시", "나베현", "문두구구"}
    assert names(rows(exchange, tie="candidate")) == {"나베현"}
    assert names(rows(exchange, stage="open")) == {"나베현"}
    assert names(rows(exchange, q="ㅇㅇㄱ")) == {"영암군"}
    assert len(rows(exchange, tie="none")) == 32 - 19
    assert rows(exchange, owner="me") == []
    quiet = rows(exchange, contact="180", kind="city", tie="sister")
    assert {"고성군", "영암군"} <= names(quiet)
    assert "광주 남구" not in names(quiet)
    assert "영암군" not in names(rows(exchange, contact="never"))


def test_ties_as_they_stood_in_a_year(report: Office, exchange: Visitor) -> None:
    # The days of the old ties are unknown; outside sources name years.
    assert names(rows(exchange, year=1995)) == {"고성군", "영암군", "청양군", "문두구구"}
    assert "기시와다시" in names(rows(exchange, year=2002, tie="sister"))
    assert rows(exchange, year=1994) == []
    assert {row["tie"] for row in rows(exchange, year=2020, kind="hospital")} == {"zone_operator"}


def test_the_boxes_count_what_the_other_filters_leave(report: Office, exchange: Visitor) -> None:
    page = exchange.open("/map/?kind=city&country=foreign")
    counted = {node["id"]: node.text for node in page.all(".check-count")}
    assert (counted["map-count-kind-city"], counted["map-count-kind-hospital"]) == ("5", "0")
    assert counted["map-count-tie-sister"] == "3"


def test_crowds_hold_everybody_and_the_list_follows_the_view(report: Office, exchange: Visitor) -> None:
    world = View(-60, -30, 80, 330)
    with report.app.app_context():
        asked = read_filter(MultiDict(), KINDS)
        at = {zoom: queries.crowds_in(asked, world, zoom) for zoom in (2, 4, 19)}
        assert {zoom: sum(crowd.number for crowd in crowds) for zoom, crowds in at.items()} == {2: 32, 4: 32, 19: 32}
        assert len(at[2]) < len(at[4])
        alone = queries.crowds_in(asked, View(34, 135, 35, 136), 5)
        assert [crowd.kinds for crowd in alone] == [{"city": 1, "institution": 1}]
        assert len(queries.slim_rows(asked)) == 32
    page = exchange.open("/map/?in=34,135,35,136")
    assert "이 화면에 2곳" in page.text
    assert "화면 밖 30곳" in page.text
    assert "지도 범위" in exchange.visit("maps.points", expect=400, **{"in": "x"}).text


def test_one_partner_alone(report: Office, exchange: Visitor) -> None:
    (city,) = [row for row in rows(exchange) if row["name"] == "충주시"]
    assert rows(exchange, partner=city["id"]) == [city]


@pytest.mark.parametrize("endpoint", ["maps.index", "maps.table", "maps.view", "maps.points", "maps.exchanges"])
@pytest.mark.parametrize("asked", [{"kind": "planet"}, {"tie": "x"}, {"silent": "2"}, {"partner": "x"}])
def test_an_unknown_filter_gets_a_clear_page(
    office: Office, viewer: Visitor, endpoint: str, asked: dict[str, str]
) -> None:
    assert "거를 수 없습니다" in viewer.visit(endpoint, expect=400, **asked).text


def test_the_page_counts_and_lists_the_same(report: Office, exchange: Visitor) -> None:
    page = exchange.visit("maps.index")
    assert "위치를 아는 32곳" in page.text
    assert "위치 정보 없음 13" in page.text
    assert len(page.all("[data-map-at]")) == 32
    assert len(page.all("[data-map-item]")) == 45


def test_the_page_without_scripts_filters_by_its_form(report: Office, exchange: Visitor) -> None:
    page = exchange.open("/map/?chosen=y&kind=hospital")
    assert len(page.all("[data-map-at]")) == 10
    assert "kind=hospital" in page.one("iframe")["src"]
    block = exchange.fetch("maps.index", chosen="y", kind="city", silent="y")
    assert {node["href"] for node in block.all(".map-item-name")[0].walk() if node.tag == "a"}
    assert len(block.all("[data-map-item]")) == 3


def test_lines_and_areas_count_what_stands_there(report: Office, exchange: Visitor) -> None:
    told = json.loads(exchange.visit("maps.exchanges", lines="1").response.data)
    numbers = {row[1]: row[4] for row in told["rows"]}
    assert told["years"] == [2020, 2020]
    assert numbers.keys().isdisjoint(SILENT)
    # 기시와다시 by its friendship association, the others by their own names.
    assert {"기시와다시", "영암군", "광주 남구"} <= numbers.keys()
    assert json.loads(exchange.visit("maps.exchanges", lines="1", year=2019).response.data)["rows"] == []
    districts = {row[1]: row[2] for row in areas(exchange, areas="district")}
    assert districts["영등포구"] >= 10
    assert districts["영암군"] == 1
    assert sum(districts.values()) == sum(row["country"] == "KR" for row in rows(exchange))
    countries = {row[0]: row[2] for row in areas(exchange, areas="country", kind="city")}
    assert countries == {"410": 5, "156": 2, "392": 1, "704": 1, "840": 1}
    exchange.visit("maps.areas", expect=400, areas="planet")


def areas(visitor: Visitor, **asked: Any) -> list[Any]:
    return list(json.loads(visitor.visit("maps.areas", **asked).response.data)["rows"])


def test_the_table_holds_every_partner(report: Office, exchange: Visitor, viewer: Visitor) -> None:
    page = exchange.visit("maps.table")
    assert len(page.all("tbody tr")) == 45
    assert "위치 정보 없음 13곳" in page.text
    assert len(page.all("tbody .button")) == 45
    narrowed = viewer.open("/map/table?kind=city&country=foreign")
    assert len(narrowed.all("tbody tr")) == 5
    assert narrowed.all("tbody .button") == []
    viewer.visit("maps.table", expect=400, page="x")


def test_nothing_left_to_show_says_what_to_do(report: Office, exchange: Visitor) -> None:
    assert "맞는 파트너가 없습니다" in exchange.visit("maps.index", chosen="y").text


def test_the_frame_may_be_framed_by_us_alone_and_holds_no_name(report: Office, exchange: Visitor) -> None:
    view = exchange.visit("maps.view")
    assert "frame-ancestors 'self'" in view.headers["Content-Security-Policy"]
    assert "unsafe" not in view.headers["Content-Security-Policy"]
    with report.reading() as session:
        told = [name for name in session.scalars(select(Partner.name_ko)) if name in view.html]
    assert told == []
    assert len(view.html.encode()) <= 6144


def test_a_viewer_is_not_offered_to_log(report: Office, viewer: Visitor, exchange: Visitor) -> None:
    assert '"log": ""' in viewer.visit("maps.view").html
    assert '"log": "/interactions/new"' in exchange.visit("maps.view").html


def test_hostile_names_travel_as_data(office: Office, exchange: Visitor) -> None:
    name = '"><img src=x onerror=alert(1)>'
    with office.writing():
        create_partner("institution", {"name_ko": name, **SEOUL}, by=office.person("exchange"))
    assert exchange.visit("maps.points").headers["Content-Type"] == "application/json"
    assert names(rows(exchange)) == {name}
    assert name not in exchange.visit("maps.index").html


def test_who_looks_at_persons_on_the_map_is_written_down(office: Office, exchange: Visitor) -> None:
    with office.writing():
        person = create_partner("ambassador", {"name_ko": "홍길동", **SEOUL, **BASIS}, by=office.person("exchange"))
        create_partner("institution", {"name_ko": "시험기관", **SEOUL}, by=office.person("exchange"))
        person_id = person.id
    rows(exchange, kind="institution")
    assert office.count(AccessEntry) == 0
    rows(exchange)
    with office.reading() as session:
        (entry,) = session.scalars(select(AccessEntry))
        assert (entry.purpose, entry.subject_type, entry.subject_ids) == ("map:points", "partners", [person_id])


def test_rows_are_compressed_for_browsers_that_can(report: Office, exchange: Visitor) -> None:
    plain = exchange.open("/map/points")
    packed = exchange.client.get("/map/points", headers={"Accept-Encoding": "gzip, br"})
    assert packed.headers["Content-Encoding"] == "gzip"
    assert "Accept-Encoding" in packed.headers["Vary"]
    assert gzip.decompress(packed.data) == plain.response.data
    assert len(packed.data) < len(plain.response.data) / 2


def test_a_partner_in_the_trash_is_off_the_map(report: Office, exchange: Visitor) -> None:
    with report.writing() as session:
        city = session.scalars(select(Partner).where(Partner.name_ko == "충주시")).one()
        city.trashed_at = city.created_at
    assert "충주시" not in names(rows(exchange))


def test_the_map_costs_few_queries(report: Office, exchange: Visitor, queries: Any) -> None:
    exchange.visit("maps.index")
    with queries.at_most(16):
        exchange.visit("maps.index")
    with queries.at_most(6):
        exchange.visit("maps.points")
