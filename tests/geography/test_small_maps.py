"""The small map on a partner's page: drawn with the page, light, and lawful under its policy."""

import gzip
import re

from partners.geography import drawing
from partners.geography.drawing import Mark, map_of
from tests.support.factories import directory as make
from tests.support.office import Office
from tests.support.visitor import Visitor

LIGHT_BYTES = 8_000


def test_a_page_draws_where_its_partner_lies(viewer: Visitor, office: Office) -> None:
    by = office.person("exchange")
    with office.writing():
        near = make.city(by, "영암군", "전남", lat=34.8002, lon=126.6968, point_confidence="medium")
        far = make.city(by, "${alert(1)}</text>", "", country="US", lat=34.0625, lon=-118.1228)
        nowhere = make.city(by, "점이 없는 군", "전남")
        ids = [one.id for one in (near, far, nowhere)]
    page, abroad, without = (viewer.visit("directory.show", partner_id=one) for one in ids)
    drawn = re.search(r"<svg class=\"small-map\".*?</svg>", page.html, re.S)
    assert drawn
    assert len(gzip.compress(drawn[0].encode())) < LIGHT_BYTES
    assert "small-map-unsure" in drawn[0]
    assert "<iframe" not in page.html
    assert "style=" not in drawn[0]
    assert "전남 영암군" in page.text
    assert "304km" in page.text.replace(" ", "")
    assert "${alert(1)}&lt;/text&gt;" in abroad.html
    assert "small-map-unsure" not in abroad.html
    assert "미국" in abroad.text
    assert "small-map" not in without.html


def test_a_drawing_has_the_islands_and_reaches_over_the_pacific() -> None:
    dokdo = drawing.map_around(37.2411, 131.8644, 6)
    assert dokdo.ground.korea
    across = drawing.map_of_one(drawing.Mark("몬테레이파크시", 34.0625, -118.1228, "city"))
    assert across.office
    assert across.office[0] < across.spots[0].x
    for mark in across.spots:
        assert 0 < mark.x < across.ground.window.width
    # At a pole and at the edge of the world something is drawn, if only the sea.
    for lat, lon in ((90.0, 0.0), (-90.0, 180.0), (0.0, -180.0)):
        assert drawing.map_of_one(drawing.Mark("끝", lat, lon)).ground.window


def test_a_map_names_what_it_shows() -> None:
    def named(lat: float, lon: float, km: int) -> set[str]:
        return {label.korean for label in drawing.map_around(lat, lon, km).labels}

    assert "여의도동" in named(37.52, 126.92, 6)
    assert {"마포구", "양천구"} <= named(37.53, 126.9, 15)
    assert {"강원", "광주"} <= named(36.2, 127.9, 1200)
    assert {"도쿄", "일본"} & named(35.68, 139.76, 400)
    assert {"일본", "중국"} <= named(36.0, 127.0, 4000)


def test_names_of_cities_close_together_lie_on_nothing() -> None:
    """영암군 and 광주 남구 are 40 km apart: beside each other on a map of the country."""
    homes = [Mark("영암군", 34.80, 126.70), Mark("광주 남구", 35.13, 126.90), Mark("충주시", 36.99, 127.93)]
    spots = {spot.mark.name: spot for spot in map_of(homes).spots}
    assert all(spot.side for spot in spots.values())
    assert spots["영암군"].side != spots["광주 남구"].side


def test_where_no_room_is_left_a_name_is_in_the_title_only() -> None:
    crowd = [Mark(f"도시 {number}", 36 + number / 100, 127 + number % 5 / 100) for number in range(20)]
    sides = [spot.side for spot in map_of([*crowd, Mark("멀리", 33.4, 126.5)]).spots]
    assert sides[-1]
    assert "" in sides
