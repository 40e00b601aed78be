"""A document's page: the paper, its files, who put it there, what was changed."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from flask import url_for
from flask_login import current_user

from partners.accounts.queries import user_names
from partners.audit.permissions import AuditPermission
from partners.audit.queries import Happening, history_of
from partners.directory.forms import EditDocumentForm, RemoveDocumentForm, edit_document_form
from partners.directory.kinds import KINDS
from partners.directory.kinds.kind import Kind
from partners.directory.models import Document, Partner
from partners.directory.permissions import DocumentPermission
from partners.directory.rules.words import DOCUMENT_LABELS
from partners.files.forms import AttachForm
from partners.files.views import Cabinet, Shelf, cabinet_of
from partners.foundation.access import may
from partners.foundation.pages import language_name
from partners.foundation.words import _l

SHELF = Shelf("directory.document_", "document_id")
Words = Any


@dataclass(frozen=True)
class DocumentPage:
    """What stands on a document's page."""

    document: Document
    partner: Partner
    cabinet: Cabinet
    happenings: Sequence[Happening]
    names: dict[int, str]

    @property
    def section(self) -> Kind:
        return KINDS[self.partner.section]

    @property
    def type_label(self) -> Words:
        return DOCUMENT_LABELS[self.document.type]

    @property
    def is_removed(self) -> bool:
        return self.document.removed_at is not None

    @property
    def languages(self) -> str:
        return ", ".join(map(language_name, self.document.languages))

    @property
    def recorded_by(self) -> Words:
        return self.names.get(self.document.recorded_by_id or 0, _l("System"))

    @property
    def removed_by(self) -> Words:
        return self.names.get(self.document.removed_by_id or 0, _l("System"))

    @property
    def may_change(self) -> bool:
        return (
            not self.is_removed
            and not self.partner.is_archived
            and may(current_user, DocumentPermission.EDIT, self.partner)
        )


def document_page(document: Document, partner: Partner, form: AttachForm | None = None) -> DocumentPage:
    """Read what belongs to a document."""
    history = history_of(document) if may(current_user, AuditPermission.VIEW) else []
    users = [one for one in (document.recorded_by_id, document.removed_by_id) if one is not None]
    return DocumentPage(document, partner, cabinet(document, partner, form), history, user_names(users))


def cabinet(document: Document, partner: Partner, form: AttachForm | None = None) -> Cabinet:
    """The document's files; whoever may change the document may add some."""
    stands = document.removed_at is None and not partner.is_archived
    may_change = stands and may(current_user, DocumentPermission.EDIT, partner)
    return cabinet_of(SHELF, document, document.title, address_of(document.id), may_change, form)


def address_of(document_id: int) -> str:
    return url_for("directory.document", document_id=document_id)


def compare(form: EditDocumentForm | RemoveDocumentForm, document: Document) -> None:
    """After Stale: let the form show both values of what somebody else changed meanwhile."""
    if not form.is_stale:
        return
    latest = next(iter(history_of(document, limit=1)), None)
    stored = edit_document_form(document, fresh=True)
    form.compare_with(
        stored if isinstance(form, EditDocumentForm) else RemoveDocumentForm(formdata=None, version=document.version),
        who=latest.who if latest else None,
        at=latest.at if latest else None,
        leave=address_of(document.id),
    )
