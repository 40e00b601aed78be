"""Which ties may be taken over, and when a partner may change sides of the border."""

from dataclasses import replace
from datetime import date

import pytest

from partners.directory.rules.places import objection_to_move, objection_to_place, objection_to_point
from partners.directory.rules.ties import TakeOver, holds_only_an_intention, objection_to_take_over

GO_LIVE = date(2020, 10, 31)
TODAY = date(2020, 11, 20)
FOREIGN_SISTER = TakeOver(
    kind="city", country="JP", tie_type="sister", reason="보고서에 있음", source="보고 89행", base_date=GO_LIVE
)


def _field(told: TakeOver, go_live: date | None = GO_LIVE) -> str | None:
    objection = objection_to_take_over(told, TODAY, go_live)
    return objection[0] if objection else None


def test_a_foreign_sister_tie_from_before_may_be_taken_over() -> None:
    assert _field(FOREIGN_SISTER) is None
    assert _field(replace(FOREIGN_SISTER, signed_on=date(2007, 10, 30), base_date=TODAY)) is None


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"signed_on": date(2020, 11, 1), "base_date": TODAY}, "signed_on"),
        ({"base_date": date(2020, 11, 1)}, "base_date"),
        ({"base_date": TODAY, "ceremony_on": date(2020, 11, 2)}, "base_date"),
    ],
)
def test_a_foreign_sister_tie_after_going_live_needs_the_council(change: dict[str, date], field: str) -> None:
    assert _field(replace(FOREIGN_SISTER, **change)) == field


def test_without_the_day_of_going_live_no_foreign_sister_tie_is_taken_over() -> None:
    assert _field(FOREIGN_SISTER, go_live=None) == "tie_type"


def test_a_domestic_sister_tie_and_a_foreign_friendship_need_no_council() -> None:
    later = {"signed_on": date(2020, 11, 1), "base_date": TODAY}
    assert _field(replace(FOREIGN_SISTER, country="KR", **later)) is None
    assert _field(replace(FOREIGN_SISTER, tie_type="friendship", **later)) is None


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"reason": ""}, "reason"),
        ({"source": ""}, "source"),
        ({"base_date": None}, "base_date"),
        ({"base_date": date(2020, 11, 21)}, "base_date"),
        ({"signed_on": date(2020, 11, 1)}, "signed_on"),
        ({"signed_on": date(2007, 10, 30), "ceremony_on": date(2007, 10, 29)}, "ceremony_on"),
        ({"signed_on": date(2007, 10, 30), "ends_on": date(2007, 10, 29)}, "ends_on"),
        ({"kind": "hospital"}, "tie_type"),
        ({"tie_type": "candidate"}, "tie_type"),
    ],
)
def test_what_is_missing_or_contradicts_itself_is_refused(change: dict[str, object], field: str) -> None:
    assert _field(replace(FOREIGN_SISTER, **change)) == field  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("before", "after", "ties", "case", "field"),
    [
        ("KR", "CN", True, False, "country"),
        ("CN", "KR", True, False, "country"),
        ("KR", "CN", False, True, "country"),
        ("KR", "CN", False, False, None),
        ("CN", "JP", True, True, None),
        ("KR", "KR", True, True, None),
    ],
)
def test_a_partner_with_a_tie_or_a_case_stays_on_its_side_of_the_border(
    before: str, after: str, ties: bool, case: bool, field: str | None
) -> None:
    objection = objection_to_move(before, after, ties, case)
    assert (objection[0] if objection else None) == field


@pytest.mark.parametrize(
    ("lat", "lon", "field"),
    [
        (None, None, None),
        (37.5, 126.9, None),
        (37.5, None, "lon"),
        (None, 126.9, "lat"),
        (90.1, 0, "lat"),
        (0, -180.1, "lon"),
        (float("nan"), 0, "lat"),
        (0, float("inf"), "lon"),
    ],
)
def test_a_point_lies_on_this_earth_or_nowhere(lat: float | None, lon: float | None, field: str | None) -> None:
    objection = objection_to_point(lat, lon)
    assert (objection[0] if objection else None) == field


def test_only_a_korean_city_needs_its_province() -> None:
    assert objection_to_place("city", "KR", "")
    assert objection_to_place("city", "JP", "") is None
    assert objection_to_place("hospital", "KR", "") is None


@pytest.mark.parametrize(
    ("tie", "documents", "expected"),
    [
        ("friendship", {"loi"}, True),
        ("friendship", {"loi", "agreement"}, False),
        ("friendship", set(), False),
        ("sister", {"loi"}, False),
    ],
)
def test_a_friendship_may_rest_on_a_letter_of_intent_alone(tie: str, documents: set[str], expected: bool) -> None:
    assert holds_only_an_intention(tie, documents) is expected
