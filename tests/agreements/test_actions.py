"""What people do with cases: it happens, it is on record, or it is refused and nothing happened."""

from datetime import date

import pytest
from sqlalchemy import select

from partners.accounts.rules import SignedIn
from partners.agreements import actions
from partners.agreements.actions import GatesShut, Plan
from partners.agreements.models import Agreement, GateFact, Motion, StageMove
from partners.agreements.pipelines import PIPELINES
from partners.agreements.queries import cases
from partners.agreements.rules.case import Fact
from partners.agreements.vocabulary import OPEN, Ending
from partners.audit.queries import history_of
from partners.directory.models import Document, PartnerStanding, Tie
from partners.foundation.clock import today
from partners.foundation.database import db
from partners.foundation.refusals import Refusal
from tests.support.factories.agreements import (
    BASE_DATE,
    RESOLVED_ON,
    SIGNED_ON,
    case_abroad,
    case_at_home,
    city_abroad,
    city_at_home,
    decide,
    exchange_with,
    signature,
)

pytestmark = pytest.mark.usefixtures("at_work")

REPLY = {"counterpart_reply": Fact(given_on=date(2020, 11, 18), document_title="회신문", document_no="외무국-12")}
REASON = {"override": True, "reason": "구청장 지시"}


def moves_of(case: Agreement) -> list[StageMove]:
    statement = select(StageMove).where(StageMove.agreement_id == case.id).order_by(StageMove.id)
    return list(db.session.scalars(statement))


def standing_of(case: Agreement) -> PartnerStanding:
    return db.session.get_one(PartnerStanding, case.partner_id)


def documents_of(case: Agreement) -> list[tuple[str, str, str, date | None]]:
    rows = db.session.scalars(select(Document).where(Document.partner_id == case.partner_id).order_by(Document.id))
    return [(row.type, row.title, row.number, row.dated_on) for row in rows]


class TestMoving:
    def test_the_next_stage_through_an_open_gate(self, officer: SignedIn) -> None:
        case = case_abroad(officer, "approach")
        actions.move_to(case, "pre_exchange", REPLY, by=officer)
        assert (case.stage, case.stage_entered_on, case.as_of_date) == ("pre_exchange", today(), None)
        move = moves_of(case)[-1]
        assert (move.kind, move.from_stage, move.to_stage, move.by_id) == (
            "advance", "approach", "pre_exchange", officer.id,
        )  # fmt: skip
        assert (move.effective_on, move.state, move.overridden_gates) == (today(), OPEN, [])

    def test_the_letter_of_reply_goes_on_file(self, officer: SignedIn) -> None:
        case = case_abroad(officer, "approach")
        actions.record_gate_facts(case, REPLY, by=officer)
        assert documents_of(case) == []
        actions.move_to(case, "pre_exchange", by=officer)
        assert documents_of(case) == [("reply", "회신문", "외무국-12", date(2020, 11, 18))]

    def test_a_shut_gate_refuses_and_stores_nothing(self, officer: SignedIn) -> None:
        case = case_abroad(officer, "approach")
        typed = {"counterpart_reply": Fact(document_title="회신문")}
        with pytest.raises(GatesShut) as refused:
            actions.move_to(case, "pre_exchange", typed, by=officer)
        assert [lack.field for lack in refused.value.missing] == ["counterpart_reply"]
        assert (case.stage, len(moves_of(case))) == ("approach", 1)
        assert list(db.session.scalars(select(GateFact))) == []

    def test_a_skip_is_refused_even_when_no_gate_is_shut(self, officer: SignedIn) -> None:
        case = case_at_home(officer, "region_target")
        with pytest.raises(GatesShut):
            actions.move_to(case, "intent_exchange", {"policy_approval": Fact(given_on=today())}, by=officer)

    @pytest.mark.parametrize(("stage", "to"), [("approach", "approach"), ("pre_exchange", "selection")])
    def test_no_way_there(self, officer: SignedIn, stage: str, to: str) -> None:
        with pytest.raises(Refusal) as refused:
            actions.move_to(case_abroad(officer, stage), to, by=officer)
        assert refused.value.field == "stage"

    def test_a_stage_that_does_not_exist(self, officer: SignedIn) -> None:
        with pytest.raises(Refusal) as refused:
            actions.move_to(case_abroad(officer), "wedding", by=officer)
        assert refused.value.field == "stage"

    def test_returning_needs_a_reason(self, officer: SignedIn) -> None:
        case = case_abroad(officer, "pre_exchange")
        with pytest.raises(Refusal) as refused:
            actions.move_to(case, "approach", by=officer, reason="  ")
        assert refused.value.field == "reason"
        actions.move_to(case, "approach", by=officer, reason="상대측 담당 부서가 바뀜")
        assert (moves_of(case)[-1].kind, moves_of(case)[-1].reason) == ("return", "상대측 담당 부서가 바뀜")

    def test_an_exchange_opens_its_gate_only_since_the_stage_began(self, officer: SignedIn) -> None:
        city = city_abroad(officer)
        case = case_abroad(officer, "pre_exchange", city)
        facts = {
            "draft_agreed": Fact(given_on=date(2020, 11, 12)),
            "friendship_signed": Fact(given_on=date(2020, 11, 15), document_title="우호교류 협정서"),
        }
        exchange_with(city, officer, "2020-10-30")
        with pytest.raises(GatesShut):
            actions.move_to(case, "friendship_signed", facts, by=officer)
        exchange_with(city, officer, "2020-10-31")
        actions.move_to(case, "friendship_signed", facts, by=officer)
        assert (case.stage, case.stage_entered_on) == ("friendship_signed", date(2020, 11, 15))

    def test_the_day_of_the_move_may_be_given(self, officer: SignedIn) -> None:
        case = case_abroad(officer, "approach")
        actions.move_to(case, "pre_exchange", REPLY, by=officer, effective_on=date(2020, 11, 19))
        assert moves_of(case)[-1].effective_on == date(2020, 11, 19)

    def test_the_standing_of_the_partner_follows(self, officer: SignedIn) -> None:
        case = case_abroad(officer, "approach")
        assert (standing_of(case).agreement_id, standing_of(case).stage) == (case.id, "approach")
        actions.move_to(case, "pre_exchange", REPLY, by=officer)
        assert (standing_of(case).stage, standing_of(case).stage_entered_on) == ("pre_exchange", today())

    def test_every_move_is_in_the_audit(self, officer: SignedIn) -> None:
        case = case_abroad(officer, "approach")
        actions.move_to(case, "pre_exchange", REPLY, by=officer)
        assert [happening.action for happening in history_of(case)][:2] == [
            "agreement:moved",
            "agreement:gate:written",
        ]


