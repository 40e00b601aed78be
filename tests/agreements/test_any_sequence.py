"""No sequence of acts by anybody leaves a foreign sister tie without the council's consent."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some
from sqlalchemy import select

from partners.accounts.rules import SignedIn
from partners.agreements import actions
from partners.agreements.models import Agreement, Motion, StageMove
from partners.agreements.pipelines import PIPELINES
from partners.agreements.rules.case import Fact
from partners.agreements.vocabulary import PASSED, Ending, Outcome, SessionKind
from partners.directory.models import Partner, Tie
from partners.foundation.database import db
from partners.foundation.refusals import Refusal
from tests.support.factories.agreements import case_abroad, city_abroad, exchange_with
from tests.support.office import Office

FOREIGN = PIPELINES["city_foreign"]
FIRST_DAY = date(2021, 1, 1)

days = some.one_of(*[some.just(FIRST_DAY + timedelta(days=number)) for number in range(5)], some.none())
titles = some.sampled_from([None, "협정서"])
facts = some.dictionaries(
    some.sampled_from([*FOREIGN.gates]),
    some.builds(Fact, given_on=days, document_title=titles, text=some.sampled_from([None, "해당 없음"])),
)
signing = some.tuples(
    some.just("move"),
    some.just("sister_signed"),
    some.builds(lambda day: {"sister_signed": Fact(given_on=day, document_title="협정서")}, days),
    some.booleans(),
    some.just("사유"),
)
passing = some.tuples(some.just("decide"), some.integers(1, 3), some.sampled_from(sorted(PASSED)), days)
anything = some.one_of(
    some.tuples(
        some.just("move"), some.sampled_from(FOREIGN.codes), facts, some.booleans(), some.sampled_from(["", "사유"])
    ),
    some.tuples(some.just("facts"), facts),
    some.tuples(some.just("decide"), some.integers(1, 3), some.sampled_from([*Outcome]), days),
    some.tuples(some.just("end"), some.sampled_from([*Ending])),
    some.tuples(some.just("begin"), some.sampled_from(FOREIGN.codes)),
    some.tuples(some.just("exchange")),
)
# What matters most is tried most.
acts = some.one_of(signing, passing, anything)


def _move(case: Agreement, by: SignedIn, stage: str, typed: dict[str, Fact], override: bool, reason: str) -> None:
    actions.move_to(case, stage, typed, by=by, override=override, reason=reason)


def _decide(case: Agreement, by: SignedIn, number: int, outcome: Outcome, day: date | None) -> None:
    actions.record_consent(
        case,
        session_no=number,
        session_kind=SessionKind.REGULAR,
        bill_no="1",
        outcome=outcome,
        resolved_on=day,
        by=by,
    )


def _end(case: Agreement, by: SignedIn, ending: Ending) -> None:
    actions.end_agreement(case, ending, reason="끝", by=by)


def _begin(case: Agreement, by: SignedIn, stage: str) -> None:
    case_abroad(by, stage, db.session.get_one(Partner, case.partner_id))


def _exchange(case: Agreement, by: SignedIn) -> None:
    exchange_with(db.session.get_one(Partner, case.partner_id), by, FIRST_DAY.isoformat())


DOING: dict[str, Callable[..., None]] = {
    "move": _move,
    "facts": lambda case, by, typed: actions.record_gate_facts(case, typed, by=by),
    "decide": _decide,
    "end": _end,
    "begin": _begin,
    "exchange": _exchange,
}


@pytest.mark.one_database
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    start=some.sampled_from(["council_consent", "council_consent", "friendship_programme", "selection"]),
    sequence=some.lists(some.tuples(some.sampled_from(["exchange", "manager"]), acts), min_size=5, max_size=12),
)
def test_no_sequence_opens_another_door(
    at_work: Office, start: str, sequence: list[tuple[str, tuple[Any, ...]]]
) -> None:
    example = db.session.begin_nested()
    try:
        city = city_abroad(at_work.person("manager"), "시험현")
        case_abroad(at_work.person("manager"), start, city)
        for who, (name, *told) in sequence:
            _try(DOING[name], city.id, at_work.person(who), told)
            _assert_lawful()
        _assert_history_tells_all()
    finally:
        example.rollback()


def _try(act: Callable[..., None], city: int, by: SignedIn, told: list[Any]) -> None:
    """One request: what is refused leaves nothing."""
    case = db.session.scalars(
        select(Agreement).where(Agreement.partner_id == city).order_by(Agreement.id.desc())
    ).first()
    request = db.session.begin_nested()
    try:
        act(case, by, *told)
        db.session.flush()
        request.commit()
    except Refusal:
        request.rollback()


def _assert_lawful() -> None:
    for tie in db.session.scalars(select(Tie).where(Tie.type == "sister")):
        case = db.session.execute(select(Agreement).where(Agreement.tie_id == tie.id)).scalar_one()
        last = db.session.scalars(
            select(Motion).where(Motion.agreement_id == case.id).order_by(Motion.id.desc())
        ).first()
        assert last is not None
        assert last.outcome in PASSED
        assert last.resolved_on is not None
        assert tie.signed_on is not None
        assert last.resolved_on <= tie.signed_on


def _assert_history_tells_all() -> None:
    for case in db.session.scalars(select(Agreement)):
        stage, state = None, "open"
        for move in db.session.scalars(
            select(StageMove).where(StageMove.agreement_id == case.id).order_by(StageMove.id)
        ):
            assert move.from_stage == stage
            stage, state = move.to_stage, move.state
        assert (stage, state) == (case.stage, case.state)
