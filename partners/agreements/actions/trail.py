"""The trail that a case leaves: its present place, the line of history, the partner's standing."""

from collections.abc import Sequence
from datetime import date

from partners.accounts.rules import SignedIn
from partners.agreements.models import Agreement, StageMove
from partners.agreements.pipelines.shape import Stage
from partners.agreements.queries import cases
from partners.agreements.vocabulary import OPEN, MoveKind
from partners.directory import actions as directory
from partners.foundation.clock import now, today
from partners.foundation.database import db
from partners.foundation.refusals import Refusal
from partners.foundation.words import _l


def ensure_open(agreement: Agreement) -> None:
    """Raise Refusal when the case is signed or has ended."""
    if agreement.state != OPEN:
        raise Refusal(_l("This case is closed. Its record stays as it is."))


def earliest(agreement: Agreement) -> date:
    """The day of a move whose day nobody wrote: today, or the later one on which the stage begins."""
    return max(today(), agreement.stage_entered_on or today())


def leave_line(
    agreement: Agreement,
    kind: MoveKind,
    *,
    by: SignedIn,
    to: Stage | None = None,
    effective_on: date | None = None,
    as_of_date: date | None = None,
    reason: str = "",
    overridden: Sequence[str] = (),
    warned: Sequence[str] = (),
) -> None:
    """Put the case where it now stands and append the line that says so.

    `to` is empty when the case keeps its stage. An unknown `effective_on` is stored as unknown.
    """
    db.session.add(
        StageMove(
            agreement_id=agreement.id,
            kind=kind,
            from_stage=None if kind is MoveKind.START else agreement.stage,
            to_stage=to.code if to else agreement.stage,
            state=agreement.state,
            effective_on=effective_on,
            as_of_date=as_of_date,
            recorded_at=now(),
            by_id=by.id,
            reason=reason,
            overridden_gates=list(overridden),
            warned_gates=list(warned),
        )
    )
    if to is not None:
        agreement.stage = to.code
        agreement.stage_entered_on = effective_on
        agreement.as_of_date = as_of_date
    touch(agreement)


def touch(agreement: Agreement) -> None:
    """Note that the case changed: its version goes up, so that two people cannot both be the last."""
    agreement.updated_at = now()
    db.session.flush()
    if agreement.partner_id is not None:
        _tell_partner(agreement.partner_id)


def rebuild_standing_of(partner_id: int) -> None:
    """Write anew what lists show of the partner's cases."""
    _tell_partner(partner_id)


def rebuild_standings() -> int:
    """Write anew what lists show of the cases of all partners; how many have one under way."""
    under_way = cases.partners_under_way()
    for partner_id in sorted(cases.partners_standing() | under_way):
        _tell_partner(partner_id)
    return len(under_way)


def _tell_partner(partner_id: int) -> None:
    """Keep the partner's standing, which lists show, in step with its case under way.

    Held first: what comes next follows from the case and from the follow-up that somebody else may plan meanwhile.
    """
    directory.hold_standings([partner_id])
    case = cases.find_case_under_way(partner_id)
    directory.stand(
        partner_id,
        agreement_id=case.id if case else None,
        pipeline=case.pipeline if case else None,
        stage=case.stage if case else None,
        stage_entered_on=case.stage_entered_on if case else None,
        case_action=case.next_action if case else "",
        case_due_on=case.next_due_on if case else None,
    )
