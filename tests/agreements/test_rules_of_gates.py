"""What lacks at each gate, and which gates a manager may pass."""

from dataclasses import replace
from datetime import date

import pytest

from partners.agreements.pipelines.shape import Asks
from partners.agreements.rules import gates, proofs
from partners.agreements.rules.case import Case, Fact
from partners.agreements.vocabulary import Consent
from tests.agreements.cases import ALL_FACTS, abroad, at_home, decided


def lacking(case: Case, there: str) -> list[str]:
    """What lacks, each by the field to fill or else by its gate."""
    return [lack.field or lack.gate.code for lack in proofs.missing(case, case.pipeline.stage(there))]


PASSED = (decided("passed_as_proposed", date(2021, 2, 25)),)


@pytest.mark.parametrize(
    ("stage", "to", "lacks"),
    [
        ("selection", "approach", ["policy_approval"]),
        ("approach", "pre_exchange", ["counterpart_reply"]),
        (
            "pre_exchange",
            "friendship_signed",
            [
                "pre_exchange_record",
                "draft_agreed",
                "friendship_signed",
                "friendship_signed_document",
            ],
        ),
        ("friendship_signed", "friendship_programme", []),
        ("friendship_programme", "council_consent", ["programme_record", "committee_opinion"]),
        ("council_consent", "sister_signed", ["council_consent", "sister_signed", "sister_signed_document"]),
    ],
)
def test_each_foreign_gate_is_shut_at_first(stage: str, to: str, lacks: list[str]) -> None:
    assert lacking(abroad(stage), to) == lacks


@pytest.mark.parametrize(
    ("stage", "to", "lacks"),
    [
        ("region_target", "selection", []),
        ("selection", "intent_exchange", ["partner_chosen", "policy_approval"]),
        ("intent_exchange", "working_consultation", ["counterpart_reply"]),
        ("working_consultation", "council_consent", ["draft_agreed"]),
        ("council_consent", "sister_signed", ["council_consent_text", "sister_signed", "sister_signed_document"]),
    ],
)
def test_each_domestic_gate_is_shut_at_first(stage: str, to: str, lacks: list[str]) -> None:
    unknown = at_home(stage, partner_known=False, country=None)
    assert lacking(unknown, to) == lacks


@pytest.mark.parametrize("stage", ["selection", "approach", "pre_exchange", "friendship_programme", "council_consent"])
def test_filled_gates_open(stage: str) -> None:
    case = abroad(stage, facts=ALL_FACTS, exchanges=1, decisions=PASSED)
    following = case.pipeline.after(case.stage)
    assert following is not None
    assert proofs.missing(case, following) == []


def test_a_skip_lists_every_gate_on_the_way() -> None:
    signed = {"sister_signed": Fact(given_on=date(2021, 3, 2))}
    assert lacking(abroad("approach", facts=signed), "sister_signed") == [
        "counterpart_reply",
        "pre_exchange_record",
        "draft_agreed",
        "friendship_signed",
        "friendship_signed_document",
        "programme_record",
        "committee_opinion",
        "council_consent",
        "sister_signed_document",
    ]


def test_an_exchange_counts_only_in_its_own_stage() -> None:
    """One interaction during the approach is no pre-exchange and no friendship exchange."""
    case = abroad("approach", facts=ALL_FACTS, exchanges=5, decisions=PASSED)
    assert lacking(case, "sister_signed") == ["pre_exchange_record", "programme_record"]


def test_the_ceremony_may_stay_unknown() -> None:
    case = at_home("council_consent", facts=ALL_FACTS, decisions=PASSED)
    assert lacking(case, "sister_signed") == []


@pytest.mark.parametrize(
    ("case", "kept_shut"),
    [
        (abroad("approach"), ["council_consent", "sister_signed"]),
        (at_home("council_consent"), []),
        (at_home("selection", partner_known=False, country=None), ["partner_chosen"]),
        # The partner's country decides, whatever the pipeline is called.
        (at_home("council_consent", country="VN"), ["council_consent", "sister_signed"]),
        (at_home("council_consent", country=None), ["council_consent", "sister_signed"]),
    ],
)
def test_what_no_manager_may_pass(case: Case, kept_shut: list[str]) -> None:
    lacks = proofs.missing(case, case.pipeline.stages[-1])
    assert [lack.field or lack.gate.code for lack in lacks if not lack.overridable] == kept_shut


def test_the_signed_copy_of_a_foreign_tie_may_be_passed_but_its_day_may_not() -> None:
    case = abroad("council_consent", decisions=PASSED)
    lacks = proofs.missing(case, case.pipeline.stages[-1])
    assert {lack.field: lack.overridable for lack in lacks} == {
        "sister_signed": False,
        "sister_signed_document": True,
    }


def test_every_missing_thing_is_said_in_words() -> None:
    case = abroad("selection")
    assert all(str(lack.sentence) for lack in proofs.missing(case, case.pipeline.stages[-1]))


def test_consent_to_a_friendship_tie_stands_only_when_the_matrix_says_so(matrix) -> None:
    assert "friendship_consent" not in lacking(abroad("pre_exchange"), "friendship_signed")
    matrix("foreign", "friendship", Consent.REQUIRED)
    assert "friendship_consent" in lacking(abroad("pre_exchange"), "friendship_signed")


def test_a_report_to_the_council_suffices_where_the_matrix_says_so(matrix) -> None:
    matrix("foreign", "friendship", Consent.REPORT_ONLY)
    case = abroad("pre_exchange", exchanges=1, facts=ALL_FACTS)
    assert lacking(case, "friendship_signed") == ["friendship_consent"]
    reported = {**ALL_FACTS, "friendship_consent": Fact(given_on=date(2021, 1, 5))}
    assert lacking(replace(case, facts=reported), "friendship_signed") == []
    too_late = {**ALL_FACTS, "friendship_consent": Fact(given_on=date(2021, 1, 11))}
    assert lacking(replace(case, facts=too_late), "friendship_signed") == ["friendship_consent"]


def test_a_gate_of_the_council_asks_by_the_matrix() -> None:
    foreign, domestic = abroad("council_consent"), at_home("council_consent")
    assert gates.asks_of(foreign, foreign.pipeline.gates["council_consent"]) == ()
    asked = gates.asks_of(domestic, domestic.pipeline.gates["council_consent"])
    assert [ask.what for ask in asked] == [Asks.TEXT]
