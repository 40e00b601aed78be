"""Institutions, operators, ambassadors, cohorts and companies on their way: each gate from both sides."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from typing import Any

import pytest
from sqlalchemy import select

from partners.accounts.models import Team
from partners.accounts.rules import SignedIn
from partners.agreements import actions
from partners.agreements.actions.papers import file_paper
from partners.agreements.actions.renewing import start_renewal
from partners.agreements.models import Agreement, RecruitmentRound
from partners.agreements.pipelines import PIPELINES
from partners.agreements.queries import cases
from partners.agreements.rules.case import Fact
from partners.agreements.rules.renewal import last_day_of_term
from partners.agreements.vocabulary import Ending
from partners.directory.actions import take_over
from partners.directory.models import Partner, Tie, TieEvent
from partners.foundation.clock import now
from partners.foundation.database import db
from partners.foundation.refusals import Refusal
from tests.support.factories import directory
from tests.support.factories.agreements import BASE_DATE
from tests.support.factories.basis import BASIS
from tests.support.office import Office

APPOINTED_ON, LAST_DAY = date(2020, 12, 15), date(2023, 12, 14)


@pytest.fixture
def by(at_work: Office) -> SignedIn:
    return at_work.person("manager")


def partner(by: SignedIn, kind: str, **values: Any) -> Partner:
    """A partner of the medical team."""
    team = db.session.scalar(select(Team.id).where(Team.code == "medical"))
    return directory.partner(by, kind, owner_team_id=team, **values)


def case_at(stage: str, pipeline: str, whom: Partner, by: SignedIn) -> Agreement:
    return actions.take_over_agreement(
        PIPELINES[pipeline],
        stage,
        by=by,
        owner_team_id=whom.owner_team_id,
        as_of_date=BASE_DATE,
        source="시험",
        partner=whom,
    )


@contextmanager
def shut(*fields: str) -> Iterator[None]:
    """The way is shut, and these fields or gates say why."""
    with pytest.raises(actions.GatesShut) as refused:
        yield
    assert {lack.field or lack.gate.code for lack in refused.value.missing} == set(fields)


def appointing(**more: Any) -> dict[str, Fact]:
    return {"appointed": Fact(given_on=APPOINTED_ON, until=LAST_DAY, document_title="위촉장", **more)}


def hospital(by: SignedIn, until: date | None) -> Partner:
    return partner(by, "hospital", registration_no="M-1" if until else "", registration_until=until)


class TestPartnerInstitution:
    """MT-2, and what follows the appointment."""

    def test_an_application_belongs_to_the_period_of_its_round(self, by: SignedIn) -> None:
        case = case_at("recruiting", "partner_institution", hospital(by, None), by)
        with shut("reception_period"):
            actions.move_to(case, "applied", {"reception_period": Fact(given_on=date(2020, 9, 1))}, by=by)
        held = RecruitmentRound(
            pipeline="partner_institution", title="확대모집", opens_on=date(2020, 8, 31), closes_on=date(2020, 10, 9),
            owner_team_id=case.owner_team_id, created_at=now(),
        )  # fmt: skip
        db.session.add(held)
        db.session.flush()
        case.round_id = held.id
        for day in (date(2020, 8, 30), date(2020, 10, 10)):
            with shut("reception_period"):
                actions.move_to(case, "applied", {"reception_period": Fact(given_on=day)}, by=by)
        late = {"reception_period": Fact(given_on=date(2020, 10, 10))}
        actions.move_to(case, "applied", late, by=by, override=True, reason="우편 지연")
        assert cases.get_agreement(case.id).moves[-1].overridden_gates == ["reception_period"]

    def test_its_papers_are_on_file_before_the_check(self, by: SignedIn) -> None:
        case = case_at("applied", "partner_institution", hospital(by, LAST_DAY), by)
        with shut("paper_application_form", "paper_business_registration", "paper_patient_registration"):
            actions.move_to(case, "eligibility", by=by)
        for paper in ("application_form", "business_registration", "patient_registration"):
            file_paper(case, paper, paper, by=by)
        actions.move_to(case, "eligibility", by=by)

    def test_a_shop_needs_no_registration_but_a_reason(self, by: SignedIn) -> None:
        case = case_at("eligibility", "partner_institution", partner(by, "company"), by)
        checked = Fact(given_on=date(2020, 10, 12))
        with shut("eligibility_until"):
            actions.move_to(case, "desk_review", {"eligibility": checked}, by=by)
        exempt = Fact(given_on=date(2020, 10, 12), text="숙박업")
        actions.move_to(case, "desk_review", {"eligibility": exempt}, by=by)

    @pytest.mark.parametrize(("desk", "site", "passes"), [(40, 29, False), (40, 30, True), (0, 70, True)])
    def test_seventy_points_are_needed(self, by: SignedIn, desk: int, site: int, passes: bool) -> None:
        case = case_at("desk_review", "partner_institution", hospital(by, LAST_DAY), by)
        actions.move_to(case, "site_visit", {"desk_review": Fact(given_on=date(2020, 10, 15), score=desk)}, by=by)
        visit = {"site_visit": Fact(given_on=date(2020, 10, 20), score=site)}
        if passes:
            actions.move_to(case, "council_review", visit, by=by)
        else:
            with shut("site_visit_score"):
                actions.move_to(case, "council_review", visit, by=by)

    @pytest.mark.parametrize("until", [None, date(2020, 11, 30), date(2020, 12, 14)])
    def test_nobody_is_appointed_without_a_valid_registration(self, by: SignedIn, until: date | None) -> None:
        case = case_at("council_review", "partner_institution", hospital(by, until), by)
        facts = {**appointing(), "council_review": decision(by)}
        with shut("still_registered"):
            actions.move_to(case, "appointed", facts, by=by)
        with shut("still_registered"):
            actions.move_to(case, "appointed", facts, by=by, override=True, reason="급함")
        assert cases.find_tie(case.partner_id or 0, "partner_institution") is None

    def test_appointed_checked_and_renewed_for_another_term(self, by: SignedIn) -> None:
        whom = hospital(by, date(2026, 12, 31))
        case = case_at("council_review", "partner_institution", whom, by)
        actions.move_to(case, "appointed", {**appointing(), "council_review": decision(by)}, by=by)
        tie = db.session.get_one(Tie, case.tie_id)
        assert (tie.type, tie.signed_on, tie.ends_on) == ("partner_institution", APPOINTED_ON, LAST_DAY)
        actions.move_to(case, "active", by=by)
        with shut("yearly_check"):
            actions.move_to(case, "renewal", by=by)
        actions.move_to(case, "renewal", {"yearly_check": Fact(given_on=date(2021, 12, 1))}, by=by)
        new_term = Fact(given_on=date(2023, 12, 15), until=date(2026, 12, 14), text="환자 30명")
        actions.move_to(case, "active", {"renewed": new_term}, by=by)
        assert (tie.ends_on, case.stage, case.turn) == (date(2026, 12, 14), "active", 2)
        kinds = [event.kind for event in db.session.query(TieEvent).filter_by(tie_id=tie.id).order_by(TieEvent.id)]
        assert kinds == ["made", "renewed"]
        with shut("yearly_check"):
            actions.move_to(case, "renewal", by=by)
        actions.end_agreement(case, Ending.DISMISSED, reason="품위 손상", by=by)
        assert (tie.status, tie.ended_as) == ("ended", "dismissed")

    def test_a_committee_that_was_not_formed_decides_nothing(self, by: SignedIn) -> None:
        case = case_at("council_review", "partner_institution", hospital(by, date(2026, 1, 1)), by)
        unformed = partner(by, "institution", type="committee")
        facts = {**appointing(), "council_review": Fact(given_on=date(2020, 12, 1), body_id=unformed.id)}
        with shut("council_review_body"):
            actions.move_to(case, "appointed", facts, by=by)

    def test_a_term_does_not_end_before_it_begins(self, by: SignedIn) -> None:
        case = case_at("council_review", "partner_institution", hospital(by, date(2026, 1, 1)), by)
        facts = {"appointed": Fact(given_on=APPOINTED_ON, until=date(2020, 12, 14), document_title="위촉장")}
        with shut("appointed_until"):
            actions.move_to(case, "appointed", {**facts, "council_review": decision(by)}, by=by)

    def test_a_tie_from_before_is_renewed_in_a_case_of_its_own(self, by: SignedIn) -> None:
        whom = hospital(by, date(2026, 12, 31))
        tie = take_over(whom, "partner_institution", "전부터", "대장", BASE_DATE, by=by, ends_on=date(2020, 12, 31))
        with pytest.raises(Refusal):
            actions.start_agreement(
                PIPELINES["partner_institution"], by=by, owner_team_id=whom.owner_team_id, partner=whom
            )
        case = start_renewal(tie, whom, by=by)
        assert (case.stage, case.tie_id) == ("renewal", tie.id)
        assert start_renewal(tie, whom, by=by).id == case.id, "A second press opens nothing new."
        new_term = {"renewed": Fact(given_on=date(2020, 12, 20), until=date(2023, 12, 19), text="실적 있음")}
        actions.move_to(case, "active", new_term, by=by)
        assert tie.ends_on == date(2023, 12, 19)

    @pytest.mark.parametrize(
        ("first", "last"),
        [(APPOINTED_ON, LAST_DAY), (date(2020, 2, 29), date(2023, 2, 28)), (date(2021, 1, 1), date(2023, 12, 31))],
    )
    def test_three_years_less_a_day(self, first: date, last: date) -> None:
        assert last_day_of_term(first, 3) == last


class TestOthers:
    def test_an_operator_of_the_zone_and_the_change_of_its_plan(self, by: SignedIn) -> None:
        case = case_at("planned", "zone_operator", partner(by, "hospital"), by)
        actions.move_to(
            case, "mou", {"mou_signed": Fact(given_on=date(2018, 9, 27), document_title="업무협약서")}, by=by
        )
        facts = {"in_zone_plan": Fact(given_on=date(2018, 1, 1), until=date(2022, 12, 31))}
        actions.move_to(case, "operating", facts, by=by)
        tie = db.session.get_one(Tie, case.tie_id)
        actions.move_to(case, "changed", {"plan_changed": Fact(given_on=date(2022, 11, 1))}, by=by)
        going_on = {"plan_continues": Fact(given_on=date(2023, 1, 1), until=date(2027, 12, 31))}
        actions.move_to(case, "operating", going_on, by=by)
        assert (tie.type, tie.ends_on, case.state) == ("zone_operator", date(2027, 12, 31), "open")

    def test_no_ambassador_without_consent(self, by: SignedIn) -> None:
        person = partner(by, "ambassador")
        case = case_at("approved", "ambassador", person, by)
        facts = {**appointing(), "policy_approval": Fact(given_on=date(2020, 12, 1))}
        person.consented_on = None  # type: ignore[attr-defined]
        db.session.flush()
        with shut("consented"):
            actions.move_to(case, "appointed", facts, by=by, override=True, reason="급함")
        person.consented_on = BASIS["consented_on"]  # type: ignore[attr-defined]
        db.session.flush()
        actions.move_to(case, "appointed", facts, by=by)
        assert db.session.get_one(Tie, case.tie_id).type == "ambassador"

    def test_a_cohort_is_launched_with_its_roster_and_closed(self, by: SignedIn) -> None:
        cohort = partner(by, "group", member_kind="supporter", cohort_no=1)
        case = case_at("selection", "supporter_cohort", cohort, by)
        launch = {"launched": Fact(given_on=date(2020, 9, 10), until=date(2020, 12, 31))}
        with shut("roster"):
            actions.move_to(case, "launched", launch, by=by)
        partner(by, "supporter", cohort_id=cohort.id)
        actions.move_to(case, "launched", launch, by=by)
        actions.move_to(case, "active", by=by)
        actions.move_to(case, "closed", {"closed": Fact(given_on=date(2020, 12, 20))}, by=by)
        tie = db.session.get_one(Tie, case.tie_id)
        assert (case.state, tie.status, tie.ended_on) == ("completed", "ended", date(2020, 12, 20))

    def test_no_award_before_the_committee(self, by: SignedIn) -> None:
        """CS-2: the ordinance slipped, the committee was formed in May."""
        case = case_at("verified", "csr_company", partner(by, "company"), by)
        committee = partner(by, "institution", type="committee", formed_on=date(2021, 5, 10))
        ready = Fact(body_id=committee.id, text="체납·위반 없음", given_on=date(2021, 5, 11))
        facts = {
            "results_verified": Fact(given_on=date(2021, 3, 1), text="봉사 40시간"),
            "committee_ready": ready,
            "award_decided": Fact(given_on=date(2021, 4, 10), body_id=committee.id),
        }
        with shut("award_decided"):
            actions.move_to(case, "awarded", facts, by=by)
        decided = Fact(given_on=date(2021, 6, 10), body_id=committee.id)
        actions.move_to(case, "awarded", {**facts, "award_decided": decided}, by=by)

    def test_an_institution_cooperates_with_or_without_an_agreement(self, by: SignedIn) -> None:
        without, bound = (case_at("consulting", "institution", partner(by, "institution"), by) for _ in range(2))
        actions.move_to(without, "cooperating", by=by)
        assert without.tie_id is None
        actions.move_to(
            bound, "agreement", {"mou_signed": Fact(given_on=date(2020, 11, 1), document_title="MOU")}, by=by
        )
        actions.move_to(bound, "cooperating", by=by)
        assert db.session.get_one(Tie, bound.tie_id).type == "mou"
        actions.end_agreement(bound, Ending.DORMANT, reason="사업 종료", by=by)
        assert db.session.get_one(Tie, bound.tie_id).status == "dormant"


def decision(by: SignedIn) -> Fact:
    """The medical tourism council's, which was formed long ago."""
    council = partner(by, "institution", type="committee", formed_on=date(2018, 3, 1))
    return Fact(given_on=date(2020, 12, 1), body_id=council.id)
