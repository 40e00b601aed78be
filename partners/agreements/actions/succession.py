"""What becomes of cases when ties end by themselves or go to a successor (`directory/events.py`, in `reactions.py`)."""

from datetime import date

from partners.accounts.rules import SignedIn
from partners.agreements.actions.trail import earliest, leave_line, rebuild_standing_of
from partners.agreements.queries import cases
from partners.agreements.vocabulary import MoveKind
from partners.audit.actions import record
from partners.directory.models import Partner, Tie
from partners.foundation.refusals import Refusal
from partners.foundation.words import _l


def keep_led_tie(tie: Tie) -> None:
    """Raise Refusal when a case under way made or renews this tie: ending the case ends the tie."""
    if cases.find_case_leading(tie.id) is not None:
        raise Refusal(_l("A case under way leads this tie. End the case; the tie ends with it."), "on")


def follow_successor(partner: Partner, *, successor: Partner, on: date | None, reason: str, by: SignedIn) -> None:
    """Lead the cases under way on with the successor; what they passed stays passed. Raises Refusal."""
    for agreement in cases.cases_under_way(partner.id):
        if cases.find_open_case(successor.id, agreement.pipeline) is not None:
            raise Refusal(_l("The successor has such a case under way already. End one of both first."), "on")
        agreement.partner_id = successor.id
        leave_line(agreement, MoveKind.HANDED_OVER, by=by, effective_on=on or earliest(agreement), reason=reason)
        record(by, "agreement:succeeded", agreement, {"partner": (partner.id, successor.id)}, reason=reason)
    rebuild_standing_of(partner.id)
