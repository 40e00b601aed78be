"""The council's word on a case, and what follows from it."""

from datetime import date

from partners.accounts.rules import SignedIn
from partners.agreements.actions.trail import earliest, ensure_open, leave_line, touch
from partners.agreements.models import Agreement, CouncilSession, Motion
from partners.agreements.permissions import AgreementPermission
from partners.agreements.queries import cases
from partners.agreements.rules import consent
from partners.agreements.vocabulary import OUTCOME_LABELS, MoveKind, Outcome, SessionKind
from partners.audit.actions import record
from partners.foundation.access import ensure
from partners.foundation.clock import now
from partners.foundation.database import db
from partners.foundation.refusals import Refusal
from partners.foundation.words import _l


def record_consent(
    agreement: Agreement,
    *,
    session_no: int,
    session_kind: SessionKind,
    bill_no: str,
    outcome: Outcome,
    resolved_on: date | None = None,
    note: str = "",
    by: SignedIn,
) -> Motion:
    """Record what the council did with the motion of this case in a session.

    Passed: the case may go on. Deferred: it waits. Rejected, withdrawn, lapsed: it returns to the
    stage that the pipeline declares. Raises Refusal for a case that is not before the council,
    a day outside the session, or a second vote in the same session.
    """
    ensure(by, AgreementPermission.RECORD_CONSENT, agreement)
    ensure_open(agreement)
    case = cases.case_of(agreement)
    if not case.stage.hears_council:
        raise Refusal(_l("A decision of the council is recorded while the case stands at the council's consent."))
    if not bill_no.strip():
        raise Refusal(_l("Write down the bill number."), "bill_no")
    session = cases.find_session(session_no, session_kind) or CouncilSession(number=session_no, kind=session_kind)
    objection = consent.objection(
        case,
        consent.Session(session.number, session.kind, session.starts_on, session.ends_on),
        outcome,
        resolved_on,
        cases.decisions_in_session(agreement.partner_id, session_no, session_kind),
    )
    if objection is not None:
        field, sentence = objection
        raise Refusal(sentence, field)
    motion = _decided(agreement, session, bill_no, outcome, resolved_on, note, by)
    _follow(agreement, outcome, resolved_on, by=by)
    return motion


def _decided(
    agreement: Agreement,
    session: CouncilSession,
    bill_no: str,
    outcome: Outcome,
    resolved_on: date | None,
    note: str,
    by: SignedIn,
) -> Motion:
    """The pending motion with its decision, or one that is recorded together with it."""
    db.session.add(session)
    db.session.flush()
    motion = cases.find_pending_motion(agreement.id) or Motion(
        agreement_id=agreement.id, recorded_at=now(), by_id=by.id
    )
    # What is deferred or not reached is decided in a later session (회기계속의 원칙).
    motion.session_id, motion.bill_no = session.id, bill_no
    motion.outcome, motion.resolved_on, motion.note = outcome, resolved_on, note or motion.note or ""
    db.session.add(motion)
    changes = {"outcome": (None, outcome.value), "resolved_on": (None, resolved_on), "bill_no": (None, bill_no)}
    record(by, "agreement:consent:recorded", agreement, changes)
    return motion


def _follow(agreement: Agreement, outcome: Outcome, resolved_on: date | None, *, by: SignedIn) -> None:
    """Send the case back where the outcome wants it; otherwise it stays and only its version goes up."""
    back = consent.sent_back_to(cases.stage_of(agreement), outcome)
    if back is None:
        touch(agreement)
        return
    here, there = agreement.stage, cases.pipeline_of(agreement).stage(back)
    leave_line(
        agreement,
        MoveKind.OUTCOME,
        by=by,
        to=there,
        effective_on=resolved_on or earliest(agreement),
        reason=str(OUTCOME_LABELS[outcome]),
    )
    record(by, "agreement:sent_back", agreement, {"stage": (here, there.code)})
