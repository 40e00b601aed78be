"""Rounds of recruitment: their notice and period, their applicants, and moving these together."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from partners.accounts.rules import SignedIn
from partners.agreements.actions.ending import end_agreement
from partners.agreements.actions.facts import record_gate_facts
from partners.agreements.actions.moving import move_to
from partners.agreements.actions.starting import start_agreement
from partners.agreements.actions.trail import touch
from partners.agreements.models import Agreement, RecruitmentRound
from partners.agreements.permissions import AgreementPermission
from partners.agreements.queries import cases, rounds
from partners.agreements.queries.office import office
from partners.agreements.rules.case import Fact
from partners.agreements.rules.rounds import Joining, Round, objection_to_joining, objection_to_round
from partners.agreements.vocabulary import OPEN, Ending, Words
from partners.audit.actions import record
from partners.directory.models import Partner
from partners.foundation.access import ensure
from partners.foundation.clock import now
from partners.foundation.database import db
from partners.foundation.hangul import clean, clean_body
from partners.foundation.refusals import Refusal, Stale
from partners.foundation.words import _l

RECEPTION, APPLIED = "reception_period", "applied"
WRITTEN = ("title", "notice_no", "announced_on", "opens_on", "closes_on", "pass_mark", "note")


@dataclass(frozen=True)
class Result:
    """What became of one applicant when several were moved: it moved, or why it stays."""

    agreement_id: int
    refused: Words | None = None


def open_round(pipeline: str, told: Mapping[str, Any], owner_team_id: int, *, by: SignedIn) -> RecruitmentRound:
    """Record a round. Raises Refusal for a pipeline without rounds and for a period that cannot be."""
    declared = office().pipelines.get(pipeline)
    if declared is None or not declared.in_rounds:
        raise Refusal(_l("This pipeline has no rounds of recruitment."), "pipeline")
    held = RecruitmentRound(pipeline=pipeline, owner_team_id=owner_team_id, created_at=now(), created_by_id=by.id)
    ensure(by, AgreementPermission.KEEP_ROUNDS, held)
    _write(held, told, ())
    db.session.add(held)
    db.session.flush()
    record(by, "round:opened", held, {name: (None, getattr(held, name)) for name in WRITTEN if getattr(held, name)})
    return held


def correct_round(held: RecruitmentRound, told: Mapping[str, Any], version: int | None, *, by: SignedIn) -> None:
    """Correct a round. Its applications stay within its period. Raises Refusal, and Stale."""
    ensure(by, AgreementPermission.KEEP_ROUNDS, held)
    if held.version != version:
        raise Stale(_l("Somebody else changed this round after you opened it. Compare both, then save again."))
    before = {name: getattr(held, name) for name in WRITTEN}
    _write(held, told, rounds.days_applied(held.id))
    changes = {name: (value, getattr(held, name)) for name, value in before.items() if value != getattr(held, name)}
    if changes:
        record(by, "round:corrected", held, changes)


def apply(
    held: RecruitmentRound, partners: Sequence[Partner], applied_on: date | None, *, by: SignedIn
) -> list[Agreement]:
    """Start a case in the round for each of the partners, and receive their applications of one day.

    All or none: raises Refusal when one has a case or such a tie already, or when the day lies outside the
    period; a late one is started by itself and let pass by a manager.
    """
    ensure(by, AgreementPermission.KEEP_ROUNDS, held)
    if not partners:
        raise Refusal(_l("Choose a partner."), "partners")
    started = []
    for partner in partners:
        agreement = _started(held, partner, by)
        join_round(agreement, held, by=by)
        if applied_on is not None:
            _receive(agreement, held, applied_on, by=by)
        started.append(agreement)
    return started


def join_round(agreement: Agreement, held: RecruitmentRound, *, by: SignedIn) -> None:
    """Put a case into a round of its pipeline, or into another one while nobody has reviewed it. Raises Refusal."""
    ensure(by, AgreementPermission.EDIT, agreement)
    ensure(by, AgreementPermission.KEEP_ROUNDS, held)
    before = rounds.get_round(agreement.round_id) if agreement.round_id else None
    if objection := objection_to_joining(_joining(agreement, held, before)):
        raise Refusal(objection[1], objection[0])
    agreement.round_id = held.id
    touch(agreement)
    record(by, "agreement:round:joined", agreement, {"round": (before.title if before else None, held.title)})


def write_points(held: RecruitmentRound, typed: Mapping[int, Mapping[str, Fact]], *, by: SignedIn) -> int:
    """Keep points and days of many applicants at once, by the ids of their cases; how many cases changed.

    All or none: raises Refusal when one of the gates lies behind its case.
    """
    ensure(by, AgreementPermission.KEEP_ROUNDS, held)
    for agreement_id, facts in typed.items():
        record_gate_facts(_of_round(held, agreement_id), facts, by=by)
    return len(typed)


def move_applicants(held: RecruitmentRound, ids: Sequence[int], *, by: SignedIn) -> list[Result]:
    """Move each applicant to its next stage, through its own gates: who may pass moves, the others stay with a reason."""
    ensure(by, AgreementPermission.KEEP_ROUNDS, held)
    results = [_moved(_of_round(held, id), by) for id in ids]
    record(by, "round:moved", held, {"cases": (None, [one.agreement_id for one in results if one.refused is None])})
    return results


def turn_down(held: RecruitmentRound, ids: Sequence[int], reason: str, *, by: SignedIn) -> int:
    """Turn applicants down, all for one reason. All or none. Raises Refusal."""
    ensure(by, AgreementPermission.KEEP_ROUNDS, held)
    if not ids:
        raise Refusal(_l("Choose whom this is about."), "chosen")
    for id in ids:
        end_agreement(_of_round(held, id), Ending.REJECTED, reason=reason, by=by)
    return len(ids)


def _joining(agreement: Agreement, held: RecruitmentRound, before: RecruitmentRound | None) -> Joining:
    received = cases.fact_rows(agreement).get(RECEPTION)
    pipeline = cases.pipeline_of(agreement)
    passed = pipeline.codes.index(agreement.stage) > pipeline.codes.index(APPLIED) if pipeline.in_rounds else False
    return Joining(
        is_open=agreement.state == OPEN,
        fits=pipeline.in_rounds and agreement.pipeline == held.pipeline,
        stands_in=before.title if before else "",
        is_the_same=agreement.round_id == held.id,
        is_reviewed=passed,
        applied_on=received.given_on if received else None,
        was_let_pass=rounds.was_let_pass(agreement.id),
        opens_on=held.opens_on,
        closes_on=held.closes_on,
    )


def _started(held: RecruitmentRound, partner: Partner, by: SignedIn) -> Agreement:
    """A case of the partner; a refusal names it, for several may apply at once."""
    pipeline = office().pipelines[held.pipeline]
    try:
        return start_agreement(pipeline, by=by, owner_team_id=held.owner_team_id, partner=partner)
    except Refusal as refusal:
        raise Refusal(f"{partner.name_ko}: {refusal.message}", "partners") from refusal


def _moved(agreement: Agreement, by: SignedIn) -> Result:
    following = cases.pipeline_of(agreement).after(cases.stage_of(agreement))
    if following is None:
        return Result(agreement.id, _l("This case has reached its end."))
    try:
        with db.session.begin_nested():
            move_to(agreement, following.code, by=by)
    except Refusal as refusal:
        missing = [lack.sentence for lack in getattr(refusal, "missing", ())]
        return Result(agreement.id, missing[0] if missing else refusal.message)
    return Result(agreement.id)


def _receive(agreement: Agreement, held: RecruitmentRound, day: date, *, by: SignedIn) -> None:
    if not held.opens_on <= day <= held.closes_on:
        raise Refusal(
            _l(
                "Applications are received from %(first)s to %(last)s.",
                first=held.opens_on.isoformat(),
                last=held.closes_on.isoformat(),
            ),
            "applied_on",
        )
    move_to(agreement, APPLIED, {RECEPTION: Fact(given_on=day)}, by=by, effective_on=None)


def _of_round(held: RecruitmentRound, agreement_id: int) -> Agreement:
    agreement = cases.get_agreement(agreement_id, lock=True)
    if agreement.round_id != held.id:
        raise Refusal(_l("This case belongs to another round."), "chosen")
    return agreement


def _write(held: RecruitmentRound, told: Mapping[str, Any], applied_on: Sequence[date]) -> None:
    asked = Round(told.get("title") or "", told.get("opens_on"), told.get("closes_on"), told.get("announced_on"))
    objection = objection_to_round(asked, applied_on)
    if objection is not None:
        raise Refusal(objection[1], field=objection[0])
    for name in WRITTEN:
        setattr(held, name, told.get(name))
    held.title, held.notice_no = clean(told.get("title") or ""), clean(told.get("notice_no") or "")
    held.note, held.source = clean_body(told.get("note") or ""), held.source or ""
