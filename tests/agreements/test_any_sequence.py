"""No sequence of acts by anybody leaves a foreign sister tie without the council's consent."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some
from sqlalchemy import select
from sqlalchemy.orm import joinedload

from partners.accounts.rules import SignedIn
from partners.agreements import actions
from partners.agreements.actions.motions import correct_motion, file_motion, void_motion
from partners.agreements.models import Agreement, CouncilSession, Motion, PipelineSetting, StageMove
from partners.agreements.pipelines import PIPELINES
from partners.agreements.queries.cases import find_session
from partners.agreements.queries.office import forget_office
from partners.agreements.rules.case import Fact
from partners.agreements.rules.motions import Filing
from partners.agreements.rules.office import What
from partners.agreements.vocabulary import PASSED, Ending, Outcome, SessionKind
from partners.directory import actions as directory
from partners.directory.models import Partner, Tie
from partners.directory.rules.tie_days import TieDays
from partners.foundation.access import Forbidden
from partners.foundation.clock import now
from partners.foundation.database import db
from partners.foundation.refusals import Refusal
from tests.support.counted import assert_lists_count_right
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
    some.tuples(some.just("file"), some.integers(1, 3), days),
    some.tuples(some.just("correct"), some.sampled_from(["1", "2"]), days),
    some.tuples(some.just("void")),
    some.tuples(some.just("take_over"), days),
    some.tuples(some.just("date_tie"), days),
    some.tuples(some.just("change_tie"), some.sampled_from(["active", "dormant", "suspended"]), days),
    some.tuples(some.just("close_tie"), days),
    some.tuples(some.just("archive")),
    some.tuples(some.just("restore")),
    some.tuples(some.just("hand_over"), days),
    some.tuples(some.just("loosen")),
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


def _file(case: Agreement, by: SignedIn, number: int, day: date | None) -> None:
    held = find_session(number, SessionKind.REGULAR.value) or CouncilSession(
        number=number, kind=SessionKind.REGULAR.value
    )
    db.session.add(held)
    db.session.flush()
    file_motion(case, held, Filing("1", day), by=by)


def _latest_motion(case: Agreement) -> Motion:
    motion = db.session.scalars(
        select(Motion)
        .where(Motion.agreement_id == case.id)
        .order_by(Motion.id.desc())
        .options(joinedload(Motion.session))
    ).first()
    if motion is None:
        raise Refusal("nothing")
    return motion


def _correct(case: Agreement, by: SignedIn, bill_no: str, day: date | None) -> None:
    motion = _latest_motion(case)
    correct_motion(case, motion, Filing(bill_no, None, "", day), [], version=motion.version, by=by)


def _void(case: Agreement, by: SignedIn) -> None:
    motion = _latest_motion(case)
    void_motion(case, motion, "잘못 적음", motion.version, by=by)


def _partner(case: Agreement) -> Partner:
    return db.session.get_one(Partner, case.partner_id)


def _tie(case: Agreement) -> Tie:
    tie = db.session.scalars(select(Tie).where(Tie.partner_id == case.partner_id).order_by(Tie.id.desc())).first()
    if tie is None:
        raise Refusal("nothing")
    return tie


def _take_over(case: Agreement, by: SignedIn, day: date | None) -> None:
    directory.take_over(_partner(case), "sister", "전부터", "대장", FIRST_DAY, by=by, signed_on=day)


def _date_tie(case: Agreement, by: SignedIn, day: date | None) -> None:
    tie, told = _tie(case), TieDays(signed_on=day, ceremony_on=None, ends_on=None)
    directory.date_tie(_partner(case), tie, told, tie.version, by, days_source="대장")


def _change_tie(case: Agreement, by: SignedIn, status: str, day: date | None) -> None:
    tie = _tie(case)
    directory.change_tie(_partner(case), tie, status, day, "사유", tie.version, by)


def _close_tie(case: Agreement, by: SignedIn, day: date | None) -> None:
    tie = _tie(case)
    directory.close_tie(_partner(case), tie, day, "사유", tie.version, by)


def _archive(case: Agreement, by: SignedIn) -> None:
    partner = _partner(case)
    directory.archive_partner(partner, "중복", partner.version, by)


def _restore(case: Agreement, by: SignedIn) -> None:
    partner = _partner(case)
    directory.restore_partner(partner, by)


def _hand_over(case: Agreement, by: SignedIn, day: date | None) -> None:
    old, new = _partner(case), city_abroad(by)
    old.successor_id = new.id
    db.session.flush()
    directory.hand_over(old, new, day, "폐지", by)


def _loosen(case: Agreement, by: SignedIn) -> None:
    """An administrator's settings, as if somebody had written them past the form."""
    for what, key, value in (
        (What.GATE_LEVEL, "council_consent", "off"),
        (What.GATE_LEVEL, "sister_signed", "off"),
    ):
        db.session.add(
            PipelineSetting(pipeline="city_foreign", what=what, key=key, value=value, recorded_at=now(), by_id=by.id)
        )
    consent = {"consent": "not_required", "basis": ""}
    db.session.add(
        PipelineSetting(what=What.CONSENT, key="foreign:sister", value=consent, recorded_at=now(), by_id=by.id)
    )
    db.session.flush()
    forget_office()


DOING: dict[str, Callable[..., None]] = {
    "move": _move,
    "facts": lambda case, by, typed: actions.record_gate_facts(case, typed, by=by),
    "decide": _decide,
    "end": _end,
    "begin": _begin,
    "exchange": _exchange,
    "file": _file,
    "correct": _correct,
    "void": _void,
    "take_over": _take_over,
    "date_tie": _date_tie,
    "change_tie": _change_tie,
    "close_tie": _close_tie,
    "archive": _archive,
    "restore": _restore,
    "hand_over": _hand_over,
    "loosen": _loosen,
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
            _try(DOING[name], at_work.person(who), told)
            _assert_lawful()
        _assert_history_tells_all()
        assert_lists_count_right()
    finally:
        example.rollback()


def _try(act: Callable[..., None], by: SignedIn, told: list[Any]) -> None:
    """One request: what is refused leaves nothing."""
    case = db.session.scalars(select(Agreement).order_by(Agreement.id.desc())).first()
    request = db.session.begin_nested()
    try:
        act(case, by, *told)
        db.session.flush()
        request.commit()
    except (Refusal, Forbidden):
        request.rollback()
        forget_office()


def _assert_lawful() -> None:
    for tie in db.session.scalars(select(Tie).where(Tie.type == "sister")):
        case = db.session.execute(select(Agreement).where(Agreement.tie_id == tie.id)).scalar_one()
        last = db.session.scalars(
            select(Motion)
            .where(Motion.agreement_id == case.id, Motion.voided_at.is_(None), Motion.outcome.is_not(None))
            .order_by(Motion.id.desc())
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
            assert move.from_stage == stage, "The history has a gap."
            stage, state = move.to_stage, move.state
        assert (stage, state) == (case.stage, case.state)
