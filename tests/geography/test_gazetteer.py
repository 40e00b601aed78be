"""The gazetteer: what people type, and the places that they may mean."""

import hashlib
import json

import pytest

from partners.geography import atlas
from partners.geography.rules.doubts import Mend, Slip
from partners.geography.rules.gazetteer import MOST_ANSWERS
from partners.geography.rules.places import Place

#: Typed, country, region; then the places: region (at home the province) and name, or country and name abroad.
NAMES = [
    # Korean, English and native names, with and without what says that it is a city
    ("영등포구", "KR", "", ["서울 영등포구"]),
    ("영등포", "KR", "", ["서울 영등포구"]),
    ("영암", "KR", "", ["전남 영암군"]),
    ("Yeongam-gun", "KR", "", ["전남 영암군"]),
    ("yeongam", "", "", ["전남 영암군"]),
    ("광주 남구", "KR", "", ["광주 남구"]),
    ("광주남구", "KR", "", ["광주 남구"]),
    ("경상남도 고성군", "KR", "", ["경남 고성군"]),
    ("수원", "KR", "", ["경기 수원시"]),
    ("장안구", "KR", "", ["경기 수원시 장안구"]),
    ("청주시", "KR", "", ["충북 청주시"]),
    ("세종", "KR", "", ["세종 세종시"]),
    ("부산광역시", "KR", "", ["부산 부산"]),
    ("독도", "KR", "", ["경북 독도"]),
    ("호치민", "VN", "", ["VN 호치민"]),
    ("호치민시", "", "", ["VN 호치민"]),
    ("Thành phố Hồ Chí Minh", "VN", "", ["VN 호치민"]),
    ("나베현", "VN", "", ["VN 나베"]),
    ("Huyện Nhà Bè", "VN", "", ["VN 나베"]),
    ("기시와다", "JP", "", ["JP 기시와다"]),
    ("기시와다시", "", "", ["JP 기시와다"]),
    ("岸和田市", "JP", "", ["JP 기시와다"]),
    ("City of Kishiwada", "JP", "", ["JP 기시와다"]),
    ("Monterey Park", "US", "", ["US 몬터레이파크"]),
    ("몬테레이 파크시", "US", "", ["US 몬터레이파크"]),
    ("황포구", "CN", "상해시", ["CN 황포구"]),
    ("黄浦区", "CN", "", ["CN 황포구"]),
    ("문두구구", "CN", "", ["CN 문두구구"]),
    ("상하이", "CN", "", ["CN 상해"]),
    ("Москва", "RU", "", ["RU 모스크바"]),
    # Several bear the name: all of them, unless something else decides
    ("고성군", "KR", "", ["강원 고성군", "경남 고성군"]),
    ("고성군", "KR", "경남", ["경남 고성군"]),
    ("고성", "KR", "강원도", ["강원 고성군"]),
    ("Goseong-gun", "KR", "", ["강원 고성군", "경남 고성군"]),
    ("남구", "KR", "", ["부산 남구", "대구 남구", "광주 남구", "울산 남구", "경북 포항시 남구"]),
    ("강서구", "KR", "", ["서울 강서구", "부산 강서구"]),
    ("광주", "KR", "", ["광주 광주", "경기 광주시"]),
    ("신사동", "KR", "", ["서울 은평구 신사동", "서울 강남구 신사동"]),
    # None of that country is called so
    ("오사카", "KR", "", ["JP 오사카"]),
    # Addresses
    ("경상남도 고성군 고성읍 성내로 130", "KR", "", ["경남 고성군 고성읍"]),
    ("광주광역시 남구 봉선로 1", "KR", "", ["광주 남구"]),
    ("남구 봉선로 1", "KR", "광주", ["광주 남구"]),
    ("충청북도 충주시 으뜸로 21", "KR", "", ["충북 충주시"]),
    ("서울특별시 영등포구 당산로 123 (당산동3가)", "KR", "", ["서울 영등포구 당산동"]),
    ("경기도 수원시 장안구 정자동 1", "KR", "", ["경기 수원시 장안구 정자동"]),
    ("大阪府岸和田市岸城町7番1号", "JP", "", ["JP 기시와다"]),
    ("上海市黄浦区延安东路300号", "CN", "", ["CN 황포구"]),
    ("北京市门头沟区新桥大街36号", "CN", "", ["CN 문두구구"]),
    ("320 W Newmark Ave, Monterey Park, CA 91754", "US", "", ["US 몬터레이파크"]),
    ("UBND huyện Nhà Bè, Nguyễn Bình, Nhà Bè", "VN", "", ["VN 나베"]),
    ("일본 오사카부 기시와다시", "JP", "", ["JP 기시와다"]),
    # Nothing is called so
    ("아틀란티스", "", "", []),
    ("Qwxyzzy Falls", "", "", []),
    ("구", "KR", "", []),
    ("새 도시", "KR", "", []),
    ("${alert(1)} <b>", "", "", []),
    ("", "", "", []),
]
GUESSES = [
    ("냐베", "VN", "VN 나베"),
    ("냐베", "", "VN 나베"),
    ("영동포구", "KR", "서울 영등포구"),
    ("Kishiwadda", "JP", "JP 기시와다"),
    ("Montery Park", "US", "US 몬터레이파크"),
    ("호지민", "VN", "VN 호치민"),
]


