"""What is written down at gates."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict

from partners.accounts.rules import SignedIn
from partners.agreements.actions.trail import ensure_open, touch
from partners.agreements.models import Agreement, GateFact, StagePaper
from partners.agreements.permissions import AgreementPermission
from partners.agreements.pipelines.shape import Gate
from partners.agreements.queries import cases
from partners.agreements.rules import gates
from partners.agreements.rules.case import Case, Fact
from partners.audit.actions import record
from partners.directory import actions as directory
from partners.directory.queries import get_document, get_partner
from partners.files.actions import Upload, attach
from partners.foundation.access import ensure
from partners.foundation.clock import now
from partners.foundation.database import db
from partners.foundation.refusals import Refusal
from partners.foundation.words import _

Facts = Mapping[str, Fact]


def record_gate_facts(agreement: Agreement, facts: Facts, *, by: SignedIn) -> None:
    """Keep what was typed for the gates ahead, by the code of each gate, without moving the case.

    Refuses facts for a gate that lies behind: what a case passed with stays as it was.
    """
    ensure(by, AgreementPermission.MOVE, agreement)
    ensure_open(agreement)
    write(agreement, facts, by=by)
    touch(agreement)


def write(agreement: Agreement, facts: Facts, *, by: SignedIn) -> None:
    """Store the facts that say something new, and the audit of each change."""
    _ensure_ahead(cases.case_of(agreement), facts)
    rows = cases.fact_rows(agreement)
    for code, fact in facts.items():
        row = rows.get(code)
        before = cases.as_fact(row) if row else Fact()
        if fact != before:
            row = row or _new_row(agreement, code)
            _fill(row, fact, by)
            changes = {f"{code}.{name}": (asdict(before)[name], value) for name, value in asdict(fact).items()}
            record(by, "agreement:gate:written", agreement, changes)


def put_on_file(agreement: Agreement, gate: Gate, *, by: SignedIn, files: Sequence[Upload] = ()) -> None:
    """Make the document that was named at a gate a document of the partner, once, and attach its files.

    A gate that files nothing does so when files come. The signed copy is also the paper that its stage wants.
    """
    row = cases.fact_rows(agreement).get(gate.code)
    if row is None or agreement.partner_id is None or (gate.files_as is None and not files):
        return
    if row.document_title and row.document_id is None:
        document = directory.add_document(
            get_partner(agreement.partner_id),
            gate.files_as or "other",
            row.document_title,
            number=row.document_no,
            dated_on=row.given_on,
            by=by,
        )
        db.session.flush()
        row.document_id = document.id
        for paper in cases.pipeline_of(agreement).papers_proved_by(gate):
            paper_row = StagePaper(agreement_id=agreement.id, paper=paper.code, document_id=document.id)
            paper_row.recorded_at, paper_row.by_id = now(), by.id
            db.session.add(paper_row)
    if files and row.document_id is not None:
        attach(get_document(row.document_id), files, by=by)


def _ensure_ahead(case: Case, facts: Facts) -> None:
    ahead = {at.gate.code for at in gates.reachable(case.pipeline, case.stage)}
    for code in facts:
        if code not in ahead:
            raise Refusal(_("The gate “%(gate)s” does not lie ahead of this case.", gate=code))


def _new_row(agreement: Agreement, code: str) -> GateFact:
    row = GateFact(agreement_id=agreement.id, turn=agreement.turn, gate=code)
    db.session.add(row)
    return row


def _fill(row: GateFact, fact: Fact, by: SignedIn) -> None:
    row.given_on = fact.given_on
    row.ceremony_on = fact.ceremony_on
    row.text = fact.text or ""
    row.document_title = fact.document_title or ""
    row.document_no = fact.document_no or ""
    row.interaction_id = fact.interaction_id
    row.score = fact.score
    row.until = fact.until
    row.body_id = fact.body_id
    row.recorded_at = now()
    row.by_id = by.id
