"""Rounds of recruitment: the period, the applicants in one table, moving them together."""

from datetime import date

import pytest

from partners.agreements.actions import rounds as actions
from partners.agreements.actions import start_agreement
from partners.agreements.models import RecruitmentRound
from partners.agreements.pipelines import PIPELINES
from partners.agreements.queries import rounds
from partners.agreements.rules.rounds import Round, days_of, objection_to_round
from tests.support.counting import QueryCounter
from tests.support.factories import directory
from tests.support.office import Office
from tests.support.visitor import Visitor

OPENS, CLOSES = date(2020, 8, 31), date(2020, 10, 9)
TOLD = {"title": "확대모집", "opens_on": OPENS, "closes_on": CLOSES}


@pytest.mark.parametrize(
    ("told", "applied_on", "field"),
    [
        (Round("확대모집", OPENS, CLOSES), [OPENS, CLOSES], None),
        (Round(" ", OPENS, CLOSES), [], "title"),
        (Round("a", None, CLOSES), [], "opens_on"),
        (Round("a", CLOSES, OPENS), [], "closes_on"),
        (Round("a", OPENS, CLOSES, date(2020, 9, 1)), [], "announced_on"),
        (Round("a", OPENS, CLOSES), [date(2020, 10, 10)], "closes_on"),
        (Round("a", OPENS, CLOSES), [date(2020, 8, 30)], "opens_on"),
    ],
)
def test_what_a_round_needs(told: Round, applied_on: list[date], field: str | None, report: Office) -> None:
    with report.app.app_context():
        objection = objection_to_round(told, applied_on)
    assert (objection[0] if objection else None) == field


def test_both_ends_count() -> None:
    assert days_of(OPENS, CLOSES) == 40


@pytest.fixture
def held(report: Office) -> int:
    """The report's round, with three hospitals that applied."""
    with report.writing():
        head, team = report.person("manager"), report.person("medical").team_id
        found = actions.open_round("partner_institution", TOLD, team or 0, by=head)
        hospitals = [
            directory.partner(head, "hospital", name, registration_no="M", registration_until=date(2023, 1, 1))
            for name in ("가온병원", "나온병원", "다온병원")
        ]
        actions.apply(found, hospitals, date(2020, 9, 15), by=head)
        return found.id


def case_ids(report: Office, held: int) -> dict[str, int]:
    with report.reading():
        return {one.row.name: one.row.id for one in rounds.applicants_of(held)}