def told(place: Place) -> str:
    return f"{place.region if place.country == 'KR' else place.country} {place.name}"


@pytest.mark.parametrize(("typed", "country", "region", "meant"), NAMES)
def test_what_is_typed_finds_what_is_meant(typed: str, country: str, region: str, meant: list[str]) -> None:
    answer = atlas.find_places(typed, country, region)
    assert [told(place) for place in answer.places] == meant
    assert not answer.is_guess
    assert (answer.one is not None) == (len(meant) == 1)


@pytest.mark.parametrize(("typed", "country", "meant"), GUESSES)
def test_a_slip_of_the_finger_is_asked_about_and_never_taken(typed: str, country: str, meant: str) -> None:
    answer = atlas.find_places(typed, country)
    assert told(answer.places[0]) == meant
    assert answer.is_guess
    assert answer.one is None


def test_whatever_is_typed_is_answered() -> None:
    for letter in ("가", "a", "市", " ", "\u0301", "ㄱ", "𝕏"):
        answer = atlas.find_places(letter * 10_000, "KR", letter * 10_000)
        assert len(answer.places) <= MOST_ANSWERS


@pytest.mark.parametrize(
    ("lat", "lon", "district"),
    [
        (37.5264, 126.8962, "서울 영등포구"),
        (34.9731, 128.3223, "경남 고성군"),
        (38.3806, 128.4678, "강원 고성군"),
        (35.133, 126.9026, "광주 남구"),
        (37.2411, 131.8644, "경북 울릉군"),
        (36.48, 127.289, "세종 세종시"),
    ],
)
def test_a_point_lies_in_its_district(lat: float, lon: float, district: str) -> None:
    found = atlas.district_at(lat, lon)
    assert found
    assert f"{found.province} {found.name_ko}" == district
    assert atlas.country_at(lat, lon) == "KR"


@pytest.mark.parametrize(
    ("lat", "lon", "country"),
    [(34.4606, 135.3713, "JP"), (31.2318, 121.4844, "CN"), (34.0625, -118.1228, "US"), (10.6945, 106.7335, "VN"),
     (39.03, 125.75, "KP"), (35.5, 130.2, ""), (0.0, 0.0, "")],
)  # fmt: skip
def test_a_point_abroad_lies_in_its_country_and_in_no_district(lat: float, lon: float, country: str) -> None:
    assert atlas.country_at(lat, lon) == country
    assert atlas.district_at(lat, lon) is None


@pytest.mark.parametrize(
    ("lat", "lon", "country", "slip", "likely"),
    [
        (126.8962, 37.5264, "KR", Slip.OUT_OF_RANGE, (37.5264, 126.8962, Mend.SWAPPED)),
        (-118.1228, 34.0625, "US", Slip.OUT_OF_RANGE, (34.0625, -118.1228, Mend.SWAPPED)),
        (48.85, 2.35, "SO", Slip.ELSEWHERE, None),
        (2.05, 45.32, "SO", None, None),
        (45.32, 2.05, "SO", Slip.ELSEWHERE, (2.05, 45.32, Mend.SWAPPED)),
        (34.0625, 118.1228, "US", Slip.ELSEWHERE, (34.0625, -118.1228, Mend.SIGN)),
        (375264, 1268962, "KR", Slip.OUT_OF_RANGE, (37.5264, 126.8962, Mend.DECIMAL_POINT)),
        (0.0, 0.0, "KR", Slip.NOWHERE, None),
        (35.68, 139.76, "KR", Slip.ELSEWHERE, None),
        (200.0, 400.0, "KR", Slip.OUT_OF_RANGE, None),
        (37.5264, 126.8962, "KR", None, None),
        (22.3, 114.17, "HK", None, None),
        # Just off a coast that is drawn roughly
        (35.08, 129.09, "KR", None, None),
    ],
)
def test_a_doubtful_point_is_told_with_what_was_probably_meant(
    lat: float, lon: float, country: str, slip: Slip | None, likely: tuple[float, float, Mend] | None
) -> None:
    doubt = atlas.doubt_at(lat, lon, country)
    assert (doubt.slip if doubt else None) == slip
    found = [(one.lat, one.lon, one.mend) for one in doubt.likely] if doubt else []
    assert found[:1] == ([likely] if likely else [])


def test_the_files_of_the_gazetteer_are_those_that_were_built() -> None:
    manifest = json.loads((atlas.GEO / "gazetteer.json").read_text())
    for name, file in manifest["files"].items():
        assert hashlib.sha256((atlas.GEO / name).read_bytes()).hexdigest() == file["sha256"], name
    assert all(source["licence"] and source["data"] for source in manifest["sources"])
