"""The council: its sessions, motions on their way, what they do to a case, and the window that shows them."""

from datetime import date

import pytest

from partners.accounts.rules import SignedIn
from partners.agreements import actions
from partners.agreements.actions.motions import correct_motion, file_motion, void_motion
from partners.agreements.actions.sessions import SessionTold, register_session
from partners.agreements.models import Agreement, CouncilSession, Motion
from partners.agreements.queries import cases
from partners.agreements.rules import motions
from partners.agreements.rules.consent import Session
from partners.agreements.rules.motions import Filing
from partners.agreements.rules.sessions import Period, last_day_to_submit, objection_to_session
from partners.agreements.vocabulary import Outcome, SessionKind
from partners.foundation.clock import today
from partners.foundation.database import db
from partners.foundation.refusals import Refusal, Stale
from tests.agreements.cases import abroad, decided
from tests.support.factories.agreements import case_abroad, decide, fresh, signature
from tests.support.office import Office
from tests.support.visitor import Visitor

TODAY = date(2020, 11, 20)
SESSION_227 = Session(227, "regular", date(2020, 11, 20), date(2020, 12, 23))
HELD = Period(1, 227, "regular", date(2020, 11, 20), date(2020, 12, 23))


class TestRulesOfSessions:
    @pytest.mark.parametrize(
        ("told", "submit_by", "decided_on", "field"),
        [
            (Period(None, 228, "extraordinary", date(2021, 1, 20), date(2021, 1, 29)), None, [], None),
            (Period(None, 228, "extraordinary", None, None), None, [], None),
            (Period(None, 228, "regular", date(2021, 1, 29), date(2021, 1, 20)), None, [], "ends_on"),
            (Period(None, 227, "regular", date(2021, 1, 20), date(2021, 1, 29)), None, [], "number"),
            (Period(None, 228, "regular", date(2020, 12, 23), date(2021, 1, 29)), None, [], "starts_on"),
            (Period(None, 228, "regular", date(2021, 1, 20), date(2021, 1, 29)), date(2021, 1, 30), [], "submit_by"),
            (Period(1, 227, "regular", date(2020, 11, 20), date(2020, 12, 1)), None, [date(2020, 12, 2)], "ends_on"),
            (Period(1, 227, "regular", date(2020, 11, 20), date(2020, 12, 23)), None, [date(2020, 12, 2)], None),
        ],
    )
    def test_when_a_session_may_be_held(
        self, told: Period, submit_by: date | None, decided_on: list[date], field: str | None
    ) -> None:
        objection = objection_to_session(told, submit_by, [HELD], decided_on)
        assert (objection[0] if objection else None) == field

    def test_motions_are_handed_in_before_it_begins(self) -> None:
        assert last_day_to_submit(date(2021, 1, 20), None, 10) == date(2021, 1, 10)
        assert last_day_to_submit(date(2021, 1, 20), date(2021, 1, 8), 10) == date(2021, 1, 8)
        assert last_day_to_submit(None, None, 10) is None


class TestRulesOfMotions:
    @pytest.mark.parametrize(
        ("stage", "earlier", "pending", "field"),
        [
            ("council_consent", [], False, None),
            ("friendship_programme", [], False, ""),
            ("council_consent", [], True, "bill_no"),
            ("council_consent", [decided("rejected", TODAY)], False, "session_no"),
            ("council_consent", [decided("passed_as_proposed", TODAY)], False, "session_no"),
            ("council_consent", [decided("withdrawn")], False, None),
            ("council_consent", [decided("deferred")], False, None),
        ],
    )
    def test_when_a_motion_may_be_filed(self, stage: str, earlier: list, pending: bool, field: str | None) -> None:  # type: ignore[type-arg]
        objection = motions.objection_to_filing(abroad(stage), Filing("1"), SESSION_227, earlier, pending, TODAY)
        assert (objection[0] if objection else None) == field

    @pytest.mark.parametrize(
        ("filing", "resolved_on", "field"),
        [
            (Filing("1", date(2020, 11, 10), "행정위원회", date(2020, 12, 1), "passed_as_proposed"), None, None),
            (Filing(" "), None, "bill_no"),
            (Filing("1", date(2020, 11, 21)), None, "submitted_on"),
            (Filing("1", date(2020, 11, 19)), date(2020, 11, 18), "submitted_on"),
            (Filing("1", committee_outcome="rejected"), None, "committee_on"),
            (Filing("1", date(2020, 11, 10), "", date(2020, 11, 9)), None, "committee_on"),
            (Filing("1", None, "", date(2020, 12, 24)), None, "committee_on"),
            (Filing("1", None, "", date(2020, 12, 20)), date(2020, 12, 18), "committee_on"),
        ],
    )
    def test_the_way_of_a_motion(self, filing: Filing, resolved_on: date | None, field: str | None) -> None:
        objection = motions.objection_to_course(filing, SESSION_227, resolved_on, TODAY)
        assert (objection[0] if objection else None) == field

    def test_a_domestic_city_needs_no_second_language(self) -> None:
        assert set(motions.needed(True)) - set(motions.needed(False)) == {"draft_foreign"}


