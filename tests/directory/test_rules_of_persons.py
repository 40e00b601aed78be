"""A natural person's data needs its ground (개인정보 보호법 제15조)."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from partners.directory.rules.persons import LEGAL_BASES, Basis, objection_to_basis

TODAY = date(2020, 11, 20)
GOOD = Basis(
    legal_basis="consent",
    purpose="홍보대사 운영",
    collected_from="본인",
    consented_on=date(2020, 11, 1),
    retain_until=date(2023, 10, 31),
)


def test_with_everything_said_nothing_is_objected() -> None:
    assert objection_to_basis(GOOD, TODAY) is None


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"legal_basis": ""}, "legal_basis"),
        ({"legal_basis": "custom"}, "legal_basis"),
        ({"purpose": ""}, "purpose"),
        ({"collected_from": ""}, "collected_from"),
        ({"retain_until": None}, "retain_until"),
        ({"consented_on": None}, "consented_on"),
        ({"consented_on": date(2020, 11, 21)}, "consented_on"),
        ({"retain_until": date(2020, 11, 19)}, "retain_until"),
    ],
)
def test_what_is_missing_is_asked_at_its_field(changes: dict[str, Any], field: str) -> None:
    objection = objection_to_basis(replace(GOOD, **changes), TODAY)
    assert objection is not None
    assert objection[0] == field


@pytest.mark.parametrize("basis", [code for code in LEGAL_BASES if code != "consent"])
def test_only_consent_needs_its_day(basis: str) -> None:
    assert objection_to_basis(replace(GOOD, legal_basis=basis, consented_on=None), TODAY) is None


def test_the_last_day_may_be_today() -> None:
    assert objection_to_basis(replace(GOOD, retain_until=TODAY), TODAY) is None


def test_a_day_that_passed_on_record_hinders_nobody_who_leaves_it() -> None:
    old = replace(GOOD, retain_until=date(2020, 10, 1))
    assert objection_to_basis(old, TODAY, kept_until=date(2020, 10, 1)) is None
    assert objection_to_basis(old, TODAY, kept_until=date(2020, 10, 2)) is not None