class TestOverride:
    def test_a_manager_passes_a_gate_with_a_reason_marked_for_ever(self, head: SignedIn) -> None:
        case = case_abroad(head, "selection")
        actions.move_to(case, "pre_exchange", by=head, **REASON)
        move = moves_of(case)[-1]
        assert (move.kind, move.reason) == ("override", "구청장 지시")
        assert move.overridden_gates == ["policy_approval", "counterpart_reply"]
        assert history_of(case)[0].action == "agreement:gate:overridden"
        assert history_of(case)[0].reason == "구청장 지시"

    def test_an_officer_does_not(self, officer: SignedIn) -> None:
        case = case_abroad(officer, "selection")
        with pytest.raises(Refusal) as refused:
            actions.move_to(case, "approach", by=officer, **REASON)
        assert refused.value.field == "override"

    def test_not_without_a_reason(self, head: SignedIn) -> None:
        with pytest.raises(Refusal) as refused:
            actions.move_to(case_abroad(head, "selection"), "approach", by=head, override=True)
        assert refused.value.field == "reason"

    def test_an_open_gate_needs_no_override(self, head: SignedIn) -> None:
        case = case_abroad(head, "approach")
        actions.move_to(case, "pre_exchange", REPLY, by=head, **REASON)
        assert moves_of(case)[-1].kind == "advance"

    def test_a_skipped_signature_makes_no_tie(self, head: SignedIn) -> None:
        case = case_abroad(head, "pre_exchange")
        actions.move_to(case, "friendship_programme", by=head, **REASON)
        assert db.session.scalar(select(Tie)) is None

    def test_a_proved_signature_on_the_way_makes_its_tie(self, head: SignedIn) -> None:
        case = case_abroad(head, "pre_exchange")
        facts = {"friendship_signed": Fact(given_on=date(2020, 11, 15), document_title="우호교류 협정서")}
        actions.move_to(case, "friendship_programme", facts, by=head, **REASON)
        tie = db.session.execute(select(Tie)).scalar_one()
        assert (tie.type, tie.signed_on, tie.origin) == ("friendship", date(2020, 11, 15), "agreement")


