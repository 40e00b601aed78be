"""Cases for the pure rules: short to write, no database."""

from datetime import date

from partners.agreements.pipelines import PIPELINES
from partners.agreements.pipelines.shape import Pipeline
from partners.agreements.rules.case import Case, Decision, Fact
from partners.agreements.vocabulary import Outcome

CITY_FOREIGN = PIPELINES["city_foreign"]
CITY_DOMESTIC = PIPELINES["city_domestic"]

#: Everything that can be written down, so that only the council and the exchanges may lack.
ALL_FACTS = {
    "policy_approval": Fact(given_on=date(2020, 11, 20)),
    "counterpart_reply": Fact(given_on=date(2020, 12, 1)),
    "draft_agreed": Fact(given_on=date(2020, 12, 20)),
    "friendship_signed": Fact(given_on=date(2021, 1, 10), document_title="우호교류 협정서"),
    "committee_opinion": Fact(given_on=date(2021, 2, 1)),
    "sister_signed": Fact(given_on=date(2021, 3, 2), document_title="상호결연 협정서"),
}


def abroad(stage: str, **what: object) -> Case:
    """A case with a Vietnamese city in the foreign pipeline."""
    return _case(CITY_FOREIGN, stage, {"country": "VN", **what})


def at_home(stage: str, **what: object) -> Case:
    """A case with a Korean city in the domestic pipeline."""
    return _case(CITY_DOMESTIC, stage, {"country": "KR", **what})


def _case(pipeline: Pipeline, stage: str, what: dict[str, object]) -> Case:
    return Case(pipeline, pipeline.stage(stage), **what)  # type: ignore[arg-type]


def decided(outcome: str, resolved_on: date | None = None, session_no: int = 227) -> Decision:
    return Decision(session_no, "regular", Outcome(outcome), resolved_on)
