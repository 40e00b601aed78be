"""Where a partner lies: points proposed, looked at before they are believed, and taken by one click."""

import pytest
from sqlalchemy import select

from partners.directory.models import Partner
from tests.support.factories import directory as make
from tests.support.office import Office
from tests.support.page import Page
from tests.support.visitor import Visitor

NOT_SAVED: tuple[float | None, float | None, str | None] = (None, None, None)


def point_of(office: Office, name: str) -> tuple[float | None, float | None, str | None]:
    with office.reading() as session:
        found = session.execute(
            select(Partner.lat, Partner.lon, Partner.point_confidence).where(Partner.name_ko == name)
        ).one_or_none()
        return (found.lat, found.lon, found.point_confidence) if found else NOT_SAVED


def buttons(page: Page, name: str) -> dict[str, str]:
    """What the buttons of a name say, by the value that they send."""
    return {one["value"]: one.text for one in page.all(f"button[name={name}]")}


@pytest.mark.parametrize(
    ("typed", "field", "says", "mend", "then"),
    [
        ({"lat": "126.8962", "lon": "37.5264"}, "lat", "위도", "37.5264,126.8962,", (37.5264, 126.8962, "high")),
        ({"lat": "375264", "lon": "1268962"}, "lat", "위도", "37.5264,126.8962,", (37.5264, 126.8962, "high")),
        ({"lat": "0", "lon": "0"}, "lat", "아프리카", ",,", NOT_SAVED),
        ({"lat": "34.06", "lon": "118.12", "country": "US", "region": "캘리포니아"}, "lat", "중국", "34.06,-118.12,",
         (34.06, -118.12, "high")),
    ],
)  # fmt: skip
def test_a_doubtful_point_is_said_at_its_field_and_mended_by_one_click(
    exchange: Visitor, office: Office, typed: dict[str, str], field: str, says: str, mend: str, then: object
) -> None:
    form = exchange.visit("directory.new", kind="city").form()
    page = exchange.press(form, expect=422, **{"name_ko": "새 도시", "region": "서울", "note": "남는 메모", **typed})
    assert says in page.errors[field]
    assert (page.field("lat"), page.field("lon"), page.field("note")) == (typed["lat"], typed["lon"], "남는 메모")
    assert office.count(Partner) == 0
    assert mend in buttons(page, "mend")
    exchange.press(page.form(), mend=mend)
    assert point_of(office, "새 도시") == then


def test_a_point_in_another_country_stands_when_somebody_says_so(exchange: Visitor, office: Office) -> None:
    form = exchange.visit("directory.new", kind="city").form()
    page = exchange.press(form, expect=422, name_ko="새 도시", region="서울", lat="35.68", lon="139.76")
    assert "일본" in page.errors["lat"]
    assert buttons(page, "mend") == {}
    exchange.press(page.form(), confirm_point="y")
    assert point_of(office, "새 도시") == (35.68, 139.76, "high")
    # Nobody is asked again when something else is corrected; moved to another such point, somebody is.
    with office.reading() as session:
        partner_id = session.scalars(select(Partner.id)).one()
    edit = exchange.visit("directory.edit", partner_id=partner_id)
    assert (edit.field("lat"), edit.field("lon")) == ("35.68", "139.76")
    exchange.press(edit.form(), note="본 자리가 맞음")
    again = exchange.visit("directory.edit", partner_id=partner_id).form()
    assert "lat" in exchange.press(again, expect=422, lat="36").errors
    # What is no point of this earth is not believed, whoever says so.
    page = exchange.press(again, expect=422, lat="136", confirm_point="y")
    assert "위도" in page.errors["lat"]
    assert point_of(office, "새 도시")[0] == 35.68


