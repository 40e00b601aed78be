"""Through no door does a foreign city become a sister city without the council's passed resolution.

Each test is a door. It is tried by a manager, who may do most, with everything else properly filled.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta

import pytest
from sqlalchemy import select

from partners.accounts.rules import SignedIn
from partners.agreements import actions
from partners.agreements.actions import GatesShut
from partners.agreements.models import Agreement
from partners.agreements.pipelines import PIPELINES
from partners.agreements.rules.case import Fact
from partners.agreements.vocabulary import COMPLETED, Ending
from partners.directory.actions import close_tie, date_tie, edit_partner, take_over
from partners.directory.models import Partner, Tie
from partners.directory.rules.tie_days import TieDays
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
from tests.support.office import Office

pytestmark = pytest.mark.usefixtures("at_work")

DAY = timedelta(days=1)
OVERRIDDEN = {"override": True, "reason": "협정식 일정이 이미 정해짐"}


def sister_ties() -> list[Tie]:
    return list(db.session.scalars(select(Tie).where(Tie.type == "sister")))


@contextmanager
def stays_shut(agreement: Agreement) -> Iterator[None]:
    """Whatever is tried inside is refused, and leaves neither a tie nor a signed case."""
    with pytest.raises(Refusal):
        yield
    assert sister_ties() == []
    assert agreement.state != COMPLETED
    assert agreement.stage != "sister_signed"


def test_the_right_door_opens(head: SignedIn) -> None:
    case = case_abroad(head, "council_consent")
    decide(case, "passed_as_proposed", head)
    actions.move_to(case, "sister_signed", signature(), by=head)
    assert [(tie.partner_id, tie.signed_on, tie.origin) for tie in sister_ties()] == [
        (case.partner_id, SIGNED_ON, "agreement")
    ]


def test_a_resolution_of_the_very_day_of_the_signature_suffices(head: SignedIn) -> None:
    case = case_abroad(head, "council_consent")
    decide(case, "passed_as_amended", head, resolved_on=SIGNED_ON)
    actions.move_to(case, "sister_signed", signature(), by=head)
    assert len(sister_ties()) == 1


@pytest.mark.parametrize("stage", ["selection", "approach", "pre_exchange", "friendship_programme", "council_consent"])
def test_skipping_ahead_with_a_reason(head: SignedIn, stage: str) -> None:
    case = case_abroad(head, stage)
    with stays_shut(case):
        actions.move_to(case, "sister_signed", signature(), by=head, **OVERRIDDEN)


def test_the_next_step_without_a_decision(head: SignedIn) -> None:
    case = case_abroad(head, "council_consent")
    with stays_shut(case):
        actions.move_to(case, "sister_signed", signature(), by=head)


@pytest.mark.parametrize("outcome", ["deferred", "rejected", "withdrawn", "lapsed"])
def test_any_outcome_but_a_pass(head: SignedIn, outcome: str) -> None:
    case = case_abroad(head, "council_consent")
    decide(case, outcome, head)
    with stays_shut(case):
        actions.move_to(case, "sister_signed", signature(), by=head, **OVERRIDDEN)


def test_returning_and_going_forward_after_a_rejection(head: SignedIn) -> None:
    case = case_abroad(head, "council_consent")
    decide(case, "rejected", head)
    assert case.stage == "friendship_programme"
    actions.move_to(case, "council_consent", by=head, **OVERRIDDEN)
    with stays_shut(case):
        actions.move_to(case, "sister_signed", signature(), by=head, **OVERRIDDEN)


def test_an_older_pass_before_a_later_rejection(head: SignedIn) -> None:
    case = case_abroad(head, "council_consent")
    decide(case, "passed_as_proposed", head)
    decide(case, "rejected", head, session_no=229, resolved_on=RESOLVED_ON + DAY)
    actions.move_to(case, "council_consent", by=head, **OVERRIDDEN)
    with stays_shut(case):
        actions.move_to(case, "sister_signed", signature(SIGNED_ON + DAY), by=head, **OVERRIDDEN)


def test_a_pass_slipped_in_before_the_rejection(head: SignedIn) -> None:
    case = case_abroad(head, "council_consent")
    decide(case, "rejected", head)
    actions.move_to(case, "council_consent", by=head, **OVERRIDDEN)
    with stays_shut(case):
        decide(case, "passed_as_proposed", head, session_no=227, resolved_on=RESOLVED_ON - DAY)


def test_voting_again_in_the_session_that_rejected_it(head: SignedIn) -> None:
    case = case_abroad(head, "council_consent")
    decide(case, "rejected", head)
    actions.move_to(case, "council_consent", by=head, **OVERRIDDEN)
    with stays_shut(case):
        decide(case, "passed_as_proposed", head, resolved_on=RESOLVED_ON + DAY)


def test_voting_again_in_that_session_through_a_second_case(head: SignedIn) -> None:
    city = city_abroad(head)
    first = case_abroad(head, "council_consent", city)
    decide(first, "rejected", head)
    actions.end_agreement(first, Ending.DORMANT, reason="부결", by=head)
    second = case_abroad(head, "council_consent", city)
    with stays_shut(second):
        decide(second, "passed_as_proposed", head, resolved_on=RESOLVED_ON + DAY)


def test_a_resolution_after_the_signature(head: SignedIn) -> None:
    case = case_abroad(head, "council_consent")
    decide(case, "passed_as_proposed", head)
    with stays_shut(case):
        actions.move_to(case, "sister_signed", signature(RESOLVED_ON - DAY), by=head, **OVERRIDDEN)


def test_a_signature_written_down_before_the_resolution_came(head: SignedIn) -> None:
    case = case_abroad(head, "council_consent")
    actions.record_gate_facts(case, signature(RESOLVED_ON - DAY), by=head)
    with stays_shut(case):
        decide(case, "passed_as_proposed", head)


def test_a_signature_without_a_day(head: SignedIn) -> None:
    case = case_abroad(head, "council_consent")
    decide(case, "passed_as_proposed", head)
    with stays_shut(case):
        actions.move_to(case, "sister_signed", signature(on=None), by=head, **OVERRIDDEN)


def test_a_reason_in_place_of_the_resolution(head: SignedIn) -> None:
    """What suffices at home does not abroad."""
    case = case_abroad(head, "council_consent")
    facts = {**signature(), "council_consent": Fact(given_on=RESOLVED_ON, text="조례상 해당 없음")}
    with stays_shut(case):
        actions.move_to(case, "sister_signed", facts, by=head, **OVERRIDDEN)


def test_the_resolution_of_another_case(head: SignedIn) -> None:
    other = case_abroad(head, "council_consent")
    decide(other, "passed_as_proposed", head)
    case = case_abroad(head, "council_consent")
    with stays_shut(case):
        actions.move_to(case, "sister_signed", signature(), by=head, **OVERRIDDEN)


def test_the_resolution_of_an_earlier_case_with_the_same_city(head: SignedIn) -> None:
    city = city_abroad(head)
    first = case_abroad(head, "council_consent", city)
    decide(first, "passed_as_proposed", head)
    actions.move_to(first, "friendship_programme", by=head, reason="협정서(안) 변경")
    actions.end_agreement(first, Ending.SUSPENDED, reason="중단", by=head)
    second = case_abroad(head, "council_consent", city)
    with stays_shut(second):
        actions.move_to(second, "sister_signed", signature(), by=head, **OVERRIDDEN)


@pytest.mark.parametrize("stage", ["selection", "approach", "pre_exchange", "friendship_programme"])
def test_recording_a_pass_before_the_case_stands_before_the_council(head: SignedIn, stage: str) -> None:
    case = case_abroad(head, stage)
    with stays_shut(case):
        decide(case, "passed_as_proposed", head)


def test_the_domestic_pipeline_for_a_foreign_city(head: SignedIn) -> None:
    with pytest.raises(Refusal):
        case_at_home(head, "council_consent", city_abroad(head))


def test_choosing_a_foreign_city_in_a_domestic_case(head: SignedIn) -> None:
    city = city_at_home(head)
    case = actions.start_agreement(
        PIPELINES["city_domestic"], by=head, owner_team_id=city.owner_team_id, target_regions=["강원도"]
    )
    with stays_shut(case):
        actions.choose_partner(case, city_abroad(head), by=head)


def test_swapping_the_partner_after_the_councils_consent(head: SignedIn) -> None:
    case = case_abroad(head, "council_consent")
    decide(case, "passed_as_proposed", head)
    with stays_shut(case):
        actions.choose_partner(case, city_abroad(head), by=head)


def test_moving_the_partner_abroad_while_its_domestic_case_is_open(head: SignedIn) -> None:
    city = city_at_home(head)
    case = case_at_home(head, "council_consent", city)
    with stays_shut(case):
        edit_partner(city, {"country": "VN", "region": "호치민시"}, city.version, head)


def test_a_partner_that_became_foreign_behind_our_back(head: SignedIn) -> None:
    """Even if the record changed without the directory's check, the signature looks again."""
    city = city_at_home(head)
    case = case_at_home(head, "council_consent", city)
    city.country = "VN"
    db.session.flush()
    facts = {**signature(), "council_consent": Fact(text="조례상 해당 없음")}
    with stays_shut(case):
        actions.move_to(case, "sister_signed", facts, by=head, **OVERRIDDEN)
    decide(case, "passed_as_proposed", head)
    with stays_shut(case):
        actions.move_to(case, "sister_signed", facts, by=head)


