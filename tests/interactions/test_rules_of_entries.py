"""What typed lines mean: the report's own, and those that are refused."""

from datetime import date

import pytest

from partners.foundation.refusals import Refusal
from partners.interactions.rules import DIRECTIONS, KINDS, Entry, ThousandsMeant, Understood, understand

TODAY = date(2020, 11, 20)

#: gold.json, interaction_kinds.
KINDS_OF_THE_REPORT = {
    "donation_received", "aid_given", "letter", "meeting", "mentoring", "recommendation", "signing", "event",
    "appointment", "recruitment", "study", "competition_selection", "media_production", "opening",
    "service_operation", "infrastructure_support", "marketing_support", "channel_operation", "advertising",
}  # fmt: skip


def entry(**changes: object) -> Entry:
    values: dict[str, object] = {
        "kind": "donation_received",
        "title": "마스크 제공",
        "partners": [2],
        "date": "'20.3.4.",
    }
    return Entry(**{**values, **changes})  # type: ignore[arg-type]


def meaning(**changes: object) -> Understood:
    return understand(entry(**changes), TODAY)


def refusal(**changes: object) -> Refusal:
    with pytest.raises(Refusal) as raised:
        meaning(**changes)
    return raised.value


def test_the_kinds_are_those_of_the_report() -> None:
    assert set(KINDS) == KINDS_OF_THE_REPORT
    assert all(kind.direction in DIRECTIONS for kind in KINDS.values())


def test_a_day() -> None:
    understood = meaning()
    assert understood.sort_on == date(2020, 3, 4)
    assert (understood.columns["is_dated"], understood.columns["fiscal_year"]) == (True, 2020)
    assert understood.columns["date_text"] == "'20.3.4."
    assert understood.columns["direction"] == "inbound"


def test_two_days_with_names() -> None:
    """광주 남구: 체결 and 협정식 in one bullet; the second has no year of its own."""
    first, second = meaning(date="'20.7.7. / 10.14.", occurrence_labels="체결 / 협정식").times
    assert (first.starts_on, first.label, first.year_implied) == (date(2020, 7, 7), "체결", False)
    assert (second.starts_on, second.label, second.year_implied) == (date(2020, 10, 14), "협정식", True)


def test_as_many_names_as_days() -> None:
    assert refusal(date="'20.7.7. / 10.14.", occurrence_labels="체결").field == "occurrence_labels"


def test_a_period_over_the_new_year_stays_in_its_fiscal_year() -> None:
    understood = meaning(date="'20. 5. ~ '21. 1.")
    assert understood.columns["fiscal_year"] == 2020
    assert understood.sort_on == date(2021, 1, 31)


def test_without_a_date_it_stands_first_in_its_year() -> None:
    understood = meaning(date="", undated=True)
    assert (understood.times, understood.columns["is_dated"]) == ((), False)
    assert (understood.columns["fiscal_year"], understood.sort_on) == (2020, date(2020, 1, 1))
    assert meaning(undated=True, fiscal_year=2019).sort_on == date(2019, 1, 1)


@pytest.mark.parametrize("text", ["'20.3.44.", "2020.13.1.", "언젠가", "'20. 9. ~ '20. 3.", ""])
def test_a_date_that_is_none(text: str) -> None:
    problem = refusal(date=text)
    assert problem.field == "date"
    assert str(problem.message)


def test_a_date_outside_its_fiscal_year() -> None:
    assert refusal(fiscal_year=2019).field == "fiscal_year"


@pytest.mark.parametrize("year", [0, 1899, 2200, 10**9])
def test_a_year_that_is_none(year: int) -> None:
    assert refusal(date="", undated=True, fiscal_year=year).field == "fiscal_year"


@pytest.mark.parametrize(
    ("typed", "unit", "won", "approx"),
    [
        ("4,000천원", "won", 4_000_000, False),
        ("총 4,000천원 상당", "kkrw", 4_000_000, True),
        ("4,000", "kkrw", 4_000_000, False),
        ("4,000,000", "won", 4_000_000, False),
        ("", "kkrw", None, False),
        ("0", "won", 0, False),
    ],
)
def test_amounts(typed: str, unit: str, won: int | None, approx: bool) -> None:
    columns = meaning(amount=typed, amount_unit=unit).columns
    assert (columns["amount_won"], columns["amount_approx"]) == (won, approx)


def test_an_unknown_amount_is_no_estimate() -> None:
    assert meaning(amount_approx=True).columns["amount_approx"] is False
    assert meaning(amount="4,000천원", amount_approx=True).columns["amount_approx"] is True


def test_many_is_no_amount() -> None:
    assert refusal(amount="많음").field == "amount"


def test_four_thousand_won_asks_first() -> None:
    question = refusal(amount="4,000", amount_unit="won")
    assert isinstance(question, ThousandsMeant)
    assert (question.field, question.won, question.as_thousands) == ("amount", 4_000, 4_000_000)
    assert meaning(amount="4,000", amount_unit="won", confirm_amount=True).columns["amount_won"] == 4_000


def test_somebody_must_be_named() -> None:
    assert refusal(partners=[]).field == "partners"
    unnamed = meaning(kind="letter", partners=[], recipients_unspecified=True, recipients_text="국외 교류도시").columns
    assert (unnamed["recipients_unspecified"], unnamed["recipients_text"]) == (True, "국외 교류도시")


@pytest.mark.parametrize("kind", ["study", "advertising", "event"])
def test_what_is_for_the_public_names_nobody(kind: str) -> None:
    assert meaning(kind=kind, partners=[]).columns["recipients_unspecified"] is False


def test_recipients_are_written_only_when_unnamed() -> None:
    assert meaning(recipients_text="국외 교류도시").columns["recipients_text"] == ""


@pytest.mark.parametrize(("field", "value"), [("kind", "party"), ("direction", "sideways"), ("title", "")])
def test_what_must_be_said(field: str, value: str) -> None:
    assert refusal(**{field: value}).field == field
