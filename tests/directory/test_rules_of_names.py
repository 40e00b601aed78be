"""When two names mean the same partner."""

import pytest

from partners.directory.rules.names import Known, Likeness, formal_name, keys_of, likeness, other_name, region_of


@pytest.mark.parametrize(
    ("typed", "known", "region"),
    [
        ("광주남구", "광주 남구", "광주"),
        ("남구", "광주 남구", "광주"),
        ("CM병원", "씨엠(CM)병원", ""),
        ("씨엠병원", "씨엠(CM)병원", ""),
        ("씨엠 (cm) 병원", "씨엠(CM)병원", ""),
        ("경남 고성군", "고성군", "경남"),
        ("NHA BE", "Nhà Bè", ""),
    ],
)
def test_spellings_of_one_name_meet(typed: str, known: str, region: str) -> None:
    assert keys_of(typed, (), "") & keys_of(known, (), region)


def test_other_names_count_too() -> None:
    assert keys_of("황푸구", (), "") & keys_of("황포구", ["황푸구"], "상해시")


def test_different_names_do_not_meet() -> None:
    assert not keys_of("명지성모병원", (), "") & keys_of("대림성모병원", (), "")


@pytest.mark.parametrize(
    ("region", "name", "expected"),
    [
        ("경상남도", "고성군", "경남"),
        ("강원특별자치도", "고성군", "강원"),
        ("경남", "고성군", "경남"),
        ("", "경남 고성군", "경남"),
        ("", "광주남구", "광주"),
        # The city of 경기, not a part of 광주광역시.
        ("", "광주시", ""),
        ("", "고성군", ""),
    ],
)
def test_the_province_is_written_short_or_taken_from_the_name(region: str, name: str, expected: str) -> None:
    assert region_of("KR", region, name) == expected


def test_a_foreign_region_stays_as_written() -> None:
    assert region_of("CN", "광주시", "황포구") == "광주시"


@pytest.mark.parametrize(
    ("country", "region", "name", "expected"),
    [
        ("KR", "전남", "영암군", "전남 영암군"),
        ("KR", "광주", "광주 남구", "광주 남구"),
        ("CN", "상해시", "황포구", "중국 상해시 황포구"),
        ("JP", "", "기시와다시", "일본 기시와다시"),
    ],
)
def test_the_formal_name_says_nothing_twice(country: str, region: str, name: str, expected: str) -> None:
    assert formal_name(country, region, name) == expected


@pytest.mark.parametrize(
    ("korean", "native", "english", "expected"),
    [
        ("영암군", "", "Yeongam-gun, Jeollanam-do", "Yeongam-gun"),
        ("영암군", "영암군", "Yeongam-gun", "Yeongam-gun"),
        ("기시와다시", "岸和田市", "Kishiwada City, Osaka", "岸和田市 Kishiwada City"),
        ("나베현", "Huyện Nhà Bè", "Nhà Bè District, Ho Chi Minh City", "Huyện Nhà Bè"),
    ],
)
def test_names_beside_the_korean_one_are_short(korean: str, native: str, english: str, expected: str) -> None:
    assert other_name(korean, native, english) == expected


@pytest.mark.parametrize(
    ("kind", "country", "region", "name", "expected"),
    [
        ("city", "KR", "경남", "고성군", Likeness.SAME),
        ("city", "KR", "경남", "고성 군", Likeness.SAME),
        ("city", "KR", "강원", "고성군", Likeness.SIMILAR),
        ("city", "CN", "경남", "고성군", Likeness.SIMILAR),
        ("institution", "KR", "경남", "고성군", Likeness.SIMILAR),
    ],
)
def test_country_region_and_name_make_a_city(
    kind: str, country: str, region: str, name: str, expected: Likeness
) -> None:
    known = Known(id=1, kind="city", name_ko="고성군", country="KR", region="경남")
    assert likeness(kind, country, region, name, known) is expected