def test_a_case_taken_over_as_signed(head: SignedIn) -> None:
    with pytest.raises(Refusal):
        case_abroad(head, "sister_signed")
    assert sister_ties() == []


def test_signing_twice(head: SignedIn) -> None:
    case = case_abroad(head, "council_consent")
    decide(case, "passed_as_proposed", head)
    actions.move_to(case, "sister_signed", signature(), by=head)
    with pytest.raises(Refusal):
        actions.move_to(case, "sister_signed", signature(SIGNED_ON + DAY), by=head, **OVERRIDDEN)
    with pytest.raises(Refusal):
        actions.record_gate_facts(case, signature(RESOLVED_ON - DAY), by=head)
    with pytest.raises(Refusal):
        decide(case, "withdrawn", head, session_no=229)
    assert [tie.signed_on for tie in sister_ties()] == [SIGNED_ON]


def test_a_second_case_after_the_signature(head: SignedIn) -> None:
    case = case_abroad(head, "council_consent")
    decide(case, "passed_as_proposed", head)
    actions.move_to(case, "sister_signed", signature(), by=head)
    city = db.session.get_one(Partner, case.partner_id)
    with pytest.raises(Refusal):
        case_abroad(head, "council_consent", city)
    assert len(sister_ties()) == 1


def test_a_tie_taken_over_while_the_case_was_open(head: SignedIn, at_work: Office) -> None:
    """Two sister ties with one city never stand side by side."""
    city = city_at_home(head)
    case = case_at_home(head, "council_consent", city)
    db.session.add(
        Tie(partner_id=city.id, type="sister", origin="take_over", recorded_at=case.created_at, base_date=BASE_DATE)
    )
    db.session.flush()
    with pytest.raises(Refusal):
        actions.move_to(case, "sister_signed", signature(), by=head, **OVERRIDDEN)
    assert len(sister_ties()) == 1


