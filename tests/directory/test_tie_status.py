"""What becomes of a standing tie: dormant, suspended, resumed; its end; and its going over to a successor."""

from datetime import date

import pytest
from sqlalchemy import select

from partners.accounts.rules import SignedIn
from partners.agreements import actions as agreements
from partners.agreements.models import Agreement
from partners.agreements.queries import cases
from partners.agreements.rules.case import Fact
from partners.agreements.vocabulary import Ending
from partners.directory import actions
from partners.directory.models import Partner, PartnerStanding, Tie, TieEvent
from partners.directory.rules.tie_status import MAY_BECOME, objection_to_status
from partners.foundation.access import Forbidden
from partners.foundation.database import db
from partners.foundation.refusals import Refusal
from tests.support.factories.agreements import case_abroad, city_abroad
from tests.support.office import Office
from tests.support.visitor import Visitor

GOSEONG = 1
TODAY = date(2020, 11, 20)


def tie_of(office: Office, partner_id: int = GOSEONG) -> Tie:
    with office.reading() as session:
        tie = session.scalars(select(Tie).where(Tie.partner_id == partner_id)).one()
        session.expunge(tie)
        return tie


@pytest.mark.parametrize("there", MAY_BECOME)
@pytest.mark.parametrize("to", ["active", "dormant", "suspended"])
def test_which_status_follows_which(there: str, to: str) -> None:
    objection = objection_to_status(there, to, None, "사유", not_before=None, today=TODAY)
    assert (objection is None) is (to != there)


@pytest.mark.parametrize(
    ("there", "on", "reason", "field"),
    [
        ("ended", None, "사유", "status"),
        ("active", None, "", "reason"),
        ("active", date(2020, 11, 21), "사유", "on"),
        ("active", date(1999, 12, 31), "사유", "on"),
        ("active", date(2000, 1, 1), "사유", None),
    ],
)
def test_what_a_change_needs(there: str, on: date | None, reason: str, field: str | None) -> None:
    objection = objection_to_status(there, "dormant", on, reason, not_before=date(2000, 1, 1), today=TODAY)
    assert (objection[0] if objection else None) == field


class TestByHand:
    def test_a_silent_city_rests_and_is_taken_up_again(self, report: Office, exchange: Visitor) -> None:
        address = {"partner_id": GOSEONG, "tie_id": tie_of(report).id}
        form = exchange.visit("directory.tie_status", **address).form("/status")
        page = exchange.press(form, status="dormant", on="2020. 11. 2.", reason="2년째 교류 없음")
        assert "휴면 2020. 11. 2." in exchange.follow(page).text
        assert tie_of(report).status == "dormant"
        dormant = exchange.visit("directory.index", tie="sister", tie_status="dormant")
        assert [link.text for link in dormant.all("tbody a.row-link")] == ["고성군"]
        form = exchange.visit("directory.tie_status", **address).form("/status")
        page = exchange.press(form, status="active", on="2020. 11. 1.", reason="다시 연락", expect=422)
        assert "on" in page.errors
        assert page.field("reason") == "다시 연락"
        exchange.press(page.form("/status"), on="2020. 11. 20.")
        assert tie_of(report).status == "active"
        history = exchange.visit("directory.changes", partner_id=GOSEONG).text
        assert "2년째 교류 없음" in history

    def test_a_resting_city_is_not_called_silent(self, report: Office, exchange: Visitor, manager: Visitor) -> None:
        assert "고성군" in manager.visit("today.index").text
        form = exchange.visit("directory.tie_status", partner_id=GOSEONG, tie_id=tie_of(report).id).form("/status")
        exchange.press(form, status="dormant", on="", reason="휴면 처리")
        assert "휴면" in exchange.visit("directory.show", partner_id=GOSEONG).text
        assert "고성군" not in manager.visit("today.index").text

    def test_the_second_editor_sees_what_happened(self, report: Office, exchange: Visitor, manager: Visitor) -> None:
        address = {"partner_id": GOSEONG, "tie_id": tie_of(report).id}
        mine, theirs = (who.visit("directory.tie_status", **address).form("/status") for who in (exchange, manager))
        exchange.press(mine, status="dormant", reason="휴면 처리")
        page = manager.press(theirs, status="suspended", reason="중단 통보", expect=409)
        assert page.field("reason") == "중단 통보"
        assert tie_of(report).status == "dormant"

    def test_a_tie_ends_as_something(self, report: Office, exchange: Visitor) -> None:
        address = {"partner_id": GOSEONG, "tie_id": tie_of(report).id}
        form = exchange.visit("directory.end_tie_form", **address).form("/end")
        page = exchange.press(form, ended_as="terminated", on="2020. 11. 20.", reason="상호 합의로 해지")
        assert "해지 2020. 11. 20." in exchange.follow(page).text
        assert exchange.visit("directory.tie_status", **address).text.count("이미 종료된 관계") == 1

    def test_only_the_team_of_the_partner(self, report: Office, medical: Visitor) -> None:
        medical.visit("directory.tie_status", partner_id=GOSEONG, tie_id=tie_of(report).id, expect=403)