class TestSigning:
    def test_a_domestic_tie_keeps_signature_and_ceremony_apart(self, officer: SignedIn) -> None:
        """EX-4: 광주 남구, signed on 7 July, celebrated on 14 October."""
        case = case_at_home(officer, "council_consent")
        facts = {
            **signature(date(2020, 7, 7), ceremony_on=date(2020, 10, 14), document_no="비전협력과-77"),
            "council_consent": Fact(text="조례에 동의 규정 없음"),
        }
        actions.move_to(case, "sister_signed", facts, by=officer)
        tie = db.session.execute(select(Tie)).scalar_one()
        assert (tie.signed_on, tie.ceremony_on) == (date(2020, 7, 7), date(2020, 10, 14))
        assert documents_of(case) == [("agreement", "상호결연 협정서", "비전협력과-77", date(2020, 7, 7))]
        assert (case.state, case.signed_on, case.tie_id) == ("completed", date(2020, 7, 7), tie.id)
        assert standing_of(case).agreement_id is None

    def test_at_home_a_late_resolution_counts_as_much(self, officer: SignedIn) -> None:
        case = case_at_home(officer, "council_consent")
        decide(case, "passed_as_proposed", officer)
        with pytest.raises(GatesShut):
            actions.move_to(case, "sister_signed", signature(date(2021, 2, 24)), by=officer)

    def test_a_friendship_that_stood_before_is_the_same_tie(self, officer: SignedIn) -> None:
        """황포구: taken over with a letter of intent, then properly signed."""
        city = city_abroad(officer, country="CN")
        db.session.add(Tie(partner_id=city.id, type="friendship", origin="take_over", recorded_at=city.created_at))
        case = case_abroad(officer, "pre_exchange", city)
        exchange_with(city, officer)
        facts = {
            "draft_agreed": Fact(given_on=date(2020, 11, 12)),
            "friendship_signed": Fact(given_on=date(2020, 11, 15), document_title="우호교류 협정서"),
        }
        actions.move_to(case, "friendship_signed", facts, by=officer)
        assert len(list(db.session.scalars(select(Tie)))) == 1

    def test_a_sister_tie_takes_the_place_of_the_friendship(self, officer: SignedIn) -> None:
        city = city_abroad(officer)
        db.session.add(Tie(partner_id=city.id, type="friendship", origin="take_over", recorded_at=city.created_at))
        case = case_abroad(officer, "council_consent", city)
        decide(case, "passed_as_proposed", officer)
        actions.move_to(case, "sister_signed", signature(), by=officer)
        ties = {tie.type: tie for tie in db.session.scalars(select(Tie))}
        assert (ties["friendship"].status, ties["friendship"].ended_on) == ("ended", SIGNED_ON)
        assert ties["friendship"].end_reason
        assert ties["sister"].status == "active"


class TestFacts:
    def test_what_was_typed_is_kept_without_moving(self, officer: SignedIn) -> None:
        case = case_abroad(officer, "approach")
        version = case.version
        actions.record_gate_facts(case, {"draft_agreed": Fact(document_title="초안")}, by=officer)
        assert cases.case_of(case).facts["draft_agreed"] == Fact(document_title="초안")
        assert (case.stage, len(moves_of(case))) == ("approach", 1)
        assert case.version > version

    def test_what_a_case_passed_with_stays(self, officer: SignedIn) -> None:
        case = case_abroad(officer, "pre_exchange")
        with pytest.raises(Refusal):
            actions.record_gate_facts(case, REPLY, by=officer)

    def test_a_gate_that_does_not_exist(self, officer: SignedIn) -> None:
        with pytest.raises(Refusal):
            actions.record_gate_facts(case_abroad(officer), {"wedding": Fact(text="네")}, by=officer)