GO_LIVE_AND_LATER = [date(2020, 11, 1), date(2020, 11, 20)]


@pytest.mark.parametrize("day", GO_LIVE_AND_LATER)
def test_writing_a_later_day_into_a_tie_that_was_taken_over(head: SignedIn, day: date) -> None:
    """A tie that stood before is not moved past its source's base date, nor past the office's go-live."""
    city = city_abroad(head)
    tie = take_over(city, "sister", "보고서에 있음", "주요업무 보고", BASE_DATE, head)
    for days in (
        TieDays(signed_on=day, ceremony_on=None, ends_on=None),
        TieDays(signed_on=None, ceremony_on=day, ends_on=None),
    ):
        with pytest.raises(Refusal):
            date_tie(city, tie, days, tie.version, head, days_source="협정서")
    assert (tie.signed_on, tie.ceremony_on) == (None, None)


def test_moving_the_signature_that_an_agreement_made(head: SignedIn) -> None:
    """Neither before the resolution nor anywhere else: it stays; the ceremony may follow."""
    case = case_abroad(head, "council_consent")
    decide(case, "passed_as_proposed", head)
    actions.move_to(case, "sister_signed", signature(), by=head)
    (tie,) = sister_ties()
    city = db.session.get_one(Partner, case.partner_id)
    for day in (RESOLVED_ON - DAY, SIGNED_ON + DAY, None):
        with pytest.raises(Refusal):
            date_tie(
                city, tie, TieDays(signed_on=day, ceremony_on=None, ends_on=None), tie.version, head, days_source="x"
            )
    days = TieDays(signed_on=SIGNED_ON, ceremony_on=SIGNED_ON + DAY, ends_on=None)
    date_tie(city, tie, days, tie.version, head)
    assert (tie.signed_on, tie.ceremony_on) == (SIGNED_ON, SIGNED_ON + DAY)


