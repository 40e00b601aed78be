"""Documents as facts: what was signed or received, when, under which number."""

from collections.abc import Collection
from datetime import date

from partners.accounts.rules import SignedIn
from partners.audit.actions import record
from partners.directory.models import Document, Partner
from partners.directory.rules.words import DOCUMENT_LABELS
from partners.foundation.clock import now
from partners.foundation.database import db
from partners.foundation.hangul import clean
from partners.foundation.identifiers import refuse_identifiers
from partners.foundation.refusals import Refusal
from partners.foundation.words import _l


def add_document(
    partner: Partner,
    type: str,
    title: str,
    *,
    by: SignedIn,
    number: str = "",
    dated_on: date | None = None,
    date_text: str = "",
    languages: Collection[str] = (),
    source: str = "",
) -> Document:
    """Put a document of the partner on file; the caller has asked whether `by` may. An unknown day stays empty.

    Raises Refusal without a title or for a type that does not exist.
    """
    if type not in DOCUMENT_LABELS:
        raise Refusal(_l("Choose what kind of document it is."), field="type")
    if not clean(title):
        raise Refusal(_l("Write the title of the document."), field="title")
    refuse_identifiers({"number": number, "date_text": date_text, "source": source})
    document = Document(
        partner_id=partner.id,
        type=type,
        title=clean(title),
        number=clean(number),
        dated_on=dated_on,
        date_text=clean(date_text),
        languages=list(languages),
        source=clean(source),
        recorded_at=now(),
        recorded_by_id=by.id,
    )
    db.session.add(document)
    changes = {"type": (None, type), "title": (None, document.title), "dated_on": (None, dated_on)}
    record(by, "partner:document:added", partner, changes)
    return document
