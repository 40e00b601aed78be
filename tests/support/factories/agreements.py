"""Cases for tests, made through the same actions as an officer's."""

from datetime import date
from itertools import count
from typing import Any

from partners.accounts.rules import SignedIn
from partners.agreements import actions
from partners.agreements.models import Agreement
from partners.agreements.pipelines import PIPELINES
from partners.agreements.queries import cases
from partners.agreements.rules.case import Fact
from partners.agreements.vocabulary import Outcome, SessionKind
from partners.directory.actions import create_partner
from partners.directory.models import Partner
from partners.interactions import actions as interactions

BASE_DATE = date(2020, 10, 31)
SOURCE = "주요업무 보고 105행"
SIGNED_ON = date(2021, 3, 2)
RESOLVED_ON = date(2021, 2, 25)

_numbers = count(1)


def city_abroad(by: SignedIn, name: str = "", country: str = "VN") -> Partner:
    """A city in Vietnam, or elsewhere."""
    return _city(by, name or f"시험현 {next(_numbers)}", country, "호치민시")


def city_at_home(by: SignedIn, name: str = "") -> Partner:
    """A city in Gangwon."""
    return _city(by, name or f"시험군 {next(_numbers)}", "KR", "강원")


def case_abroad(by: SignedIn, stage: str = "approach", partner: Partner | None = None) -> Agreement:
    """A case with a foreign city that stood at this stage on the report's base date."""
    return _case(by, "city_foreign", stage, partner or city_abroad(by))


def case_at_home(by: SignedIn, stage: str = "working_consultation", partner: Partner | None = None) -> Agreement:
    """A case with a domestic city that stood at this stage on the report's base date."""
    return _case(by, "city_domestic", stage, partner or city_at_home(by))


def decide(agreement: Agreement, outcome: str, by: SignedIn, **more: Any) -> None:
    """The council's word, in an extraordinary session of unknown days."""
    told: dict[str, Any] = {"session_no": 228, "session_kind": SessionKind.EXTRAORDINARY, "bill_no": "의안 2021-7"}
    told["resolved_on"] = RESOLVED_ON
    actions.record_consent(agreement, outcome=Outcome(outcome), by=by, **{**told, **more})


def signature(on: date | None = SIGNED_ON, title: str | None = "상호결연 협정서", **more: Any) -> dict[str, Fact]:
    """What is written down at the signature of a sister tie."""
    return {"sister_signed": Fact(given_on=on, document_title=title, **more)}


def exchange_with(partner: Partner, by: SignedIn, day: str = "2020-11-10") -> None:
    """An interaction with the partner, as officers log it."""
    interactions.log(
        {
            "partners": [partner.id],
            "date": day,
            "kind": "meeting",
            "title": "화상회의",
            "team": partner.owner_team_id,
        },
        by=by,
    )


def fresh(agreement: Agreement) -> Agreement:
    """The case as its page reads it."""
    return cases.get_agreement(agreement.id)


def _city(by: SignedIn, name: str, country: str, region: str) -> Partner:
    return create_partner("city", {"name_ko": name, "country": country, "region": region}, by=by)


def _case(by: SignedIn, pipeline: str, stage: str, partner: Partner) -> Agreement:
    return actions.take_over_agreement(
        PIPELINES[pipeline],
        stage,
        by=by,
        owner_team_id=partner.owner_team_id,
        as_of_date=BASE_DATE,
        source=SOURCE,
        partner=partner,
    )
