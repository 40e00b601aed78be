"""Ending a case before its signature."""

from datetime import date

from partners.accounts.rules import SignedIn
from partners.agreements.actions.trail import earliest, ensure_open, leave_line
from partners.agreements.models import Agreement
from partners.agreements.permissions import AgreementPermission
from partners.agreements.queries import cases
from partners.agreements.rules.moves import may_end_as
from partners.agreements.vocabulary import ENDING_LABELS, Ending, MoveKind
from partners.audit.actions import record
from partners.foundation.access import ensure
from partners.foundation.refusals import Refusal
from partners.foundation.words import _, _l


def end_agreement(
    agreement: Agreement, ending: Ending, *, reason: str, by: SignedIn, effective_on: date | None = None
) -> None:
    """End the case in one of the ways that its stage allows, with a reason. Ties stay as they are."""
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