class TestPages:
    def test_a_round_from_its_notice_to_an_application(self, report: Office, medical: Visitor) -> None:
        form = medical.visit("agreements.new_round").form("/rounds/new")
        told = {"title": "협력기관 확대모집", "opens_on": "'20. 8. 31.", "closes_on": "2020. 8. 9."}
        page = medical.press(form, expect=422, **told)
        assert (list(page.errors), page.field("title")) == (["closes_on"], "협력기관 확대모집")
        page = medical.follow(medical.press(page.form("/rounds/new"), closes_on="2020. 10. 9."))
        assert "2020. 8. 31. ~ 2020. 10. 9. (40일)" in page.text
        sent = {"partners": ["11"], "applied_on": "2020. 10. 10."}
        page = medical.press(page.form("/applicants"), expect=422, **sent)
        assert "applied_on" in page.errors
        page = medical.follow(medical.press(page.form("/applicants"), **{**sent, "applied_on": "2020. 10. 9."}))
        assert "신청접수" in page.text
        page = medical.press(page.form("/applicants"), expect=422, **{**sent, "applied_on": "2020. 10. 9."})
        assert "partners" in page.errors, "It has a case already."

    def test_points_are_written_in_one_table(self, report: Office, held: int, medical: Visitor) -> None:
        first, second, _third = case_ids(report, held).values()
        page = medical.visit("agreements.recruitment_round", round_id=held)
        form = page.form("/table")
        bad = {f"desk_review-{first}": "101", f"desk_review_on-{second}": "2020. 13. 1.", f"site_visit-{second}": "35"}
        page = medical.press(form, expect=422, do="save", **bad)
        assert "0에서 100 사이" in page.text
        assert page.field(f"site_visit-{second}") == "35"
        good = {f"desk_review-{first}": "40", f"desk_review_on-{second}": "", f"site_visit-{first}": "29"}
        page = medical.follow(medical.press(page.form("/table"), do="save", **good))
        assert "69 미달" in page.text

    def test_who_may_pass_moves_and_the_others_say_why(self, report: Office, held: int, medical: Visitor) -> None:
        names = case_ids(report, held)
        page = medical.visit("agreements.recruitment_round", round_id=held)
        chosen = [str(names["가온병원"]), str(names["나온병원"])]
        page = medical.press(page.form("/table"), expect=200, do="move", chosen=chosen)
        assert page.text.count("문서를 등록하세요") == 2
        page = medical.follow(medical.press(page.form("/table"), do="turn_down", chosen=chosen[:1], reason="서류 미비"))
        assert "탈락" in page.text
        page = medical.press(page.form("/table"), expect=422, do="turn_down", reason="서류 미비")
        assert "고르세요" in page.text

    def test_it_asks_little_whatever_the_number(
        self, report: Office, held: int, medical: Visitor, queries: QueryCounter
    ) -> None:
        medical.visit("agreements.recruitment_round", round_id=held)
        with queries.at_most(18):
            medical.visit("agreements.recruitment_round", round_id=held, sort="points")

    def test_only_its_team_keeps_it(self, report: Office, held: int, exchange: Visitor, viewer: Visitor) -> None:
        assert "가온병원" in viewer.visit("agreements.recruitment_round", round_id=held).text
        exchange.visit("agreements.edit_round", round_id=held, expect=403)
        exchange.send("agreements.change_applicants", {"do": "save"}, expect=403, round_id=held)

    def test_a_corrected_period_keeps_its_applications(
        self, report: Office, held: int, medical: Visitor, manager: Visitor
    ) -> None:
        mine, theirs = (who.visit("agreements.edit_round", round_id=held).form("/edit") for who in (medical, manager))
        page = medical.press(mine, expect=422, closes_on="2020. 9. 14.")
        assert "closes_on" in page.errors
        medical.press(page.form("/edit"), closes_on="2020. 10. 30.")
        page = manager.press(theirs, note="연장 검토", expect=409)
        assert page.field("note") == "연장 검토"
        with report.reading() as session:
            assert session.get_one(RecruitmentRound, held).closes_on == date(2020, 10, 30)

    def test_applicants_are_asked_for_by_stage(self, report: Office, held: int, medical: Visitor) -> None:
        first, second, _third = case_ids(report, held).values()
        page = medical.visit("agreements.recruitment_round", round_id=held)
        medical.press(page.form("/table"), do="turn_down", chosen=[str(first)], reason="서류 미비")
        page = medical.visit("agreements.recruitment_round", round_id=held, stage="applied")
        assert [one.text for one in page.all("nav.pills a")] == ["모두 3", "신청접수 2", "탈락·종료 1"]
        assert "가온병원" not in page.text
        form = page.form("/table")
        assert not medical.press(form, do="save", **{f"desk_review-{second}": "40"}).location.endswith(f"/{held}")
        assert "가온병원" in medical.visit("agreements.recruitment_round", round_id=held, stage="ended").text
        assert "이 단계에는" in medical.visit("agreements.recruitment_round", round_id=held, stage="desk_review").text
        medical.visit("agreements.recruitment_round", round_id=held, stage="nowhere", expect=400)
        medical.visit("agreements.recruitment_round", round_id=held, sort="nowhere", expect=400)

    def test_a_refused_applicant_leaves_the_points_as_they_stand(
        self, report: Office, held: int, medical: Visitor
    ) -> None:
        first = next(iter(case_ids(report, held).values()))
        page = medical.visit("agreements.recruitment_round", round_id=held)
        page = medical.follow(medical.press(page.form("/table"), do="save", **{f"desk_review-{first}": "40"}))
        page = medical.press(page.form("/applicants"), expect=422, partners=[], applied_on="2020. 9. 20.")
        assert page.field(f"desk_review-{first}") == "40"

    def test_a_case_is_put_into_a_round(self, report: Office, held: int, medical: Visitor, exchange: Visitor) -> None:
        with report.writing():
            head = report.person("manager")
            later = {"title": "추가모집", "opens_on": date(2020, 11, 1), "closes_on": date(2020, 11, 30)}
            second = actions.open_round("partner_institution", later, report.person("medical").team_id or 0, by=head)
            hospital = directory.partner(head, "hospital", "라온병원")
            case = start_agreement(
                PIPELINES["partner_institution"], by=head, owner_team_id=second.owner_team_id, partner=hospital
            )
            there, new = second.id, case.id
        page = medical.visit("agreements.show", agreement_id=new)
        assert "아직 모집 회차가 없습니다" in page.text
        refused = medical.press(page.form("/round"), expect=422, round_id="")
        assert "round-round_id" in refused.errors
        page = medical.follow(medical.press(refused.form("/round"), round_id=str(there)))
        assert page.all(f"a[href=/agreements/rounds/{there}]")
        refused = medical.press(page.form("/round"), expect=422, round_id=str(there))
        assert "이미 이 모집 회차에 있습니다" in refused.text
        # It applied in the first round, on a day when the second one received nothing.
        applied = next(iter(case_ids(report, held).values()))
        form = medical.visit("agreements.show", agreement_id=applied).form("/round")
        refused = medical.press(form, expect=422, round_id=str(there))
        assert "2020-09-15에 신청했습니다" in refused.text
        assert applied in case_ids(report, held).values()
        exchange.send("agreements.join_round", {"round_id": str(there)}, expect=403, agreement_id=new)
        # A pipeline without rounds has no such card, and refuses.
        assert "round" not in [
            form.get("id") for form in medical.visit("agreements.show", agreement_id=1).all("section")
        ]
        refused = exchange.send("agreements.join_round", {"round_id": str(there)}, expect=422, agreement_id=1)
        assert "모집 회차가 없는" in refused.text
