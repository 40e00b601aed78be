"""What must hold of the facts that only one kind of partner has. Pure."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from partners.directory.rules.business_numbers import objection_to_number
from partners.directory.rules.places import Objection
from partners.directory.rules.words import COMPANY_SIZES
from partners.foundation.locales import is_language, is_zone
from partners.foundation.words import _l

Facts = Mapping[str, Any]

#: More members or cohorts than any office has: beyond it somebody mistyped.
MOST = 10_000

#: Columns that hold languages, and those that hold terms of a vocabulary.
LANGUAGES = ("languages", "interpretation_languages")
VOCABULARY_OF = {
    "hospital_type": "hospital_type",
    "departments": "department",
    "industry": "industry",
    "csr_fields": "csr_field",
    "field": "ambassador_field",
}
#: Lists whose order says nothing: they are kept sorted, so that another order is no change.
SETS = (*LANGUAGES, "departments", "csr_fields")

#: Of each kind with a period: its first and last day.
PERIODS = {
    "hospital": ("registration_from", "registration_until"),
    "ambassador": ("term_from", "term_until"),
    "group": ("starts_on", "ends_on"),
}


def objection_to_facts(kind: str, told: Facts) -> Objection:
    """The field at fault and the sentence, or None; `told` are all facts as they would stand."""
    return _objection_to_period(kind, told) or _objection_to_languages(told) or _OF_KIND.get(kind, _nothing)(told)


def _objection_to_period(kind: str, told: Facts) -> Objection:
    first, last = PERIODS.get(kind, ("", ""))
    begins: date | None = told.get(first)
    ends: date | None = told.get(last)
    if begins is not None and ends is not None and ends < begins:
        return last, _l("The end lies before the beginning. Check both days.")
    return None


def _objection_to_languages(told: Facts) -> Objection:
    for name in LANGUAGES:
        if not all(is_language(code) for code in told.get(name) or ()):
            return name, _l("Choose languages of the list.")
    return None


def _of_city(told: Facts) -> Objection:
    if told.get("time_zone") and not is_zone(told["time_zone"]):
        return "time_zone", _l("Choose a time zone of the list.")
    return None


def _of_company(told: Facts) -> Objection:
    number = told.get("business_no")
    wrong = objection_to_number(number) if number else None
    if wrong:
        return "business_no", wrong
    if told.get("size") and told["size"] not in COMPANY_SIZES:
        return "size", _l("Choose a size of the list.")
    return None


def _of_supporter(told: Facts) -> Objection:
    count = told.get("member_count")
    if count is None:
        return None
    if not told.get("is_team"):
        return "member_count", _l("One person counts as one. Tick the team, or leave the number empty.")
    return _out_of_bounds("member_count", count)


def _of_group(told: Facts) -> Objection:
    number = told.get("cohort_no")
    return None if number is None else _out_of_bounds("cohort_no", number)


def _out_of_bounds(name: str, number: int) -> Objection:
    if number < 1:
        return name, _l("Write a number from 1 on, or leave it empty when it is unknown.")
    if number > MOST:
        return name, _l("This number is too large.")
    return None


def _nothing(told: Facts) -> Objection:
    return None


_OF_KIND: dict[str, Callable[[Facts], Objection]] = {
    "city": _of_city,
    "company": _of_company,
    "supporter": _of_supporter,
    "group": _of_group,
}
