"""What must hold of each kind's own facts, and which names several places bear."""

import csv
from collections import defaultdict
from datetime import date
from typing import Any

import pytest

from partners.directory.rules.facts import objection_to_facts
from partners.directory.rules.same_names import SAME_NAMES, is_ambiguous, provinces_of
from partners.directory.rules.terms import Lasting, lasting
from partners.foundation.settings import PROJECT

EARLY, LATE = date(2020, 3, 1), date(2020, 9, 1)


@pytest.mark.parametrize(
    ("kind", "first", "last"),
    [
        ("hospital", "registration_from", "registration_until"),
        ("ambassador", "term_from", "term_until"),
        ("group", "starts_on", "ends_on"),
    ],
)
def test_nothing_ends_before_it_begins(kind: str, first: str, last: str) -> None:
    objection = objection_to_facts(kind, {first: LATE, last: EARLY})
    assert objection is not None
    assert objection[0] == last
    for days in ({first: EARLY, last: LATE}, {first: EARLY, last: EARLY}, {first: LATE}, {last: EARLY}, {}):
        assert objection_to_facts(kind, days) is None


@pytest.mark.parametrize(
    ("kind", "told", "field"),
    [
        ("city", {"time_zone": "Mars/Olympus"}, "time_zone"),
        ("city", {"languages": ["ko", "klingon"]}, "languages"),
        ("hospital", {"interpretation_languages": ["xx"]}, "interpretation_languages"),
        ("company", {"business_no": "1234567890"}, "business_no"),
        ("company", {"size": "huge"}, "size"),
        ("supporter", {"is_team": True, "member_count": 0}, "member_count"),
        ("supporter", {"is_team": True, "member_count": -3}, "member_count"),
        ("supporter", {"is_team": True, "member_count": 99_999}, "member_count"),
        ("supporter", {"is_team": False, "member_count": 3}, "member_count"),
        ("group", {"cohort_no": 0}, "cohort_no"),
    ],
)
def test_what_cannot_be_is_said_at_its_field(kind: str, told: dict[str, Any], field: str) -> None:
    objection = objection_to_facts(kind, told)
    assert objection is not None
    assert objection[0] == field


@pytest.mark.parametrize(
    ("kind", "told"),
    [
        ("city", {"time_zone": "Asia/Ho_Chi_Minh", "languages": ["vi", "en"]}),
        ("company", {"business_no": "1234567891", "size": "middle"}),
        ("supporter", {"is_team": True, "member_count": 3}),
        ("supporter", {"is_team": True}),
        ("group", {"cohort_no": 1}),
    ],
)
def test_what_can_be_is_taken(kind: str, told: dict[str, Any]) -> None:
    assert objection_to_facts(kind, told) is None


def test_a_term_ends_soon_ninety_days_before_its_last_day() -> None:
    last = date(2021, 2, 18)
    assert lasting(None, last) is Lasting.UNKNOWN
    assert lasting(last, date(2020, 11, 19)) is Lasting.HOLDS
    assert lasting(last, date(2020, 11, 20)) is Lasting.ENDS_SOON
    assert lasting(last, last) is Lasting.ENDS_SOON
    assert lasting(last, date(2021, 2, 19)) is Lasting.ENDED


def test_the_names_that_several_places_bear_are_those_of_the_map() -> None:
    provinces = {
        "11": "서울", "26": "부산", "27": "대구", "28": "인천", "29": "광주", "30": "대전", "31": "울산", "36": "세종",
        "41": "경기", "42": "강원", "43": "충북", "44": "충남", "45": "전북", "46": "전남", "47": "경북", "48": "경남",
        "50": "제주",
    }  # fmt: skip
    lying: dict[str, list[str]] = defaultdict(list)
    with (PROJECT / "static" / "geo" / "names.csv").open() as file:
        for row in csv.DictReader(file):
            if row["code"][:2] in provinces:
                lying[row["ko"].split()[-1]].append(provinces[row["code"][:2]])
    several = {name: tuple(places) for name, places in lying.items() if len(places) > 1}
    assert {name: places for name, places in SAME_NAMES.items() if name != "광주시"} == several


def test_a_bare_name_is_asked_about_and_one_with_its_province_is_not() -> None:
    assert provinces_of("고성군") == ("강원", "경남")
    assert is_ambiguous(" 고성 군")
    assert not is_ambiguous("고성군", region="경남")
    assert not is_ambiguous("고성군", country="CN")
    assert not is_ambiguous("경남 고성군")
    assert not is_ambiguous("영암군")