def test_writing_days_into_a_tie_that_has_ended(head: SignedIn) -> None:
    city = city_abroad(head)
    tie = take_over(city, "sister", "보고서에 있음", "주요업무 보고", BASE_DATE, head)
    close_tie(city, tie, None, "종료", tie.version, head)
    days = TieDays(signed_on=date(2019, 1, 1), ceremony_on=None, ends_on=None)
    with pytest.raises(Refusal):
        date_tie(city, tie, days, tie.version, head, days_source="협정서")
    assert tie.status == "ended"


def test_the_missing_gates_are_named(officer: SignedIn) -> None:
    """EX-3: 나베현 at 교섭추진 cannot be signed on 2021-03-02; everything on the way is listed."""
    case = case_abroad(officer, "approach")
    with pytest.raises(GatesShut) as refused:
        actions.move_to(case, "sister_signed", {"sister_signed": Fact(given_on=date(2021, 3, 2))}, by=officer)
    assert [lack.gate.code for lack in refused.value.missing] == [
        "counterpart_reply",
        "pre_exchange_record",
        "draft_agreed",
        "friendship_signed",
        "friendship_signed",
        "programme_record",
        "committee_opinion",
        "council_consent",
        "sister_signed",
    ]
    assert case.stage == "approach"


def test_all_the_way_with_every_gate_properly_filled(officer: SignedIn) -> None:
    city = city_abroad(officer)
    case = actions.start_agreement(
        PIPELINES["city_foreign"], by=officer, owner_team_id=city.owner_team_id, partner=city
    )
    steps: list[tuple[str, dict[str, Fact], date]] = [
        ("approach", {"policy_approval": Fact(given_on=date(2020, 11, 20))}, date(2020, 11, 20)),
        ("pre_exchange", {"counterpart_reply": Fact(given_on=date(2020, 12, 1))}, date(2020, 12, 1)),
        (
            "friendship_signed",
            {
                "draft_agreed": Fact(given_on=date(2020, 12, 28)),
                "friendship_signed": Fact(given_on=date(2021, 1, 10), document_title="우호교류 협정서"),
            },
            date(2021, 1, 10),
        ),
        ("friendship_programme", {}, date(2021, 1, 11)),
        ("council_consent", {"committee_opinion": Fact(given_on=date(2021, 2, 10))}, date(2021, 2, 11)),
    ]
    for stage, facts, day in steps:
        if case.stage in {"pre_exchange", "friendship_programme"}:
            exchange_with(city, officer, (day - DAY).isoformat())
        actions.move_to(case, stage, facts, by=officer, effective_on=day)
    decide(case, "passed_as_proposed", officer)
    actions.move_to(case, "sister_signed", signature(), by=officer)

    ties = {tie.type: tie for tie in db.session.scalars(select(Tie).where(Tie.partner_id == city.id))}
    assert (ties["friendship"].status, ties["friendship"].signed_on) == ("ended", date(2021, 1, 10))
    assert (ties["sister"].status, ties["sister"].signed_on) == ("active", SIGNED_ON)
    assert (case.state, case.tie_id, case.signed_on) == (COMPLETED, ties["sister"].id, SIGNED_ON)
