"""The council's word: the matrix, the decisions and what they do."""

from datetime import date

import pytest

from partners.agreements.rules import consent
from partners.agreements.rules.case import Case, Decision, Fact
from partners.agreements.vocabulary import Consent, Outcome
from tests.agreements.cases import abroad, at_home, decided

SIGNED = {"sister_signed": Fact(given_on=date(2021, 3, 2), document_title="상호결연 협정서")}
SESSION = consent.Session(227, "regular", date(2020, 11, 20), date(2020, 12, 23))


def lacks(case: Case) -> str | None:
    sentence = consent.lacks(case, case.pipeline.gates["council_consent"])
    return None if sentence is None else str(sentence)


@pytest.mark.parametrize(
    ("case", "tie", "answer"),
    [
        (abroad("selection"), "sister", Consent.REQUIRED),
        (abroad("selection"), "friendship", Consent.NOT_REQUIRED),
        (at_home("selection"), "sister", Consent.ASK),
        (at_home("selection"), "friendship", Consent.NOT_REQUIRED),
        (abroad("selection", country="KR"), "sister", Consent.ASK),
        (at_home("selection", country="JP"), "sister", Consent.REQUIRED),
        (at_home("selection", country=None), "sister", Consent.REQUIRED),
        (at_home("selection", country=None, partner_known=False), "sister", Consent.ASK),
        (abroad("selection"), "mou", Consent.NOT_REQUIRED),
    ],
)
def test_the_matrix_looks_at_the_partner(case: Case, tie: str, answer: Consent) -> None:
    assert consent.rule_for(case, tie).consent is answer


@pytest.mark.parametrize(
    ("decisions", "is_open"),
    [
        ((), False),
        ((decided("passed_as_proposed", date(2021, 3, 2)),), True),
        ((decided("passed_as_amended", date(2021, 2, 1)),), True),
        ((decided("passed_as_proposed", date(2021, 3, 3)),), False),
        ((decided("passed_as_proposed", None),), False),
        ((decided("deferred"),), False),
        ((decided("rejected", date(2021, 1, 1)),), False),
        ((decided("withdrawn"),), False),
        ((decided("lapsed"),), False),
        ((decided("rejected", date(2021, 1, 1)), decided("passed_as_proposed", date(2021, 2, 1), 228)), True),
        ((decided("passed_as_proposed", date(2021, 1, 1)), decided("rejected", date(2021, 2, 1), 228)), False),
        ((decided("passed_as_proposed", date(2021, 1, 1)), decided("withdrawn", None, 228)), False),
    ],
)
def test_a_foreign_sister_tie_needs_the_last_word_to_be_yes(decisions: tuple[Decision, ...], is_open: bool) -> None:
    case = abroad("council_consent", decisions=decisions, facts=SIGNED)
    assert (lacks(case) is None) is is_open
    assert consent.may_be_signed(case, "sister", date(2021, 3, 2)) is is_open


def test_a_reason_does_not_replace_the_resolution_abroad() -> None:
    reason = {**SIGNED, "council_consent": Fact(text="조례상 해당 없음")}
    assert lacks(abroad("council_consent", facts=reason)) is not None
    assert lacks(at_home("council_consent", facts=reason)) is None


@pytest.mark.parametrize(
    ("outcome", "is_open"), [("deferred", False), ("rejected", False), ("lapsed", False), ("withdrawn", True)]
)
def test_at_home_a_reason_does_not_outweigh_the_councils_no(outcome: str, is_open: bool) -> None:
    case = at_home(
        "council_consent",
        facts={"council_consent": Fact(text="조례상 해당 없음")},
        decisions=(decided(outcome, date(2021, 1, 1)),),
    )
    assert (lacks(case) is None) is is_open


def test_without_a_day_of_signature_nothing_foreign_is_signed() -> None:
    case = abroad("council_consent", decisions=(decided("passed_as_proposed", date(2021, 1, 1)),))
    assert not consent.may_be_signed(case, "sister", None)


@pytest.mark.parametrize(
    ("outcome", "to"),
    [
        (Outcome.PASSED_AS_PROPOSED, None),
        (Outcome.PASSED_AS_AMENDED, None),
        (Outcome.DEFERRED, None),
        (Outcome.REJECTED, "friendship_programme"),
        (Outcome.WITHDRAWN, "friendship_programme"),
        (Outcome.LAPSED, "friendship_programme"),
    ],
)
def test_what_an_outcome_does_to_the_case(outcome: Outcome, to: str | None) -> None:
    assert consent.sent_back_to(abroad("council_consent").stage, outcome) == to


@pytest.mark.parametrize(
    ("outcome", "resolved_on", "earlier", "field"),
    [
        ("passed_as_proposed", date(2020, 12, 18), [], None),
        ("passed_as_proposed", None, [], "resolved_on"),
        ("rejected", None, [], "resolved_on"),
        ("deferred", None, [], None),
        ("withdrawn", None, [], None),
        ("lapsed", None, [], None),
        ("passed_as_proposed", date(2020, 11, 20), [], None),
        ("passed_as_proposed", date(2020, 11, 19), [], "resolved_on"),
        ("passed_as_proposed", date(2020, 12, 24), [], "resolved_on"),
        ("deferred", date(2020, 12, 24), [], "resolved_on"),
        ("passed_as_proposed", date(2020, 12, 18), [decided("rejected", date(2020, 12, 1))], "session_no"),
        ("deferred", None, [decided("rejected", date(2020, 12, 1))], "session_no"),
        ("rejected", date(2020, 12, 18), [decided("passed_as_proposed", date(2020, 12, 1))], "session_no"),
        ("passed_as_proposed", date(2020, 12, 18), [decided("deferred")], None),
        ("passed_as_proposed", date(2020, 12, 18), [decided("withdrawn")], None),
    ],
)
def test_when_an_outcome_may_be_recorded(
    outcome: str, resolved_on: date | None, earlier: list[Decision], field: str | None
) -> None:
    case = abroad("council_consent")
    objection = consent.objection(case, SESSION, Outcome(outcome), resolved_on, earlier)
    assert (objection[0] if objection else None) == field


def test_a_session_of_unknown_days_holds_any_day() -> None:
    session = consent.Session(228, "extraordinary")
    case = abroad("council_consent")
    assert consent.objection(case, session, Outcome.REJECTED, date(2021, 2, 25), []) is None


def test_decisions_are_taken_one_after_the_other() -> None:
    case = abroad("council_consent", decisions=(decided("rejected", date(2021, 2, 25)),))
    session = consent.Session(229, "regular")
    objection = consent.objection(case, session, Outcome.PASSED_AS_PROPOSED, date(2021, 2, 24), [])
    assert objection is not None
    assert objection[0] == "resolved_on"


def test_a_resolution_after_the_day_of_signature_is_refused() -> None:
    case = abroad("council_consent", facts=SIGNED)
    session = consent.Session(228, "regular")
    objection = consent.objection(case, session, Outcome.PASSED_AS_PROPOSED, date(2021, 3, 3), [])
    assert objection is not None
    assert objection[0] == "resolved_on"
