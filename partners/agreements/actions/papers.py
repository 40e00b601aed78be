"""Documents that the stages of a case produce, put on file."""

from collections.abc import Sequence
from datetime import date

from partners.accounts.rules import SignedIn
from partners.agreements.actions.trail import touch
from partners.agreements.models import Agreement, StagePaper
from partners.agreements.permissions import AgreementPermission
from partners.agreements.queries import cases
from partners.audit.actions import record
from partners.directory import actions as directory
from partners.directory.models import Document
from partners.directory.queries import get_partner
from partners.files.actions import Upload, attach
from partners.foundation.access import ensure
from partners.foundation.clock import now, today
from partners.foundation.database import db
from partners.foundation.refusals import Refusal
from partners.foundation.words import _l


def file_paper(
    agreement: Agreement,
    code: str,
    title: str,
    *,
    by: SignedIn,
    number: str = "",
    dated_on: date | None = None,
    files: Sequence[Upload] = (),
    files_as: str = "",
) -> Document:
    """Put a document of the case on file at its partner, with its files.

    `code` is a paper that the pipeline declares, or empty for one that no stage lists (`files_as` then says its
    type). Raises Refusal without a partner, without a title, for a day to come, and for a paper that does not exist.
    """
    ensure(by, AgreementPermission.EDIT, agreement)
    if agreement.partner_id is None:
        raise Refusal(_l("Choose the partner of this case first."))
    paper = cases.pipeline_of(agreement).papers.get(code)
    if code and paper is None:
        raise Refusal(_l("This pipeline has no such document."), "title")
    if dated_on is not None and dated_on > today():
        raise Refusal(_l("The date lies in the future. Check it."), "dated_on")
    kind = paper.files_as if paper else files_as or "other"
    partner = get_partner(agreement.partner_id)
    document = directory.add_document(partner, kind, title, number=number, dated_on=dated_on, by=by)
    db.session.flush()
    if paper is not None:
        db.session.add(
            StagePaper(agreement_id=agreement.id, paper=code, document_id=document.id, recorded_at=now(), by_id=by.id)
        )
    attach(document, files, by=by)
    touch(agreement)
    changes = {
        "paper": (None, code or None),
        "title": (None, document.title),
        "number": (None, document.number or None),
    }
    record(by, "agreement:paper:filed", agreement, changes)
    return document