class TestCasesAndTies:
    @pytest.mark.parametrize(("ending", "status"), [(Ending.DORMANT, "dormant"), (Ending.SUSPENDED, "suspended")])
    def test_the_tie_follows_the_case_that_made_it(
        self, at_work: Office, officer: SignedIn, head: SignedIn, ending: Ending, status: str
    ) -> None:
        case = friends(head)
        agreements.end_agreement(case, ending, reason="교류 중단", by=officer)
        assert db.session.get_one(Tie, case.tie_id).status == status
        events = db.session.scalars(select(TieEvent.kind).where(TieEvent.tie_id == case.tie_id).order_by(TieEvent.id))
        assert events.all() == ["made", status]

    def test_a_tie_from_before_stays(self, at_work: Office, officer: SignedIn, head: SignedIn) -> None:
        city = city_abroad(head)
        tie = actions.take_over(city, "friendship", "전부터", "대장", date(2020, 10, 31), by=head)
        case = case_abroad(head, "friendship_programme", city)
        agreements.end_agreement(case, Ending.DORMANT, reason="보류", by=officer)
        assert tie.status == "active"

    def test_a_led_tie_ends_with_its_case_only(self, at_work: Office, head: SignedIn) -> None:
        case = friends(head)
        tie = db.session.get_one(Tie, case.tie_id)
        with pytest.raises(Refusal, match="추진 건"):
            actions.close_tie(db.session.get_one(Partner, tie.partner_id), tie, None, "끝", tie.version, by=head)


class TestSuccessor:
    def test_ties_and_cases_go_on_with_the_successor(self, at_work: Office, head: SignedIn) -> None:
        case = friends(head)
        old, new = db.session.get_one(Partner, case.partner_id), city_abroad(head, "통합현")
        old.successor_id = new.id
        assert actions.hand_over(old, new, TODAY, "행정구역 폐지", by=head) == 1
        tie = db.session.get_one(Tie, case.tie_id)
        assert (tie.partner_id, case.partner_id) == (new.id, new.id)
        assert case.stage == "friendship_programme"
        assert cases.find_case_under_way(old.id) is None
        assert db.session.get_one(PartnerStanding, new.id).agreement_id == case.id
        event = db.session.scalars(select(TieEvent).where(TieEvent.kind == "handed_over")).one()
        assert (event.from_partner_id, event.partner_id, event.effective_on) == (old.id, new.id, TODAY)

    def test_what_cannot_be_handed_over(self, at_work: Office, officer: SignedIn, head: SignedIn) -> None:
        case = friends(head)
        old, new = db.session.get_one(Partner, case.partner_id), city_abroad(head, "통합현")
        with pytest.raises(Refusal, match="승계 상대"):
            actions.hand_over(old, new, TODAY, "폐지", by=head)
        old.successor_id = new.id
        with pytest.raises(Refusal, match="사유"):
            actions.hand_over(old, new, TODAY, " ", by=head)
        with pytest.raises(Forbidden):
            actions.hand_over(old, new, TODAY, "폐지", by=officer)
        actions.take_over(new, "friendship", "전부터", "대장", date(2020, 10, 31), by=head)
        with pytest.raises(Refusal, match="이미"):
            actions.hand_over(old, new, TODAY, "폐지", by=head)
        assert case.partner_id == old.id

    def test_a_page_says_what_will_go(self, report: Office, manager: Visitor) -> None:
        page = manager.visit("directory.hand_over_form", partner_id=GOSEONG)
        assert "승계 상대가 적혀 있지 않습니다" in page.text
        with report.writing() as session:
            goseong = session.get_one(Partner, GOSEONG)
            goseong.successor_id, goseong.valid_to = 2, date(2020, 12, 31)
        page = manager.visit("directory.hand_over_form", partner_id=GOSEONG)
        assert "상호결연 체결 미상" in page.text
        assert "폐지 다음 날: 2021. 1. 1." in page.text
        # Said before anybody types: the successor is a sister city itself.
        assert "이미 있습니다" in page.text
        page = manager.press(page.form("/hand-over"), reason="통합", expect=422)
        assert "이미 있습니다" in page.text


def friends(head: SignedIn) -> Agreement:
    """A case at the friendship programme whose friendship tie it made itself."""
    from_the_start = case_abroad(head, "pre_exchange")
    agreements.move_to(
        from_the_start,
        "friendship_programme",
        {"friendship_signed": Fact(given_on=date(2020, 11, 2), document_title="우호교류 협정서")},
        by=head,
        override=True,
        reason="서명본 확인",
    )
    return cases.get_agreement(from_the_start.id)
