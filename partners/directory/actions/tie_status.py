"""What becomes of a standing tie: dormant, suspended, resumed; and its going over to a successor."""

from datetime import date

from sqlalchemy import select

from partners.accounts.rules import SignedIn
from partners.audit.actions import record
from partners.directory.actions.locks import lock_country, lock_partners
from partners.directory.actions.tie_days import ensure_current
from partners.directory.actions.ties import remember
from partners.directory.events import PARTNER_SUCCEEDED
from partners.directory.models import Partner, Tie
from partners.directory.permissions import PartnerPermission
from partners.directory.queries.succession import objection_between
from partners.directory.queries.tie_history import last_day_of, living_ties_of
from partners.directory.rules.tie_status import event_of, objection_to_day, objection_to_status
from partners.foundation.access import ensure
from partners.foundation.clock import today
from partners.foundation.database import db
from partners.foundation.hangul import clean
from partners.foundation.refusals import Refusal


def change_tie(
    partner: Partner, tie: Tie, status: str, on: date | None, reason: str, version: int | None, by: SignedIn
) -> None:
    """Let a tie rest, suspend it or take it up again, on a day (None: unknown). Raises Refusal, and Stale."""
    ensure(by, PartnerPermission.EDIT, partner)
    lock_country(partner)
    ensure_current(tie, version)
    put_tie(tie, status, on, reason, by)


def put_tie(tie: Tie, status: str, on: date | None, reason: str, by: SignedIn) -> None:
    """Give a living tie another status. Agreements call this when a case ends that made it. Raises Refusal."""
    told = clean(reason)
    objection = objection_to_status(tie.status, status, on, told, not_before=last_day_of(tie), today=today())
    if objection:
        raise Refusal(objection[1], field=objection[0])
    before, tie.status = tie.status, status
    remember(tie, event_of(status), by, on=on, reason=told)
    partner = db.session.execute(select(Partner).where(Partner.id == tie.partner_id)).scalar_one()
    changes = {"tie_type": (None, tie.type), "status": (before, status), "on": (None, on)}
    record(by, "partner:tie:changed", partner, changes, reason=told)


def hand_over(partner: Partner, successor: Partner, on: date | None, reason: str, by: SignedIn) -> int:
    """Give the living ties of an abolished or merged partner to its successor; how many ties there were.

    Its cases under way go too (`PARTNER_SUCCEEDED`). Documents and interactions stay where they happened. A tie
    keeps its signature and, where the law wanted it, its resolution. Raises Refusal.
    """
    ensure(by, PartnerPermission.HAND_OVER, partner)
    lock_partners({partner.id, successor.id})
    ties = living_ties_of(partner.id)
    told = clean(reason)
    not_before = max((day for tie in ties if (day := last_day_of(tie)) is not None), default=None)
    objection = objection_between(partner, successor, ties, reason=told) or objection_to_day(
        on, not_before=not_before, today=today()
    )
    if objection:
        raise Refusal(objection[1], field=objection[0])
    for tie in ties:
        tie.partner_id = successor.id
        remember(tie, "handed_over", by, on=on, from_partner_id=partner.id, reason=told)
    changes = {
        "ties": (None, [tie.type for tie in ties]),
        "from_partner": (None, partner.id),
        "to_partner": (None, successor.id),
    }
    for one in (partner, successor):
        record(by, "partner:handed_over", one, changes, reason=told)
    db.session.flush()
    PARTNER_SUCCEEDED.send(partner, successor=successor, on=on, reason=told, by=by)
    return len(ties)
