"""Ending a case, and what becomes of the tie that it made."""

from datetime import date

from partners.accounts.rules import SignedIn
from partners.agreements.actions.trail import earliest, ensure_open, leave_line
from partners.agreements.models import Agreement
from partners.agreements.permissions import AgreementPermission
from partners.agreements.queries import cases
from partners.agreements.rules.moves import may_end_as
from partners.agreements.vocabulary import ENDING_LABELS, TIE_AFTER, Ending, MoveKind
from partners.audit.actions import record
from partners.directory import actions as directory
from partners.foundation.access import ensure
from partners.foundation.refusals import Refusal
from partners.foundation.words import _, _l


def end_agreement(
    agreement: Agreement, ending: Ending, *, reason: str, by: SignedIn, effective_on: date | None = None
) -> None:
    """End the case in one of the ways that its stage allows, with a reason.

    The tie that it made or renews follows (`TIE_AFTER`): it falls dormant, is suspended, or ends. Ties that
    stood before the case stay as they are.
    """
    ensure(by, AgreementPermission.END, agreement)
    ensure_open(agreement)
    stage = cases.stage_of(agreement)
    if not may_end_as(stage, ending):
        sentence = _(
            "A case at “%(stage)s” cannot end as “%(ending)s”.", stage=stage.label, ending=ENDING_LABELS[ending]
        )
        raise Refusal(sentence, "ending")
    if not reason.strip():
        raise Refusal(_l("Write down why the case ends."), "reason")
    before = agreement.state
    agreement.state = ending.value
    leave_line(agreement, MoveKind.ENDING, by=by, effective_on=effective_on or earliest(agreement), reason=reason)
    record(by, "agreement:ended", agreement, {"state": (before, ending.value)}, reason=reason)
    _let_tie_follow(agreement, ending, reason, effective_on, by=by)


def _let_tie_follow(agreement: Agreement, ending: Ending, reason: str, on: date | None, *, by: SignedIn) -> None:
    tie = cases.find_living_tie(agreement.tie_id) if agreement.tie_id else None
    after = TIE_AFTER.get(ending)
    if tie is None or after is None or after == tie.status:
        return
    if after == "ended":
        directory.end_tie(tie, on, reason, by, ending.value)
    else:
        directory.put_tie(tie, after, on, reason, by)
