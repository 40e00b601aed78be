"""Moving a case: the one door for the page's form, the board's form and every other way."""

from dataclasses import replace
from datetime import date

from partners.accounts.rules import SignedIn
from partners.agreements.actions.facts import Facts, put_on_file, write
from partners.agreements.actions.signing import end_what_stands, renew, sign
from partners.agreements.actions.trail import earliest, ensure_open, leave_line
from partners.agreements.models import Agreement
from partners.agreements.permissions import AgreementPermission
from partners.agreements.pipelines.shape import Stage
from partners.agreements.queries import cases
from partners.agreements.rules import gates, proofs
from partners.agreements.rules.case import Case
from partners.agreements.rules.gates import Missing
from partners.agreements.rules.moves import Way, way
from partners.agreements.vocabulary import COMPLETED, MoveKind
from partners.audit.actions import record
from partners.foundation.access import ensure, may
from partners.foundation.refusals import Refusal
from partners.foundation.words import _, _l


class GatesShut(Refusal):
    """The case cannot go there yet; `missing` says what lacks, gate by gate."""

    def __init__(self, there: Stage, missing: list[Missing]) -> None:
        super().__init__(_("The case cannot move to “%(stage)s” yet.", stage=there.label), field="stage")
        self.there = there
        self.missing = missing


def move_to(
    agreement: Agreement,
    stage: str,
    facts: Facts | None = None,
    *,
    by: SignedIn,
    reason: str = "",
    override: bool = False,
    effective_on: date | None = None,
) -> None:
    """Move the case to the stage of this code, with the facts typed for the gates on the way.

    Only the next stage is a plain move, and only through open gates. Further ahead, or through
    a shut gate, a manager goes with `override` and a reason. Back goes who gives a reason,
    where the pipeline has a way back. `effective_on` is the business day unless it is given, and
    never before the present stage began; a signature's own day comes first. Raises GatesShut or Refusal; then nothing has changed.
    """
    ensure(by, AgreementPermission.MOVE, agreement)
    ensure_open(agreement)
    case = cases.case_of(agreement)
    there = case.pipeline.find_stage(stage)
    _ensure_later(agreement, effective_on)
    if there is None:
        raise Refusal(_l("There is no such stage in this pipeline."), "stage")
    match way(case.pipeline, case.stage, there):
        case Way.SAME:
            raise Refusal(_("The case already stands at “%(stage)s”.", stage=there.label), "stage")
        case Way.CLOSED:
            raise Refusal(_("There is no way back to “%(stage)s” from here.", stage=there.label), "stage")
        case Way.BACK:
            _return(agreement, there, by=by, reason=reason, effective_on=effective_on)
        case Way.NEXT | Way.SKIP as direction:
            case = replace(case, facts={**case.facts, **(facts or {})})
            passed_by = _passed_by(agreement, case, there, direction, by=by, reason=reason, override=override)
            write(agreement, facts or {}, by=by)
            _go_on(agreement, case, there, passed_by, by=by, reason=reason, effective_on=effective_on)


def _ensure_later(agreement: Agreement, effective_on: date | None) -> None:
    began = agreement.stage_entered_on
    if effective_on is not None and began is not None and effective_on < began:
        sentence = _("The present stage began on %(day)s. Write that day or a later one.", day=began.isoformat())
        raise Refusal(sentence, "effective_on")


def _return(agreement: Agreement, there: Stage, *, by: SignedIn, reason: str, effective_on: date | None) -> None:
    if not reason.strip():
        raise Refusal(_l("Write down why the case returns."), "reason")
    if cases.find_pending_motion(agreement.id) is not None:
        raise Refusal(
            _l("The motion is before the council. Record its withdrawal instead; the case then returns."), "stage"
        )
    here = agreement.stage
    leave_line(
        agreement, MoveKind.RETURN, by=by, to=there, effective_on=effective_on or earliest(agreement), reason=reason
    )
    record(by, "agreement:returned", agreement, {"stage": (here, there.code)}, reason=reason)


def _passed_by(
    agreement: Agreement, case: Case, there: Stage, direction: Way, *, by: SignedIn, reason: str, override: bool
) -> list[str] | None:
    """The codes of the gates that a manager's reason passes by; None for a plain move.

    Raises GatesShut when the way is shut, or when nobody may open it.
    """
    missing = proofs.missing(case, there)
    if not missing and direction is Way.NEXT:
        return None
    if not override or any(not lack.overridable for lack in missing):
        raise GatesShut(there, missing)
    if not may(by, AgreementPermission.OVERRIDE, agreement):
        raise Refusal(_l("Only a manager may pass a gate."), "override")
    if not reason.strip():
        raise Refusal(_l("Write down why the gate is passed. The reason stays with the case for ever."), "reason")
    return list(dict.fromkeys(lack.gate.code for lack in missing))


def _go_on(
    agreement: Agreement,
    case: Case,
    there: Stage,
    passed_by: list[str] | None,
    *,
    by: SignedIn,
    reason: str,
    effective_on: date | None,
) -> None:
    here, unmet = agreement.stage, set(passed_by or ())
    warned = list(dict.fromkeys(lack.gate.code for lack in proofs.warnings(case, there)))
    for at in gates.standing(case, there):
        if at.gate.signs is None and at.gate.code not in unmet.union(warned):
            put_on_file(agreement, at.gate, by=by)
    renewing = there.code == case.stage.goes_on_at
    happened_on = _day_of(case, case.stage if renewing else there)
    if renewing:
        renew(agreement, case, by=by)
    for stage in () if renewing else _signed_on_the_way(case, there, unmet):
        sign(agreement, case, stage, by=by)
    if there.ends:
        end_what_stands(agreement, there, happened_on or effective_on, by=by)
    if there.completes:
        agreement.state = COMPLETED
    leave_line(
        agreement,
        _kind_of_move(passed_by, renewing),
        by=by,
        to=there,
        effective_on=happened_on or effective_on or earliest(agreement),
        reason=reason,
        overridden=passed_by or (),
        warned=warned,
    )
    happened = "agreement:moved" if passed_by is None else "agreement:gate:overridden"
    record(by, happened, agreement, {"stage": (here, there.code)}, reason=reason or None)


def _kind_of_move(passed_by: list[str] | None, renewing: bool) -> MoveKind:
    if passed_by is not None:
        return MoveKind.OVERRIDE
    return MoveKind.RENEW if renewing else MoveKind.ADVANCE


def _day_of(case: Case, stage: Stage) -> date | None:
    """The day that was written down for what happens here: signature, appointment, renewal, closing, decision."""
    gates_here = (stage.signature,) if stage.signature else stage.to_enter
    return next((day for gate in gates_here if (day := case.fact(gate).given_on) is not None), None)


def _signed_on_the_way(case: Case, there: Stage, unmet: set[str]) -> list[Stage]:
    """The stages whose tie begins now: the one reached, and those skipped whose signature is proved."""
    return [
        stage
        for stage in case.pipeline.path(case.stage, there)[1:]
        if stage.makes and (stage is there or not unmet.intersection(gate.code for gate in stage.to_enter))
    ]
