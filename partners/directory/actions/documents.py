"""Documents as facts: what was signed or received, when, under which number."""

from collections.abc import Collection, Mapping
from datetime import date
from typing import Any

from partners.accounts.rules import SignedIn
from partners.audit.actions import record
from partners.directory import queries
from partners.directory.actions.locks import lock_country
from partners.directory.events import DOCUMENT_WITHDRAWN
from partners.directory.models import Document, Partner
from partners.directory.permissions import DocumentPermission
from partners.directory.rules.documents import is_the_last_paper
from partners.directory.rules.ties import LIVING
from partners.directory.rules.words import DOCUMENT_LABELS
from partners.foundation.access import ensure
from partners.foundation.clock import now
from partners.foundation.database import db
from partners.foundation.hangul import clean
from partners.foundation.identifiers import refuse_identifiers
from partners.foundation.refusals import Refusal, Stale
from partners.foundation.words import _l

#: What people write of a document.
WRITTEN = ("type", "title", "number", "dated_on", "date_text", "languages", "source")


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
    """Put a document of the partner on file. An unknown day stays empty.

    The doors ask whether `by` may, each in its own way: the partner's page by DocumentPermission.EDIT; a gate by
    AgreementPermission.MOVE, since a team passes the gates of its own case whoever keeps the partner.

    Raises Refusal without a title or for a type that does not exist.
    """
    _check(type, title)
    # The audit, which asks for the rest, does not keep these.
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


def edit_document(
    document: Document,
    values: Mapping[str, Any],
    version: int | None,
    by: SignedIn,
    reason: str = "",
) -> None:
    """Correct what is written of a document; `values` are those of `WRITTEN`.

    Raises Stale when it changed since `version` was read, and Refusal for another type while somebody
    rests on the old one, or when it was taken off the file.
    """
    partner = _held(document, by)
    _ensure_standing(document, version)
    _check(values["type"], values["title"])
    if values["type"] != document.type:
        _ensure_dispensable(document, partner)
    before = {name: getattr(document, name) for name in WRITTEN}
    for name in WRITTEN:
        if values[name] != before[name]:
            setattr(document, name, values[name])
    changes = {name: (before[name], values[name]) for name in WRITTEN if values[name] != before[name]}
    if changes:
        record(by, "document:edited", document, changes, reason or None)


def remove_document(document: Document, reason: str, version: int | None, by: SignedIn) -> None:
    """Take a document off the file with a reason; it stays to be read and counts nowhere.

    Raises Stale when it changed since `version` was read, and Refusal while a tie or a passed gate rests on it.
    """
    partner = _held(document, by)
    _ensure_standing(document, version)
    if not clean(reason):
        raise Refusal(_l("Write why: the reason stays with the record."), field="reason")
    _ensure_dispensable(document, partner)
    document.removed_at = now()
    document.removed_by_id = by.id
    document.remove_reason = clean(reason)
    record(by, "partner:document:removed", partner, {"title": (document.title, None)}, document.remove_reason)


def ensure_on_file(document: Document) -> None:
    """Raise Refusal when the document was taken off the file: it stays as it is."""
    if document.removed_at is not None:
        raise Refusal(_l("This document was taken off the file and can no longer be changed."))


def _held(document: Document, by: SignedIn) -> Partner:
    """The document's partner, held so that two cannot each take away the other's last paper."""
    partner = queries.get_partner(document.partner_id or 0)
    ensure(by, DocumentPermission.EDIT, partner)
    lock_country(partner)
    return partner


def _ensure_standing(document: Document, version: int | None) -> None:
    ensure_on_file(document)
    if version != document.version:
        raise Stale(_l("Somebody else saved this record meanwhile. Look at both, then save again."))


def _ensure_dispensable(document: Document, partner: Partner) -> None:
    """Nobody takes away the paper on which something stands."""
    living = [tie.type for tie in queries.ties_of(partner.id) if tie.status in LIVING]
    if is_the_last_paper(document.type, queries.types_beside(document), living):
        raise Refusal(
            _l("A tie with this partner rests on this paper alone. Put another one on file first, or end the tie.")
        )
    DOCUMENT_WITHDRAWN.send(document)


def _check(type: str, title: str) -> None:
    if type not in DOCUMENT_LABELS:
        raise Refusal(_l("Choose what kind of document it is."), field="type")
    if not clean(title):
        raise Refusal(_l("Write the title of the document."), field="title")
