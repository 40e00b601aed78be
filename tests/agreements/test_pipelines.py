"""The declared pipelines, against the procedure that the office printed."""

import pytest

from partners.agreements.pipelines import PIPELINES
from partners.agreements.pipelines.asks import document
from partners.agreements.pipelines.shape import Gate, Pipeline, Proof, Stage
from partners.agreements.rules.proofs import CHECKS
from partners.agreements.vocabulary import Ending, Outcome

#: What is looked up and has nothing to fill in: the gate itself says what to do.
SAID_BY_THE_GATE = {Proof.EXCHANGED, Proof.PARTNER_KNOWN, Proof.ROSTER, Proof.CONSENTED}
EVERY_PIPELINE = pytest.mark.parametrize("pipeline", PIPELINES.values(), ids=PIPELINES)


def test_the_foreign_procedure_stands_as_printed() -> None:
    assert PIPELINES["city_foreign"].codes == (
        "selection",
        "approach",
        "pre_exchange",
        "friendship_signed",
        "friendship_programme",
        "council_consent",
        "sister_signed",
    )


def test_the_domestic_procedure() -> None:
    assert PIPELINES["city_domestic"].codes == (
        "region_target",
        "selection",
        "intent_exchange",
        "working_consultation",
        "council_consent",
        "sister_signed",
    )


@pytest.mark.parametrize(
    ("pipeline", "stage", "to_leave", "to_enter"),
    [
        ("city_foreign", "selection", ["policy_approval"], []),
        ("city_foreign", "approach", ["counterpart_reply"], []),
        ("city_foreign", "pre_exchange", ["pre_exchange_record", "draft_agreed"], []),
        ("city_foreign", "friendship_signed", [], ["friendship_consent", "friendship_signed"]),
        ("city_foreign", "friendship_programme", ["programme_record", "committee_opinion"], []),
        ("city_foreign", "council_consent", ["council_consent"], []),
        ("city_foreign", "sister_signed", [], ["council_consent", "sister_signed"]),
        ("city_domestic", "region_target", [], []),
        ("city_domestic", "selection", ["partner_chosen", "policy_approval"], []),
        ("city_domestic", "intent_exchange", ["counterpart_reply"], []),
        ("city_domestic", "working_consultation", ["draft_agreed"], []),
        ("city_domestic", "council_consent", ["council_consent"], []),
        ("city_domestic", "sister_signed", [], ["council_consent", "sister_signed"]),
    ],
)
def test_gates_stand_where_the_procedure_puts_them(
    pipeline: str, stage: str, to_leave: list[str], to_enter: list[str]
) -> None:
    declared = PIPELINES[pipeline].stage(stage)
    assert [gate.code for gate in declared.to_leave] == to_leave
    assert [gate.code for gate in declared.to_enter] == to_enter


@pytest.mark.parametrize("pipeline", ["city_foreign", "city_domestic"])
def test_a_motion_that_failed_goes_back_and_a_deferred_one_stays(pipeline: str) -> None:
    council = PIPELINES[pipeline].stage("council_consent")
    assert set(council.sent_back) == {Outcome.REJECTED, Outcome.WITHDRAWN, Outcome.LAPSED}
    assert set(council.sent_back.values()) == set(council.may_return_to)


@EVERY_PIPELINE
def test_every_kind_of_proof_has_its_check(pipeline: Pipeline) -> None:
    assert {gate.proof for gate in pipeline.gates.values()} <= set(CHECKS)


@EVERY_PIPELINE
def test_a_gate_that_may_stay_shut_says_so_in_words(pipeline: Pipeline) -> None:
    for gate in pipeline.gates.values():
        if gate.proof is Proof.WRITTEN:
            assert any(ask.required for ask in gate.asks), gate.code
        elif gate.proof in SAID_BY_THE_GATE:
            assert gate.missing, gate.code
        elif gate.proof is Proof.ON_FILE:
            assert set(gate.papers) <= set(pipeline.papers), gate.code


@EVERY_PIPELINE
def test_form_fields_of_a_pipeline_are_distinct(pipeline: Pipeline) -> None:
    names = [gate.field(ask) for gate in pipeline.gates.values() for ask in gate.asks]
    assert len(names) == len(set(names))


@EVERY_PIPELINE
def test_no_case_is_a_dead_end(pipeline: Pipeline) -> None:
    """From each stage before the signature some ending can be reached by returning."""
    for stage in pipeline.stages:
        if not stage.completes:
            assert _endings_within_reach(pipeline, stage), stage.code


def _endings_within_reach(pipeline: Pipeline, stage: Stage) -> bool:
    back = (pipeline.stage(code) for code in stage.may_return_to)
    return bool(stage.may_end_as) or any(_endings_within_reach(pipeline, earlier) for earlier in back)


@EVERY_PIPELINE
def test_a_tie_is_made_only_behind_its_signature(pipeline: Pipeline) -> None:
    for stage in pipeline.stages:
        if stage.makes:
            assert stage.signature in stage.to_enter
            assert stage.signature.signs == stage.makes  # type: ignore[union-attr]


@EVERY_PIPELINE
def test_a_tie_is_renewed_only_behind_its_renewal_and_goes_on(pipeline: Pipeline) -> None:
    for stage in pipeline.stages:
        if stage.renews:
            assert stage.signature in stage.to_leave
            assert stage.signature.signs == stage.renews  # type: ignore[union-attr]
            assert pipeline.after(stage) is pipeline.stage(stage.goes_on_at or "")


@EVERY_PIPELINE
def test_what_rests_somewhere_was_made_before(pipeline: Pipeline) -> None:
    for stage in pipeline.stages:
        if stage.rests or stage.ends:
            so_far = pipeline.stages[: pipeline.position(stage) + 1]
            assert (stage.rests or stage.ends) in [earlier.makes for earlier in so_far]


def test_a_case_that_reached_its_goal_has_no_endings() -> None:
    """What becomes of its tie is said on the tie: dormant, suspended, resumed, ended (directory/rules/tie_status.py)."""
    with pytest.raises(ValueError, match="is closed"):
        Pipeline("wrong", "", ("city",), (Stage("a", "", "", may_end_as=(Ending.DORMANT,), completes=True),))


def test_a_stage_cannot_return_forward() -> None:
    with pytest.raises(ValueError, match="cannot go back"):
        Pipeline("wrong", "", ("city",), (Stage("a", "", "", may_return_to=("b",)), Stage("b", "", "")))


def test_a_stage_is_declared_once() -> None:
    with pytest.raises(ValueError, match="twice"):
        Pipeline("wrong", "", ("city",), (Stage("a", "", ""), Stage("a", "", "")))


def test_fields_are_named_after_their_gate() -> None:
    title, number = document("Signed copy")
    gate = Gate("sister_signed", "", asks=(title, number))
    assert [gate.field(ask) for ask in gate.asks] == ["sister_signed_document", "sister_signed_document_no"]
