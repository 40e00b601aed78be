"""Motions before the council: filed, corrected, taken off the record. The decision itself is `record_consent`."""

from collections.abc import Collection
from typing import Any

from partners.accounts.rules import SignedIn
from partners.agreements.actions.trail import ensure_open, touch
from partners.agreements.models import Agreement, CouncilSession, Motion
from partners.agreements.permissions import AgreementPermission
from partners.agreements.queries import cases
from partners.agreements.rules import consent, motions
from partners.agreements.rules.motions import Filing
from partners.agreements.rules.sessions import Objection
from partners.agreements.vocabulary import PASSED
from partners.audit.actions import record
from partners.foundation.access import ensure
from partners.foundation.clock import now, today
from partners.foundation.database import db
from partners.foundation.hangul import clean, clean_body
from partners.foundation.refusals import Refusal, Stale
from partners.foundation.words import _l

WRITTEN = (
    "bill_no",
    "submitted_on",
    "committee",
    "committee_on",
    "committee_outcome",
    "enclosures",
    "enclosure_note",
    "note",
)


def file_motion(
    agreement: Agreement,
    session: CouncilSession,
    filing: Filing,
    enclosures: Collection[str] = (),
    *,
    enclosure_note: str = "",
    note: str = "",
    by: SignedIn,
) -> Motion:
    """Bring the case before the council in a session; the decision comes later. Raises Refusal.

    Refused while the case does not stand at the council's consent, while a motion on it is pending, and in a
    session that has voted on it already.
    """
    ensure(by, AgreementPermission.RECORD_CONSENT, agreement)
    ensure_open(agreement)
    earlier = cases.decisions_in_session(agreement.partner_id, session.number, session.kind)
    pending = cases.find_pending_motion(agreement.id) is not None
    _refuse(motions.objection_to_filing(cases.case_of(agreement), filing, as_rule(session), earlier, pending, today()))
    motion = Motion(agreement_id=agreement.id, session_id=session.id, outcome=None, recorded_at=now(), by_id=by.id)
    _write(motion, filing, enclosures, enclosure_note, note)
    db.session.add(motion)
    db.session.flush()
    touch(agreement)
    record(by, "agreement:motion:filed", agreement, _changes(motion, {}) | {"session": (None, session.number)})
    return motion


def correct_motion(
    agreement: Agreement,
    motion: Motion,
    filing: Filing,
    enclosures: Collection[str],
    *,
    enclosure_note: str = "",
    note: str = "",
    version: int | None,
    by: SignedIn,
) -> None:
    """Correct what was written of a motion, or add what came of it in the committee.

    The decision and its day are no subject of correction: a signature may rest on them. Raises Refusal, and Stale.
    """
    ensure(by, AgreementPermission.RECORD_CONSENT, agreement)
    if motion.version != version:
        raise Stale(_l("Somebody else changed this motion after you opened it. Compare both, then save again."))
    if motion.voided_at is not None:
        raise Refusal(_l("This motion does not count any more. Its record stays as it is."))
    _refuse(motions.objection_to_course(filing, as_rule(motion.session), motion.resolved_on, today()))
    before = {name: getattr(motion, name) for name in WRITTEN}
    _write(motion, filing, enclosures, enclosure_note, note)
    changes = _changes(motion, before)
    if changes:
        db.session.flush()
        record(by, "agreement:motion:corrected", agreement, changes)


def void_motion(agreement: Agreement, motion: Motion, reason: str, version: int | None, *, by: SignedIn) -> None:
    """Take a motion that was recorded by mistake off the record; it stays to be read and counts no more.

    The case stays where it stands: if a mistaken rejection sent it back, it goes forward through its gates again.
    Raises Refusal once the case has gone on because of it, and Stale.
    """
    ensure(by, AgreementPermission.RECORD_CONSENT, agreement)
    if motion.version != version:
        raise Stale(_l("Somebody else changed this motion after you opened it. Compare both, then save again."))
    if motion.voided_at is not None:
        raise Refusal(_l("This motion does not count any more. Its record stays as it is."))
    case, latest = cases.case_of(agreement), cases.latest_motion_id(agreement.id)
    passed, told = motion.outcome in PASSED, clean_body(reason)
    _refuse(motions.objection_to_voiding(case, latest == motion.id, passed, agreement.state == "open", told))
    motion.voided_at, motion.voided_by_id, motion.void_reason = now(), by.id, told
    touch(agreement)
    record(by, "agreement:motion:voided", agreement, {"bill_no": (motion.bill_no, None)}, reason=told)


def as_rule(session: CouncilSession) -> consent.Session:
    """The session as the rules see it."""
    return consent.Session(session.number, session.kind, session.starts_on, session.ends_on)


def _write(motion: Motion, filing: Filing, enclosures: Collection[str], enclosure_note: str, note: str) -> None:
    motion.bill_no, motion.submitted_on = clean(filing.bill_no), filing.submitted_on
    motion.committee, motion.committee_on = clean(filing.committee), filing.committee_on
    motion.committee_outcome = filing.committee_outcome or None
    motion.enclosures = [code for code in motions.ENCLOSURES if code in enclosures]
    motion.enclosure_note, motion.note = clean_body(enclosure_note), clean_body(note)


def _changes(motion: Motion, before: dict[str, Any]) -> dict[str, tuple[Any, Any]]:
    after = {name: getattr(motion, name) for name in WRITTEN}
    return {name: (before.get(name), value) for name, value in after.items() if value and before.get(name) != value} | {
        name: (value, None) for name, value in before.items() if value and not after[name]
    }


def _refuse(objection: Objection) -> None:
    if objection is not None:
        raise Refusal(objection[1], field=objection[0])
