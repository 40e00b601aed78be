"""Sessions of the council on record."""

from dataclasses import dataclass
from datetime import date

from partners.accounts.rules import SignedIn
from partners.agreements.models import CouncilSession
from partners.agreements.permissions import AgreementPermission
from partners.agreements.queries import sessions
from partners.agreements.rules.sessions import Period, objection_to_session
from partners.agreements.vocabulary import SessionKind
from partners.audit.actions import record
from partners.foundation.access import ensure
from partners.foundation.database import db
from partners.foundation.hangul import clean, clean_body
from partners.foundation.refusals import Refusal, Stale
from partners.foundation.words import _l


@dataclass(frozen=True, kw_only=True)
class SessionTold:
    """What somebody writes of a session; unknown days are None."""

    number: int
    kind: SessionKind
    ordinal: int | None = None
    starts_on: date | None = None
    ends_on: date | None = None
    submit_by: date | None = None
    note: str = ""


WRITTEN = ("number", "kind", "ordinal", "starts_on", "ends_on", "submit_by", "note")


def register_session(told: SessionTold, *, by: SignedIn) -> CouncilSession:
    """Record a session. Raises Refusal for one that is there already, or overlaps with another."""
    session = CouncilSession()
    _write(session, told, by)
    db.session.add(session)
    db.session.flush()
    record(by, "council_session:registered", session, {name: (None, getattr(session, name)) for name in WRITTEN})
    return session


def correct_session(session: CouncilSession, told: SessionTold, version: int | None, *, by: SignedIn) -> None:
    """Correct a session. Its resolutions stay within it. Raises Refusal, and Stale."""
    if session.version != version:
        raise Stale(_l("Somebody else changed this session after you opened it. Compare both, then save again."))
    before = {name: getattr(session, name) for name in WRITTEN}
    _write(session, told, by)
    changes = {
        name: (value, getattr(session, name)) for name, value in before.items() if value != getattr(session, name)
    }
    if changes:
        record(by, "council_session:corrected", session, changes)


def _write(session: CouncilSession, told: SessionTold, by: SignedIn) -> None:
    ensure(by, AgreementPermission.KEEP_SESSIONS)
    period = Period(session.id, told.number, told.kind.value, told.starts_on, told.ends_on)
    decided = sessions.days_decided_in(session.id) if session.id else ()
    objection = objection_to_session(period, told.submit_by, sessions.periods(), decided)
    if objection is not None:
        raise Refusal(objection[1], field=objection[0])
    for name in WRITTEN:
        setattr(session, name, getattr(told, name))
    session.kind, session.note = told.kind.value, clean_body(told.note)
    session.source = clean(session.source or "")