@pytest.fixture
def session(at_work: Office, head: SignedIn) -> CouncilSession:
    """The session of the report: number 227."""
    told = SessionTold(
        number=227,
        kind=SessionKind.REGULAR,
        ordinal=2,
        starts_on=date(2020, 11, 20),
        ends_on=date(2020, 12, 23),
    )
    return register_session(told, by=head)


@pytest.fixture
def case(at_work: Office, head: SignedIn) -> Agreement:
    return case_abroad(head, "council_consent")


class TestMotions:
    def test_the_decision_completes_the_motion_that_was_filed(
        self, case: Agreement, session: CouncilSession, officer: SignedIn
    ) -> None:
        motion = file_motion(case, session, Filing("의안 227-3", today()), ["proposal"], by=officer)
        assert cases.find_pending_motion(case.id) is motion
        decide(
            case,
            "deferred",
            officer,
            session_no=227,
            session_kind=SessionKind.REGULAR,
            bill_no="의안 227-3",
            resolved_on=None,
        )
        assert (motion.outcome, case.stage) == ("deferred", "council_consent")
        assert cases.find_pending_motion(case.id) is None
        decide(case, "passed_as_proposed", officer)
        assert [motion.outcome for motion in fresh(case).motions] == ["deferred", "passed_as_proposed"]

    def test_no_signature_while_it_is_deferred(self, case: Agreement, session: CouncilSession, head: SignedIn) -> None:
        decide(case, "deferred", head, resolved_on=None)
        with pytest.raises(actions.GatesShut):
            actions.move_to(case, "sister_signed", signature(), by=head, override=True, reason="급함")
        assert case.stage == "council_consent"

    def test_a_rejected_one_is_not_filed_again_in_the_session(
        self, case: Agreement, session: CouncilSession, head: SignedIn
    ) -> None:
        told = {"session_no": 227, "session_kind": SessionKind.REGULAR, "resolved_on": date(2020, 12, 18)}
        decide(case, "rejected", head, **told)
        assert case.stage == "friendship_programme"
        actions.move_to(case, "council_consent", by=head, override=True, reason="보완")
        with pytest.raises(Refusal, match="같은 회기"):
            file_motion(case, session, Filing("의안 227-9"), by=head)

    def test_a_case_does_not_return_with_a_motion_before_the_council(
        self, case: Agreement, session: CouncilSession, officer: SignedIn
    ) -> None:
        file_motion(case, session, Filing("의안 227-3"), by=officer)
        with pytest.raises(Refusal, match="철회"):
            actions.move_to(case, "friendship_programme", by=officer, reason="보완")

    def test_a_decision_is_no_subject_of_correction(
        self, case: Agreement, session: CouncilSession, officer: SignedIn
    ) -> None:
        decide(case, "passed_as_proposed", officer)
        motion = fresh(case).motions[0]
        correct_motion(case, motion, Filing("의안 7", None, "행정위원회"), ["laws"], version=motion.version, by=officer)
        assert (motion.outcome, motion.bill_no, motion.committee, motion.enclosures) == (
            "passed_as_proposed", "의안 7", "행정위원회", ["laws"],
        )  # fmt: skip
        with pytest.raises(Refusal) as refused:
            late = Filing("의안 7", None, "", date(2021, 3, 1))
            correct_motion(case, motion, late, [], version=motion.version, by=officer)
        assert refused.value.field == "committee_on"
        with pytest.raises(Stale):
            correct_motion(case, motion, Filing("의안 8"), [], version=motion.version - 1, by=officer)

    def test_what_a_signature_rests_on_stays(self, case: Agreement, session: CouncilSession, head: SignedIn) -> None:
        decide(case, "passed_as_proposed", head)
        actions.move_to(case, "sister_signed", signature(), by=head)
        motion = fresh(case).motions[0]
        with pytest.raises(Refusal, match="의결"):
            void_motion(case, motion, "잘못 적음", motion.version, by=head)

    def test_one_recorded_by_mistake_counts_no_more(
        self, case: Agreement, session: CouncilSession, head: SignedIn
    ) -> None:
        decide(case, "passed_as_proposed", head)
        motion = fresh(case).motions[0]
        void_motion(case, motion, "다른 건의 의결", motion.version, by=head)
        with pytest.raises(actions.GatesShut):
            actions.move_to(case, "sister_signed", signature(), by=head, override=True, reason="급함")
        assert db.session.get_one(Motion, motion.id).void_reason == "다른 건의 의결"

    def test_only_the_latest_is_taken_off(self, case: Agreement, session: CouncilSession, head: SignedIn) -> None:
        decide(case, Outcome.DEFERRED.value, head, resolved_on=None)
        decide(case, "passed_as_proposed", head)
        first = fresh(case).motions[0]
        with pytest.raises(Refusal, match="더 늦은"):
            void_motion(case, first, "잘못", first.version, by=head)


