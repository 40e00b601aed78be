"""What one types of partners, their ties and their documents."""

from partners.directory.forms.documents import (
    EditDocumentForm,
    RemoveDocumentForm,
    edit_document_form,
    new_document_form,
)
from partners.directory.forms.partners import edit_form, new_form, stored_form
from partners.directory.forms.ties import TakeOverForm

__all__ = [
    "EditDocumentForm",
    "RemoveDocumentForm",
    "TakeOverForm",
    "edit_document_form",
    "edit_form",
    "new_document_form",
    "new_form",
    "stored_form",
]
