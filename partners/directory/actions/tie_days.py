"""Writing the days of a standing tie, and ending one on its own."""

from datetime import date

from partners.accounts.rules import SignedIn
from partners.audit.actions import record
from partners.directory.actions.locks import lock_country
from partners.directory.actions.ties import end_tie
from partners.directory.events import TIE_ENDING
from partners.directory.models import Partner, Tie
from partners.directory.permissions import PartnerPermission
from partners.directory.rules.tie_days import StandingTie, TieDays, objection_to_days, objection_to_end
from partners.foundation.access import ensure
from partners.foundation.clock import go_live, today
from partners.foundation.database import db
from partners.foundation.hangul import clean, clean_body
from partners.foundation.refusals import Refusal, Stale
from partners.foundation.words import _l

WRITTEN = ("signed_on", "ceremony_on", "ends_on", "days_source", "note")


def date_tie(
    partner: Partner,
    tie: Tie,
    days: TieDays,
    version: int | None,
    by: SignedIn,
    *,
    days_source: str = "",
    note: str = "",
) -> None:
    """Write the days and the note of a standing tie. An agreement's signature stays; that of a taken-over tie
    needs a source and obeys what held when it was taken over. Raises Refusal, and Stale.
    """
    ensure(by, PartnerPermission.EDIT, partner)
    country = lock_country(partner)
    ensure_current(tie, version)
    told = {
        "signed_on": days.signed_on,
        "ceremony_on": days.ceremony_on,
        "ends_on": days.ends_on,
        "days_source": clean(days_source),
        "note": clean_body(note),
    }
    objection = objection_to_days(_standing(partner, country, tie), days, clean(days_source), today(), go_live())
    if objection:
        raise Refusal(objection[1], field=objection[0])
    changes = {name: (getattr(tie, name), told[name]) for name in WRITTEN if getattr(tie, name) != told[name]}
    for name in changes:
        setattr(tie, name, told[name])
    if changes:
        record(by, "partner:tie:dated", partner, {"tie_type": (None, tie.type), **changes})


def close_tie(
    partner: Partner,
    tie: Tie,
    on: date | None,
    reason: str,
    version: int | None,
    by: SignedIn,
    ended_as: str = "ended",
) -> None:
    """End a tie by itself, on a day (None: unknown) and with a reason. Raises Refusal, and Stale.

    Refused while a case leads it: that one ends, and the tie with it (`TIE_ENDING`).
    """
    ensure(by, PartnerPermission.EDIT, partner)
    lock_country(partner)
    ensure_current(tie, version)
    objection = objection_to_end(tie.status, tie.signed_on, on, clean(reason), today())
    if objection:
        raise Refusal(objection[1], field=objection[0])
    TIE_ENDING.send(tie)
    end_tie(tie, on, reason, by, ended_as)


def ensure_current(tie: Tie, version: int | None) -> None:
    """Raise Stale when somebody changed the tie after it was opened."""
    # Under the partner's lock: what another wrote meanwhile is there to be seen.
    db.session.refresh(tie)
    if version != tie.version:
        raise Stale(_l("Somebody else changed this tie after you opened it. Compare both, then save again."))


def _standing(partner: Partner, country: str, tie: Tie) -> StandingTie:
    return StandingTie(
        kind=partner.kind,
        country=country,
        type=tie.type,
        origin=tie.origin,
        status=tie.status,
        reason=tie.reason,
        source=tie.source,
        base_date=tie.base_date,
        days=TieDays(signed_on=tie.signed_on, ceremony_on=tie.ceremony_on, ends_on=tie.ends_on),
    )