class TestPages:
    def test_mg_2_from_the_window_to_the_decision(self, report: Office, manager: Visitor, exchange: Visitor) -> None:
        page = exchange.visit("agreements.council_window")
        assert "제227회 제2차 정례회" in page.text
        assert "폐회 D-33" in page.text
        assert "제출할 동의안이 없습니다" in page.text
        with report.writing():
            case = case_abroad(report.person("exchange"), "council_consent").id
        page = exchange.visit("agreements.council_window")
        assert "필요 동의안 제출" in page.text
        form = exchange.visit("agreements.new_motion", agreement_id=case).form("/motions/new")
        sent = {"session": "1", "bill_no": "의안 227-3", "submitted_on": "2020. 11. 20."}
        page = exchange.press(form, expect=422, **{**sent, "submitted_on": "2020. 11. 21."})
        assert (list(page.errors), page.field("bill_no")) == (["submitted_on"], "의안 227-3")
        exchange.press(page.form("/motions/new"), submitted_on="2020. 11. 20.", enclosures=["proposal", "laws"])
        page = exchange.visit("agreements.council_window")
        assert "의안 227-3" in page.text
        assert "협정서(안) 상대국어" in page.text
        form = exchange.visit("agreements.consent", agreement_id=case).form("/consent")
        told = {"session_no": "227", "session_kind": "regular", "bill_no": "의안 227-3", "outcome": "deferred"}
        page = exchange.follow(exchange.press(form, **told))
        assert "보류" in page.text
        page = exchange.visit("agreements.council_window")
        assert "최근 의결" in page.text

    def test_a_session_is_recorded_and_corrected(self, report: Office, exchange: Visitor, manager: Visitor) -> None:
        form = exchange.visit("agreements.new_session").form("/sessions/new")
        told = {"number": "228", "kind": "extraordinary", "starts_on": "2021. 1. 20.", "ends_on": "2021. 1. 10."}
        page = exchange.press(form, expect=422, **told)
        assert list(page.errors) == ["ends_on"]
        page = exchange.follow(exchange.press(page.form("/sessions/new"), ends_on="2021. 1. 29."))
        assert "제228회 임시회 2021. 1. 20. 2021. 1. 29. 2021. 1. 10." in page.text
        mine, theirs = (
            who.visit("agreements.edit_session", council_session_id=1).form("/sessions/1")
            for who in (exchange, manager)
        )
        exchange.press(mine, note="추경 심사")
        page = manager.press(theirs, note="행정감사", expect=409)
        assert "추경 심사" in page.text
        assert page.field("note") == "행정감사"

    def test_a_motion_taken_off_stays_to_be_read(self, report: Office, manager: Visitor) -> None:
        with report.writing():
            opened = case_abroad(report.person("manager"), "council_consent")
            decide(opened, "deferred", report.person("manager"), resolved_on=None)
            case = opened.id
        page = manager.visit("agreements.motion", agreement_id=case, motion_id=1)
        page = manager.follow(manager.press(page.form("/void"), reason="다른 건"))
        assert "효력 없음" in page.text
        assert "다른 건" in manager.visit("agreements.motion", agreement_id=case, motion_id=1).text
        assert "다른 건" in manager.visit("agreements.changes", agreement_id=case).text