class TestCouncil:
    def test_a_pass_lets_the_case_go_on(self, officer: SignedIn) -> None:
        case = case_abroad(officer, "council_consent")
        decide(case, "passed_as_amended", officer)
        assert (case.stage, case.state) == ("council_consent", OPEN)
        motion = db.session.execute(select(Motion)).scalar_one()
        assert (motion.outcome, motion.resolved_on, motion.bill_no) == ("passed_as_amended", RESOLVED_ON, "의안 2021-7")

    def test_deferred_stays_and_blocks_the_signature(self, officer: SignedIn) -> None:
        """MG-2."""
        case = case_abroad(officer, "council_consent")
        decide(case, "deferred", officer, session_no=227, session_kind="regular", resolved_on=date(2020, 12, 10))
        assert case.stage == "council_consent"
        with pytest.raises(GatesShut):
            actions.move_to(case, "sister_signed", signature(), by=officer)
        decide(case, "passed_as_proposed", officer)
        actions.move_to(case, "sister_signed", signature(), by=officer)

    @pytest.mark.parametrize("outcome", ["rejected", "withdrawn", "lapsed"])
    @pytest.mark.parametrize(
        ("make", "back"), [(case_abroad, "friendship_programme"), (case_at_home, "working_consultation")]
    )
    def test_what_failed_goes_back_with_its_history(self, officer: SignedIn, make, outcome: str, back: str) -> None:
        case = make(officer, "council_consent")
        decide(case, outcome, officer)
        assert case.stage == back
        move = moves_of(case)[-1]
        assert (move.kind, move.from_stage, move.to_stage, move.effective_on) == (
            "outcome", "council_consent", back, RESOLVED_ON,
        )  # fmt: skip

    def test_a_withdrawn_motion_may_be_filed_again_in_the_same_session(self, officer: SignedIn) -> None:
        case = case_at_home(officer, "council_consent")
        decide(case, "withdrawn", officer)
        actions.move_to(case, "council_consent", {"draft_agreed": Fact(given_on=today())}, by=officer)
        decide(case, "passed_as_proposed", officer)
        assert case.stage == "council_consent"

    def test_a_known_session_holds_its_days(self, officer: SignedIn) -> None:
        case = case_abroad(officer, "council_consent")
        decide(case, "deferred", officer, session_no=229, resolved_on=None)
        session = cases.find_session(229, "extraordinary")
        assert session is not None
        session.starts_on, session.ends_on = date(2021, 3, 1), date(2021, 3, 9)
        with pytest.raises(Refusal) as refused:
            decide(case, "passed_as_proposed", officer, session_no=229, resolved_on=date(2021, 3, 10))
        assert refused.value.field == "resolved_on"

    @pytest.mark.parametrize(("outcome", "field"), [("passed_as_proposed", "resolved_on"), ("rejected", "resolved_on")])
    def test_a_vote_has_a_day(self, officer: SignedIn, outcome: str, field: str) -> None:
        case = case_abroad(officer, "council_consent")
        with pytest.raises(Refusal) as refused:
            decide(case, outcome, officer, resolved_on=None)
        assert refused.value.field == field
        assert db.session.scalar(select(Motion)) is None

    def test_a_decision_raises_the_version(self, officer: SignedIn) -> None:
        """Whoever signs at the same moment meets a conflict instead of an outdated consent."""
        case = case_abroad(officer, "council_consent")
        version = case.version
        decide(case, "deferred", officer)
        assert case.version > version


class TestStarting:
    def test_a_domestic_case_may_begin_without_a_city(self, officer: SignedIn) -> None:
        case = actions.start_agreement(
            PIPELINES["city_domestic"],
            by=officer,
            owner_team_id=officer.team_id or 0,
            target_regions=["강원도", "경기도"],
            plan=Plan(next_action="후보 도시 조사", next_due_on=date(2020, 12, 1)),
        )
        assert (case.stage, case.state, case.partner_id) == ("region_target", OPEN, None)
        assert [(move.kind, move.effective_on) for move in moves_of(case)] == [("start", today())]
        actions.move_to(case, "selection", by=officer)
        with pytest.raises(GatesShut) as refused:
            actions.move_to(case, "intent_exchange", {"policy_approval": Fact(given_on=today())}, by=officer)
        assert [lack.gate.code for lack in refused.value.missing] == ["partner_chosen"]
        actions.choose_partner(case, city_at_home(officer), by=officer)
        actions.move_to(case, "intent_exchange", {"policy_approval": Fact(given_on=today())}, by=officer)
        assert standing_of(case).stage == "intent_exchange"

    @pytest.mark.parametrize(
        ("pipeline", "more"),
        [("city_foreign", {"title": "새 도시"}), ("city_domestic", {"title": " "})],
    )
    def test_somebody_or_somewhere_must_be_named(self, officer: SignedIn, pipeline: str, more: dict[str, str]) -> None:
        with pytest.raises(Refusal):
            actions.start_agreement(PIPELINES[pipeline], by=officer, owner_team_id=officer.team_id or 0, **more)
        assert db.session.scalar(select(Agreement)) is None

    def test_one_case_a_partner(self, officer: SignedIn) -> None:
        city = city_abroad(officer)
        case_abroad(officer, "approach", city)
        with pytest.raises(Refusal) as refused:
            case_abroad(officer, "selection", city)
        assert refused.value.field == "partner"

    def test_no_case_for_a_tie_that_stands(self, officer: SignedIn) -> None:
        city = city_at_home(officer)
        db.session.add(Tie(partner_id=city.id, type="sister", origin="take_over", recorded_at=city.created_at))
        db.session.flush()
        with pytest.raises(Refusal):
            case_at_home(officer, "selection", city)

    def test_a_case_that_was_taken_over_counts_from_its_base_date(self, officer: SignedIn) -> None:
        case = case_abroad(officer, "approach")
        assert (case.stage_entered_on, case.as_of_date) == (None, BASE_DATE)
        assert [(move.effective_on, move.as_of_date) for move in moves_of(case)] == [(None, BASE_DATE)]


