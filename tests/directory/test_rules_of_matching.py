"""Which records are proposed as one: a table of pairs, as people would decide them."""

from typing import Any

import pytest

from partners.directory.queries.matching import profile_of
from partners.directory.rules.matching import PROPOSED, Profile, compared, in_words
from partners.directory.rules.pairing import pairs_worth_comparing
from tests.support.office import Office

#: kind, one, other (name, country, region and whatever else), and whether somebody is to be asked.
PAIRS = [
    ("city", "광주 남구|KR|광주", "광주남구|KR|", True),
    ("city", "남구|KR|광주", "광주광역시 남구|KR|", True),
    ("city", "남구|KR|광주", "남구|KR|부산", False),
    ("city", "남구|KR|광주", "남구|KR|", False),
    ("city", "고성군|KR|강원", "고성군|KR|경남", False),
    ("city", "수원시|KR|경기", "수원|KR|경기", True),
    ("city", "수원시|KR|경기", "수원|KR|", True),
    ("city", "광주시|KR|경기", "광주|KR|", False),
    ("city", "영암군|KR|전남", "영월군|KR|강원", False),
    ("city", "강서구|KR|서울", "강동구|KR|서울", False),
    ("city", "기시와다시|JP||name_native=岸和田市", "키시와다|JP||name_native=岸和田市", True),
    ("city", "황포구|CN|상해시", "황푸구|CN|상해시|aliases=황포구", True),
    ("city", "몬테레이파크시|US||name_en=Monterey Park", "몬터레이 파크|US||name_en=City of Monterey Park", True),
    ("hospital", "CM병원|KR|서울", "씨엠(CM)병원|KR|서울", True),
    ("hospital", "한림대학교강남성심병원|KR|서울", "한림대학교 강남성심 병원|KR|", True),
    (
        "hospital",
        "종로한빛요양병원|KR|서울|name_en=Jongno Hospital",
        "종로미래요양병원|KR|서울|name_en=Jongno Hospital",
        False,
    ),
    ("institution", "서대문구보건소|KR|서울", "동대문구보건소|KR|서울", False),
    ("institution", "영등포구 대림1동 주민센터|KR|서울", "영등포구 대림2동 주민센터|KR|서울", False),
    ("institution", "재단법인 영등포문화재단|KR|서울", "(재)영등포문화재단|KR|", True),
    ("company", "(주)한빛소프트|KR|서울", "주식회사 한빛소프트|KR|서울", True),
    ("company", "(주)한빛소프트|KR|서울", "한빛소프트|KR|부산", False),
    ("company", "한빛|KR|서울|business_no=1018112345", "한빛|KR|서울|business_no=2208154321", False),
    ("company", "한빛|KR||business_no=1018112345", "햇빛상사|KR||business_no=1018112345", True),
    ("company", "롯데제과 주식회사|KR|서울", "롯데제과|KR|서울", True),
    ("supporter", "김민지|KR|", "김민지|KR|", False),
    ("supporter", "김민지|KR||handle=@minji", "Minji|KR||handle=minji", False),
    ("supporter", "김민지|KR||handle=@minji", "김민지|KR||handle=minji", True),
    ("group", "SNS 서포터즈 3기|KR||cohort_no=3", "SNS 서포터즈 4기|KR||cohort_no=4", False),
]


@pytest.mark.parametrize(("kind", "one", "other", "is_one"), PAIRS)
def test_what_is_proposed_as_one(kind: str, one: str, other: str, is_one: bool) -> None:
    both = {1: _profile(kind, one, 1), 2: _profile(kind, other, 2)}
    likeness = compared(both[1], both[2])
    assert likeness.is_proposed is is_one, likeness
    assert compared(both[2], both[1]) == likeness
    if is_one:
        assert pairs_worth_comparing(both) == {(1, 2)}, "It is never compared by night."


def test_a_city_is_none_of_its_groups() -> None:
    assert compared(_profile("city", "수원시|KR|경기", 1), _profile("group", "수원시|KR|경기", 2)).points < PROPOSED


def test_reasons_are_said_in_words(at_work: Office) -> None:
    one, other = "영등포의료생활협동조합|KR|서울", "영등포의료생활협동조합원|KR|서울"
    told = [
        str(word) for word in in_words(compared(_profile("company", one, 1), _profile("company", other, 2)).stored())
    ]
    assert told == ["이름 92 % 같음", "같은 지역"]


def test_the_number_of_comparisons_grows_with_the_records_not_with_their_square() -> None:
    def compared_of(number: int) -> int:
        names = (f"{first}{second}{third}의원|KR|서울" for first in WORDS for second in WORDS for third in WORDS)
        return len(
            pairs_worth_comparing({id: _profile("hospital", name, id) for id, name in enumerate(list(names)[:number])})
        )

    assert compared_of(2_000) < 20 * 2_000


WORDS = ("가온", "나래", "다솜", "라온", "마루", "바른", "사랑", "아름", "자연", "찬솔", "큰길", "푸른", "하늘")


def _profile(kind: str, told: str, id: int) -> Profile:
    name, country, region, *more = told.split("|")
    values: dict[str, Any] = {"name_ko": name, "country": country, "region": region}
    for pair in more:
        column, _equals, value = pair.partition("=")
        if column == "aliases":
            values["aliases"] = [value]
        elif column == "handle":
            values["channels"] = [{"platform": "instagram", "handle": value, "url": ""}]
        else:
            values[column] = int(value) if column == "cohort_no" else value
    return profile_of(kind, values, id)