def test_the_name_of_a_city_proposes_its_point_and_saves_nothing(exchange: Visitor, office: Office) -> None:
    form = exchange.visit("directory.new", kind="city").form()
    page = exchange.press(form, expect=200, name_ko="고성군", look=",,", note="남는 메모")
    assert page.field("note") == "남는 메모"
    offered = buttons(page, "look")
    assert [text for text in offered.values() if "고성군" in text] == list(offered.values())[:2]
    taken = next(value for value, text in offered.items() if "경남" in text)
    page = exchange.press(page.form(), expect=200, look=taken)
    assert page.field("point_confidence") == "medium"
    assert "경남 고성군" in page.one(".place-map-foot").text
    assert office.count(Partner) == 0
    # The province follows from the point, so that the name is no riddle any more.
    exchange.press(page.form())
    lat, lon, confidence = point_of(office, "고성군")
    assert (round(lat or 0), round(lon or 0), confidence) == (35, 128, "medium")
    with office.reading() as session:
        assert session.scalars(select(Partner.region)).one() == "경남"


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ({"kind": "city", "name_ko": "냐베", "country": "VN"}, "나베 (호치민"),
        ({"kind": "hospital", "address": "서울특별시 영등포구 당산로 1 (당산동)", "country": "KR"}, "서울 영등포구 당산동"),
        ({"kind": "city", "name_ko": "아틀란티스", "country": "KR"}, "지명 목록에 없습니다"),
        ({"kind": "city", "lat": "126.9", "lon": "37.5", "country": "KR"}, "위도와 경도 바꾸기"),
        ({"kind": "city", "lat": "nan", "lon": "1e999", "country": "${alert(1)}", "km": "-1"}, "위치를 누르세요"),
    ],
)  # fmt: skip
def test_while_one_types_the_panel_answers(exchange: Visitor, typed: dict[str, str], says: str) -> None:
    page = exchange.send("directory.point", typed, expect=200, htmx=True)
    assert says in page.text


def test_a_viewer_is_proposed_nothing(viewer: Visitor) -> None:
    viewer.send("directory.point", {}, expect=403)


def test_an_edited_record_keeps_the_point_that_it_has(exchange: Visitor, office: Office) -> None:
    with office.writing():
        partner_id = make.city(office.person("exchange"), "영암군", "전남", lat=34.8, lon=126.7).id
    page = exchange.visit("directory.edit", partner_id=partner_id)
    assert (page.field("lat"), page.field("lon")) == ("34.8", "126.7")
    assert "전남 영암군" in page.one(".place-map-foot").text
    exchange.press(page.form(), mend="hostile")
    assert point_of(office, "영암군") == (34.8, 126.7, "high")


def test_partners_without_coordinates_are_placed_one_by_one_or_all_that_leave_no_doubt(
    exchange: Visitor, manager: Visitor, viewer: Visitor, office: Office
) -> None:
    with office.writing():
        by, medical = office.person("exchange"), office.person("medical")
        sure = make.city(by, "영암군", "전남").id
        also = make.city(by, "나베현", "", country="VN").id
        riddle = make.partner(by, "institution", "고성 문화원", address="고성군 중앙로 1").id
        unknown = make.partner(by, "institution", "알 수 없는 곳 협회").id
        theirs = make.partner(medical, "hospital", "당산병원", address="서울 영등포구 당산동 1").id
        make.city(by, "이미 있는 군", "전남", lat=34.9, lon=126.9)
    page = exchange.visit("directory.placing")
    assert "4" in page.main.text
    assert "당산병원" not in page.text
    assert "이미 있는 군" not in page.text
    values = page.form("/partners/placing").values
    assert values[f"point-{riddle}"] == [""]
    assert f"point-{unknown}" not in values
    # One of two 고성군 is chosen by hand; then everything that is left without doubt.
    chosen = next(one["value"] for one in page.all(f"select[name=point-{riddle}] option") if "강원" in one.text)
    exchange.press(page.form("/partners/placing"), take=str(riddle), **{f"point-{riddle}": chosen})
    assert point_of(office, "고성 문화원")[2] == "low"
    assert point_of(office, "영암군") == NOT_SAVED
    exchange.press(page.form("/partners/placing"), take="all")
    assert point_of(office, "영암군")[2] == "medium"
    assert point_of(office, "나베현")[2] == "medium"
    page = exchange.visit("directory.placing")
    assert "알 수 없는 곳 협회" in page.text
    assert page.all("select") == []
    history = manager.visit("directory.changes", partner_id=sure)
    assert "지도에 올림" in history.text
    # Another team's, what nobody proposed, and what has a point by now: nothing of it is done.
    stolen = {"take": "all", f"point-{theirs}": "37.5386,126.9031,medium"}
    exchange.send("directory.place", stolen, expect=403)
    made_up = {"take": "all", f"point-{unknown}": "1,1,high", "point-x": "1,1,", "point-99999999999999": "1,1,"}
    assert "다시" in exchange.send("directory.place", made_up, expect=422).text
    exchange.send("directory.place", {"take": "all", f"point-{also}": "1,1,high"})
    assert point_of(office, "당산병원") == NOT_SAVED
    assert point_of(office, "알 수 없는 곳 협회") == NOT_SAVED
    assert (point_of(office, "나베현")[0] or 0) > 10
    assert "당산병원" in manager.visit("directory.placing").text
    viewer.visit("directory.placing", expect=403)
