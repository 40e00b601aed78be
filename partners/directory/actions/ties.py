"""Ties begin by completing an agreement or by take_over, and end with a reason."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import select

from partners.accounts.rules import SignedIn
from partners.audit.actions import record
from partners.directory.actions.locks import lock_country
from partners.directory.models import Partner, Tie, TieEvent
from partners.directory.permissions import PartnerPermission
from partners.directory.rules.ties import LIVING, TakeOver, objection_to_take_over, objection_to_tie
from partners.foundation.access import ensure
from partners.foundation.clock import go_live, now, today
from partners.foundation.database import db
from partners.foundation.hangul import clean
from partners.foundation.identifiers import refuse_identifiers
from partners.foundation.refusals import Refusal
from partners.foundation.words import _l


def take_over(
    partner: Partner,
    tie_type: str,
    reason: str,
    source: str,
    base_date: date | None,
    by: SignedIn,
    signed_on: date | None = None,
    ceremony_on: date | None = None,
    ends_on: date | None = None,
    frame: str = "",
    reference_date: str = "",
    reference_source: str = "",
) -> Tie:
    """진행 인계: bring in a tie that stood before this system. A manager's act, marked for ever.

    Unknown days stay empty; `base_date` is the day for which the source speaks. Raises Refusal when
    something is missing or contradicts itself, when such a tie stands already, and for a foreign
    sister tie dated after the office's go-live: that one needs the council (지방자치법 제47조 ① 10).
    """
    ensure(by, PartnerPermission.TAKE_OVER, partner)
    refuse_identifiers({"frame": frame, "reference_date": reference_date, "reference_source": reference_source})
    told = TakeOver(
        kind=partner.kind,
        country=lock_country(partner),
        tie_type=tie_type,
        reason=clean(reason),
        source=clean(source),
        base_date=base_date,
        signed_on=signed_on,
        ceremony_on=ceremony_on,
        ends_on=ends_on,
    )
    objection = objection_to_take_over(told, today(), go_live())
    if objection:
        raise Refusal(objection[1], field=objection[0])
    tie = _new_tie(partner, tie_type, "take_over", by, signed_on=signed_on, ceremony_on=ceremony_on, ends_on=ends_on)
    tie.reason, tie.source, tie.base_date, tie.frame = told.reason, told.source, base_date, clean(frame)
    tie.reference_date, tie.reference_source = clean(reference_date), clean(reference_source)
    remember(tie, "taken_over", by, on=signed_on, as_of_date=base_date, reason=told.reason)
    changes = {"tie_type": (None, tie_type), "signed_on": (None, signed_on), "base_date": (None, base_date)}
    record(by, "partner:tie:taken_over", partner, changes | {"source": (None, told.source)}, reason=told.reason)
    return tie


def make_tie(
    partner: Partner,
    tie_type: str,
    signed_on: date | None,
    by: SignedIn,
    ceremony_on: date | None = None,
    starts_on: date | None = None,
    ends_on: date | None = None,
) -> Tie:
    """Begin the tie that a completed agreement makes. Only agreements calls this: it has checked the gates.

    Raises Refusal when such a tie stands already or does not suit the partner's kind.
    """
    lock_country(partner)
    tie = _new_tie(
        partner,
        tie_type,
        "agreement",
        by,
        signed_on=signed_on,
        ceremony_on=ceremony_on,
        starts_on=starts_on or signed_on,
        ends_on=ends_on,
    )
    remember(tie, "made", by, on=starts_on or signed_on)
    record(by, "partner:tie:made", partner, {"tie_type": (None, tie_type), "signed_on": (None, signed_on)})
    return tie


def renew_tie(tie: Tie, on: date | None, ends_on: date | None, by: SignedIn) -> None:
    """Begin the next term of a standing tie: from a day, until a day (None: without end). Only agreements calls this."""
    if tie.status not in LIVING:
        raise Refusal(_l("This tie has ended already."))
    before = tie.ends_on
    tie.ends_on, tie.status = ends_on, "active"
    remember(tie, "renewed", by, on=on, ended_before=before)
    partner = db.session.execute(select(Partner).where(Partner.id == tie.partner_id)).scalar_one()
    record(by, "partner:tie:renewed", partner, {"tie_type": (None, tie.type), "ends_on": (before, ends_on)})


def extend_ties(ties: Sequence[Tie], on: date | None, ends_on: date | None, source: str, by: SignedIn) -> None:
    """Lengthen the period of standing ties to one last day, as `source` says; their status stays as it is.

    Only agreements calls this: it has checked them, and holds their partners.
    """
    statement = select(Partner).where(Partner.id.in_([tie.partner_id for tie in ties]))
    partners = {partner.id: partner for partner in db.session.scalars(statement)}
    told = clean(source)
    for tie in ties:
        before, tie.ends_on = tie.ends_on, ends_on
        remember(tie, "extended", by, on=on, ended_before=before, reason=told)
        changes = {"tie_type": (None, tie.type), "ends_on": (before, ends_on)}
        record(by, "partner:tie:extended", partners[tie.partner_id], changes, reason=told)


def remember(
    tie: Tie,
    kind: str,
    by: SignedIn,
    *,
    on: date | None = None,
    as_of_date: date | None = None,
    ended_before: date | None = None,
    from_partner_id: int | None = None,
    reason: str = "",
) -> None:
    """Append a line to the history of the tie, which is as it stands after it."""
    db.session.add(
        TieEvent(
            tie_id=tie.id,
            kind=kind,
            status=tie.status,
            effective_on=on,
            as_of_date=as_of_date,
            ends_on=tie.ends_on,
            ended_before=ended_before,
            partner_id=tie.partner_id,
            from_partner_id=from_partner_id,
            reason=reason,
            recorded_at=now(),
            by_id=by.id,
        )
    )


def end_tie(tie: Tie, on: date | None, reason: str, by: SignedIn, ended_as: str = "ended") -> None:
    """End a tie on a day (None: unknown) with a reason; it stays on record. Raises Refusal."""
    if tie.status not in LIVING:
        raise Refusal(_l("This tie has ended already."))
    if not clean(reason):
        raise Refusal(_l("Write why the tie ends."), field="reason")
    if on is not None and tie.signed_on is not None and on < tie.signed_on:
        raise Refusal(_l("The tie ends before it was signed. Check both dates."), field="on")
    before, tie.status = tie.status, "ended"
    tie.ended_on, tie.end_reason, tie.ended_as = on, clean(reason), ended_as
    remember(tie, "ended", by, on=on, reason=tie.end_reason)
    partner = db.session.execute(select(Partner).where(Partner.id == tie.partner_id)).scalar_one()
    changes: dict[str, tuple[Any, Any]] = {
        "tie_type": (tie.type, None),
        "status": (before, "ended"),
        "ended_on": (None, on),
    }
    record(by, "partner:tie:ended", partner, changes, reason=tie.end_reason)


def _new_tie(partner: Partner, tie_type: str, origin: str, by: SignedIn, **days: date | None) -> Tie:
    objection = objection_to_tie(partner.kind, tie_type)
    if objection:
        raise Refusal(objection[1], field=objection[0])
    living = select(Tie.id).where(Tie.partner_id == partner.id, Tie.type == tie_type, Tie.status.in_(LIVING))
    if db.session.scalar(living) is not None:
        raise Refusal(_l("Such a tie with this partner stands already."), field="tie_type")
    tie = Tie(
        partner_id=partner.id,
        type=tie_type,
        status="active",
        origin=origin,
        recorded_at=now(),
        recorded_by_id=by.id,
        **days,
    )
    db.session.add(tie)
    db.session.flush()
    return tie
