"""What a refused move says, and days that cannot follow each other."""

from datetime import date

import pytest
from sqlalchemy import select

from partners.accounts.rules import SignedIn
from partners.agreements import actions
from partners.agreements.models import Agreement
from partners.agreements.queries.board import board_of
from partners.agreements.queries.glance import pipelines_at_a_glance
from partners.agreements.rules.case import Fact
from partners.directory.models import Partner, PartnerStanding, Tie
from partners.foundation.clock import today
from partners.foundation.database import db
from partners.foundation.refusals import Refusal
from tests.agreements.sending import post
from tests.support.factories.agreements import RESOLVED_ON, case_abroad, case_at_home, decide, exchange_with, signature
from tests.support.office import Office
from tests.support.visitor import Visitor

FRIENDSHIP = {
    "draft_agreed": Fact(given_on=date(2020, 11, 12)),
    "friendship_signed": Fact(given_on=date(2020, 12, 1), document_title="우호교류 협정서"),
}


@pytest.fixture
def nha_be(report: Office) -> int:
    with report.reading() as session:
        statement = select(Agreement.id).join(Partner, Partner.id == Agreement.partner_id)
        return session.execute(statement.where(Partner.name_ko == "나베현")).scalar_one()


class TestWhatItSays:
    def test_a_signature_typed_before_the_resolution(self, office: Office, exchange: Visitor) -> None:
        """Nothing but the typed day is wrong: the page must say so, not that all gates are open."""
        with office.writing():
            officer = office.person("exchange")
            case = case_abroad(officer, "council_consent").id
            decide(db.session.get_one(Agreement, case), "passed_as_proposed", officer)
        typed = {
            "stage": "sister_signed",
            "sister_signed": RESOLVED_ON.replace(day=1).isoformat(),
            "sister_signed_document": "상호결연 협정서",
        }
        page = post(exchange, "move", typed, expect=422, agreement_id=case)
        assert "의결일이 체결일보다 늦습니다" in page.text

    def test_what_was_typed_is_not_said_to_be_missing(self, exchange: Visitor, nha_be: int) -> None:
        typed = {"stage": "sister_signed", "sister_signed": "2021-03-02", "counterpart_reply": "2020-11-18"}
        page = post(exchange, "move", typed, expect=422, agreement_id=nha_be)
        assert "상대측 서면 회신일을 적으세요" not in page.text
        assert "협정서(안)에 합의한 날을 적으세요" in page.text

    def test_the_stage_further_ahead_than_the_form_was_for(self, exchange: Visitor, nha_be: int) -> None:
        """The form of the next stage, sent with the last one: all that lacks is listed, not the next gate alone."""
        typed = {"target": "pre_exchange", "stage": "sister_signed", "sister_signed": "2021-03-02"}
        page = post(exchange, "move", typed, expect=422, agreement_id=nha_be)
        for gate in ("사전교류 실적", "우호결연 협정서", "의회 동의 의결"):
            assert gate in page.text
        assert page.field("sister_signed") == "2021-03-02"


@pytest.mark.usefixtures("at_work")
class TestDays:
    def test_a_stage_does_not_begin_before_the_one_it_follows(self, officer: SignedIn) -> None:
        """The friendship is signed on a day to come; its programme begins no earlier."""
        case = case_abroad(officer, "pre_exchange")
        exchange_with(db.session.get_one(Partner, case.partner_id), officer)
        actions.move_to(case, "friendship_signed", FRIENDSHIP, by=officer)
        actions.move_to(case, "friendship_programme", by=officer)
        assert case.stage_entered_on == date(2020, 12, 1)
        with pytest.raises(Refusal) as refused:
            actions.move_to(case, "council_consent", {"committee_opinion": Fact(given_on=today())}, by=officer)
        assert [lack.gate.code for lack in refused.value.missing] == ["programme_record"]  # type: ignore[attr-defined]

    def test_nor_is_such_a_day_accepted(self, officer: SignedIn) -> None:
        case = case_abroad(officer, "approach")
        reply = {"counterpart_reply": Fact(given_on=date(2020, 11, 18))}
        actions.move_to(case, "pre_exchange", reply, by=officer, effective_on=date(2020, 11, 19))
        with pytest.raises(Refusal) as refused:
            actions.move_to(case, "approach", by=officer, reason="다시", effective_on=date(1900, 1, 1))
        assert refused.value.field == "effective_on"

    def test_the_ceremony_does_not_lie_before_the_signature(self, officer: SignedIn) -> None:
        case = case_at_home(officer, "council_consent")
        facts = {
            **signature(date(2020, 7, 7), ceremony_on=date(2020, 7, 6)),
            "council_consent": Fact(text="조례에 동의 규정 없음"),
        }
        with pytest.raises(Refusal) as refused:
            actions.move_to(case, "sister_signed", facts, by=officer)
        assert refused.value.field == "sister_signed_ceremony"
        assert db.session.scalars(select(Tie)).all() == []

    def test_a_contact_in_a_year_to_come_is_no_silence(self, at_work: Office, officer: SignedIn) -> None:
        case = case_abroad(officer, "council_consent")
        decide(case, "passed_as_proposed", officer)
        actions.move_to(case, "sister_signed", signature(date(2021, 3, 2)), by=officer)
        db.session.get_one(PartnerStanding, case.partner_id).last_contact_year = today().year + 1
        db.session.flush()
        (abroad,) = (glance for glance in pipelines_at_a_glance() if glance.pipeline.code == "city_foreign")
        (resting,) = (tie for column in board_of(abroad) for tie in column.resting)
        assert not resting.is_silent