class TestEnding:
    def test_a_case_ends_with_a_reason(self, officer: SignedIn) -> None:
        case = case_abroad(officer, "approach")
        actions.end_agreement(case, Ending.DECLINED, reason="상대측 거절 회신", by=officer)
        assert case.state == "declined"
        assert (moves_of(case)[-1].kind, moves_of(case)[-1].state) == ("ending", "declined")
        assert standing_of(case).agreement_id is None

    @pytest.mark.parametrize(
        ("ending", "reason", "field"), [(Ending.TERMINATED, "끝", "ending"), (Ending.DECLINED, "", "reason")]
    )
    def test_only_as_the_stage_allows_and_with_a_reason(
        self, officer: SignedIn, ending: Ending, reason: str, field: str
    ) -> None:
        case = case_abroad(officer, "approach")
        with pytest.raises(Refusal) as refused:
            actions.end_agreement(case, ending, reason=reason, by=officer)
        assert (refused.value.field, case.state) == (field, OPEN)

    def test_an_ended_case_stays_as_it_is(self, head: SignedIn) -> None:
        case = case_abroad(head, "approach")
        actions.end_agreement(case, Ending.DORMANT, reason="무응답", by=head)
        for attempt in (
            lambda: actions.move_to(case, "pre_exchange", REPLY, by=head, **REASON),
            lambda: actions.record_gate_facts(case, REPLY, by=head),
            lambda: actions.plan_next(case, Plan(), by=head),
            lambda: actions.end_agreement(case, Ending.DECLINED, reason="다시", by=head),
            lambda: decide(case, "passed_as_proposed", head),
        ):
            with pytest.raises(Refusal):
                attempt()
        assert (case.state, case.stage) == ("dormant", "approach")


def test_the_history_replays_to_the_present_state(head: SignedIn) -> None:
    case = case_abroad(head, "pre_exchange")
    actions.move_to(case, "approach", by=head, reason="담당 변경")
    actions.move_to(case, "council_consent", by=head, **REASON)
    decide(case, "rejected", head)
    actions.end_agreement(case, Ending.SUSPENDED, reason="중단", by=head)
    stage = state = None
    for move in moves_of(case):
        assert move.from_stage == stage
        stage, state = move.to_stage, move.state
    assert (stage, state) == (case.stage, case.state)


def test_standings_can_be_rebuilt(officer: SignedIn) -> None:
    case = case_abroad(officer, "approach")
    row = standing_of(case)
    row.agreement_id, row.stage = None, None
    assert actions.rebuild_standings() == 1
    assert (standing_of(case).agreement_id, standing_of(case).stage) == (case.id, "approach")


def test_the_plan_is_kept_and_audited(officer: SignedIn) -> None:
    case = case_abroad(officer)
    actions.plan_next(case, Plan(next_action="회신 확인", next_due_on=date(2020, 11, 27)), by=officer)
    assert (standing_of(case).next_action, standing_of(case).next_due_on) == ("회신 확인", date(2020, 11, 27))
    changed = {change.field for change in history_of(case)[0].changes}
    assert changed == {"next_action", "next_due_on"}
