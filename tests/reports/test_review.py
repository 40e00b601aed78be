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
from partners.interactions import actions as interactions
from partners.reports.queries import state_on
from partners.reports.rules import funnels
from tests.support.counting import QueryCounter
from tests.support.factories.agreements import case_abroad, decide, fresh, signature
from tests.support.factories.interactions import partner_id
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


class TestFigures:
    """Each figure opens a list, and the list has as many as the figure says."""

    @pytest.mark.parametrize(
        "asked",
        [
            {},
            {"by": "country", "since": "2020-10-01"},
            {"as_of": "2020-10-31", "since": "2020-07-01"},
            {"as_of": "2020-03-10", "by": "country"},
            {"as_of": "1999-01-01"},
        ],
        ids=str,
    )
    def test_it_agrees_with_its_list(self, report: Office, manager: Visitor, asked: dict[str, str]) -> None:
        with report.writing():
            busy_year(report.person("exchange"))
        page = manager.visit("reports.review", **asked)
        figures = {(one["href"], one["data-figure"]) for one in page.all("main [data-figure]")}
        assert len(figures) > (40 if not asked else 3)
        wrong = [(url, said, total) for url, said in sorted(figures) if (total := total_of(manager, url)) != said]
        assert wrong == []

    def test_no_number_stands_without_its_list(self, report: Office, manager: Visitor) -> None:
        page = manager.visit("reports.review")
        bare = [
            one.text
            for selector in (
                ".stat-value",
                ".stat-note",
                ".card-title .count",
                ".funnel .numeric",
                ".exchange .numeric",
                ".gaps li",
            )
            for one in page.all(f"main {selector}")
            if any(mark.isdigit() for mark in one.text)
            and not one.all(".figure")
            and not one.get("data-figure")
            and "moved" not in one.text
            and "뒤 움직임" not in one.text
            and "기록에 적힌" not in one.text
        ]
        assert bare == []

    def test_what_was_given_and_received(self, report: Office, manager: Visitor) -> None:
        rows = {row.one("th").text: row for row in manager.visit("reports.review").all(".exchange tbody tr")}
        assert [cell.all(".figure")[0].text for cell in rows["영암군"].all(".numeric")] == ["2", "0", "0"]
        assert "금액 미상 2" in rows["영암군"].text
        assert "약 4,000천원" in rows["충주시"].text
        assert "기시와다시" in rows, "Its association gave: that stands with the city."
        assert "기시와다시 일한친선협회" not in rows
        assert "서한문" not in rows, "It names nobody."
        assert "파트너 안 적음" in rows
        countries = {
            row.one("th").text for row in manager.visit("reports.review", by="country").all(".exchange tbody tr")
        }
        assert {"일본", "대한민국", "베트남"} <= countries
        manager.visit("reports.review", by="continent", expect=400)

    def test_a_list_of_a_past_day(self, report: Office, manager: Visitor) -> None:
        moved = manager.visit("reports.lines", shown="came", as_of="2020-10-31", since="2020-07-01")
        assert [row.text for row in moved.all("tbody th")] == ["광주 남구"]
        assert (
            manager.visit("reports.lines", shown="sisters", as_of="2020-07-06").one("[data-total]")["data-total"] == "0"
        )
        for bad in (
            {"shown": "x"},
            {"as_of": "x"},
            {"as_of": "2021-01-01"},
            {"stage": "x"},
            {"page": "0"},
            {"country": "x"},
        ):
            manager.visit("reports.lines", expect=400, **bad)


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


def busy_year(officer: SignedIn) -> None:
    """What figures could get wrong: a record of two cities of one country, one that ends later, one that is void."""
    cities = [partner_id(name) for name in ("문두구구", "황포구", "영암군")]
    letter = {"kind": "letter", "title": "서한문", "partners": cities, "date": "2020. 3. 2."}
    interactions.log(letter, by=officer)
    interactions.log({**letter, "title": "방문단", "kind": "meeting", "date": "2020. 3. 9. ~ 12. 20."}, by=officer)
    wrong = interactions.log({**letter, "title": "잘못 적음"}, by=officer)
    interactions.void(wrong, "중복", by=officer)


def total_of(visitor: Visitor, url: str) -> str:
    """How many the list says it has; of a part of a page, what its head says."""
    path, _hash, part = url.partition("#")
    page = visitor.open(path)
    return page.one(f"#{part} .count").text if part else page.one("main [data-total]")["data-total"]


def statuses(day: date, tie: Tie) -> list[str]:
    return [one.status for one in ties_as_of(day) if one.id == tie.id]


def fresh_of(agreement_id: int) -> Agreement:
    return fresh(db.session.get_one(Agreement, agreement_id))
