"""The pipeline review: the report's state as of its day, what moved since, and that history replays to the present."""

from datetime import date, timedelta

import pytest

from partners.accounts.rules import SignedIn
from partners.agreements import actions
from partners.agreements.models import Agreement
from partners.agreements.queries.as_of import cases_as_of
from partners.agreements.queries.office import office
from partners.agreements.vocabulary import Ending
from partners.directory import actions as directory
from partners.directory.models import Tie
from partners.directory.queries.ties_as_of import ties_as_of
from partners.foundation.clock import today
from partners.foundation.database import db
from partners.reports.queries import state_on
from partners.reports.rules import funnels
from tests.support.counting import QueryCounter
from tests.support.factories.agreements import case_abroad, decide, fresh, signature
from tests.support.office import Office
from tests.support.visitor import Visitor

REPORT_DAY = date(2020, 11, 20)


class TestTheReport:
    def test_as_of_its_day(self, report: Office, manager: Visitor) -> None:
        with report.reading():
            state = state_on(REPORT_DAY)
        assert len(state.sisters) == 8
        assert [tie.name for tie in state.resting if tie.only_intention] == ["황포구"]
        assert next((case.name, case.stage) for case in state.under_way) == ("나베현", "approach")
        page = manager.visit("reports.review", as_of="2020-11-20")
        silent = page.one("#silent").text
        for city in ("고성군", "문두구구", "몬테레이파크시"):
            assert city in silent
        assert "광주 남구" not in silent
        assert "황포구" in page.text

    @pytest.mark.parametrize(("day", "stands"), [("2020-07-06", False), ("2020-07-07", True)])
    def test_a_signature_counts_from_its_day(self, report: Office, day: str, stands: bool) -> None:
        with report.reading():
            names = [tie.name for tie in ties_as_of(date.fromisoformat(day))]
        assert ("남구" in " ".join(names)) is stands
        assert "영암군" not in names, "Its day is unknown: it stood for certain only by the base date."

    def test_before_everything_it_says_so(self, report: Office, manager: Visitor) -> None:
        assert "이날까지의 기록이 없습니다" in manager.visit("reports.review", as_of="1999-01-01").text

    def test_what_came_on_an_unknown_day_did_not_come_since(self, report: Office) -> None:
        with report.reading():
            made = funnels(office().pipelines.values(), state_on(REPORT_DAY), state_on(date(2020, 7, 1)))
        changes = {row.stage.code: row.change for funnel in made for row in funnel.rows if row.change}
        assert changes == {"sister_signed": 1}, "광주 남구, whose signature is known."

    def test_a_day_to_come_is_refused_at_its_field(self, report: Office, manager: Visitor) -> None:
        page = manager.visit("reports.review", as_of="2020-11-21", expect=422)
        assert list(page.errors) == ["as_of"]
        page = manager.visit("reports.review", as_of="2020-11-01", since="2020-11-02", expect=422)
        assert list(page.errors) == ["since"]

    def test_it_asks_little_of_the_database(self, report: Office, manager: Visitor, queries: QueryCounter) -> None:
        manager.visit("reports.review")
        with queries.at_most(26):
            manager.visit("reports.review")


class TestHistory:
    def test_it_replays_to_the_present(self, at_work: Office, head: SignedIn) -> None:
        going, returned, ended = (case_abroad(head, "council_consent") for _ in range(3))
        decide(going, "passed_as_proposed", head, resolved_on=today())
        actions.move_to(going, "sister_signed", signature(today()), by=head)
        actions.move_to(returned, "friendship_programme", by=head, reason="보완")
        actions.move_to(ended, "friendship_programme", by=head, reason="보완")
        actions.end_agreement(ended, Ending.DORMANT, reason="무응답", by=head)
        for case in cases_as_of(today()):
            now = fresh_of(case.agreement_id)
            assert (case.stage, case.state) == (now.stage, now.state)
            assert case.since == (now.stage_entered_on or now.as_of_date)
        standing = {tie.id: tie.status for tie in ties_as_of(today())}
        living = {tie.id: tie.status for tie in db.session.query(Tie) if tie.status != "ended"}
        assert standing == living

    def test_yesterday_it_stood_where_it_stood(self, at_work: Office, head: SignedIn) -> None:
        case = case_abroad(head, "council_consent")
        decide(case, "passed_as_proposed", head, resolved_on=today())
        actions.move_to(case, "sister_signed", signature(today()), by=head)
        yesterday = today() - timedelta(days=1)
        then = next(one for one in cases_as_of(yesterday) if one.agreement_id == case.id)
        assert (then.stage, then.is_open) == ("council_consent", True)
        assert case.tie_id not in [tie.id for tie in ties_as_of(yesterday)]

    def test_a_tie_that_rests_now_was_active_then(self, at_work: Office, head: SignedIn) -> None:
        case = case_abroad(head, "council_consent")
        decide(case, "passed_as_proposed", head, resolved_on=today() - timedelta(days=9))
        actions.move_to(case, "sister_signed", signature(today() - timedelta(days=8)), by=head)
        tie = db.session.get_one(Tie, case.tie_id)
        directory.put_tie(tie, "suspended", today(), "통보", head)
        assert statuses(today(), tie) == ["suspended"]
        assert statuses(today() - timedelta(days=1), tie) == ["active"]
        directory.end_tie(tie, today(), "해지", head)
        assert statuses(today(), tie) == []


class TestHolding:
    def test_the_next_review_compares_with_the_last(self, report: Office, manager: Visitor, viewer: Visitor) -> None:
        page = manager.visit("reports.review", as_of="2020-11-02")
        page = manager.follow(manager.press(page.form(), note="나베현 회신 독촉"))
        assert "검토를 기록했습니다" in page.html
        assert "2020. 11. 2. 뒤 움직임" in manager.visit("reports.review").text
        viewer.visit("reports.review")
        viewer.send("reports.hold_review", {"as_of": "2020-11-20"}, expect=403)


def statuses(day: date, tie: Tie) -> list[str]:
    return [one.status for one in ties_as_of(day) if one.id == tie.id]


def fresh_of(agreement_id: int) -> Agreement:
    return fresh(db.session.get_one(Agreement, agreement_id))
