"""Putting a document on file, correcting it, taking it off."""

import datetime
from typing import Any

from wtforms import Field, SelectField, SelectMultipleField
from wtforms.validators import InputRequired, ValidationError
from wtforms.widgets import CheckboxInput, ListWidget

from partners.directory.kinds.own_fields import choices
from partners.directory.models import Document
from partners.directory.rules.documents import LANGUAGES, read_date
from partners.directory.rules.words import DOCUMENT_LABELS, FIELD_LABELS
from partners.files.forms import FilesField
from partners.foundation import clock, dates
from partners.foundation.forms import REQUIRED_TEXT, CreateForm, EditForm, Form, LengthAtMost, LineField
from partners.foundation.pages import language_name
from partners.foundation.refusals import Refusal
from partners.foundation.words import _l

LONGEST_LINE = 200
LONGEST_NUMBER = 100


class DocumentFields(Form):
    """What one writes of a document."""

    type = SelectField(
        FIELD_LABELS["type"],
        [InputRequired(_l("Choose what kind of document it is."))],
        choices=choices([("", _l("Choose")), *DOCUMENT_LABELS.items()]),
    )
    title = LineField(FIELD_LABELS["title"], [InputRequired(REQUIRED_TEXT), LengthAtMost(LONGEST_LINE)])
    number = LineField(FIELD_LABELS["number"], [LengthAtMost(LONGEST_NUMBER)])
    date = LineField(FIELD_LABELS["dated_on"], [LengthAtMost(LONGEST_LINE)])
    languages = SelectMultipleField(
        FIELD_LABELS["languages"], widget=ListWidget(prefix_label=False), option_widget=CheckboxInput()
    )
    source = LineField(_l("Source or note"), [LengthAtMost(LONGEST_LINE)])

    def offer_languages(self, further: list[str]) -> None:
        """Offer the usual languages, and those that the record has besides."""
        codes = dict.fromkeys((*LANGUAGES, *further))
        self.languages.choices = choices((code, language_name(code)) for code in codes)

    def validate_date(self, field: Field) -> None:
        try:
            self.read_date()
        except Refusal as refusal:
            raise ValidationError(refusal.message) from refusal

    def read_date(self) -> tuple[datetime.date | None, str]:
        """The day and the text beside it."""
        return read_date(self.date.data or "", clock.today())

    def values(self) -> dict[str, Any]:
        """The columns that this form writes."""
        dated_on, date_text = self.read_date()
        written = {name: self[name].data or "" for name in ("type", "title", "number", "source")}
        return {**written, "dated_on": dated_on, "date_text": date_text, "languages": self.languages.data or []}


class NewDocumentForm(DocumentFields, CreateForm):
    """Putting a document on file."""

    files = FilesField(_l("Files"))


class EditDocumentForm(DocumentFields, EditForm):
    """Correcting what is written of a document."""

    reason = LineField(_l("Reason for the change"), [LengthAtMost(LONGEST_LINE)])


class RemoveDocumentForm(EditForm):
    """Taking a document off the file."""

    reason = LineField(
        _l("Reason for removing it"),
        [InputRequired(_l("Write why: the reason stays with the record.")), LengthAtMost(LONGEST_LINE)],
    )


def new_document_form() -> NewDocumentForm:
    form = NewDocumentForm()
    form.offer_languages([])
    return form


def edit_document_form(document: Document, fresh: bool = False) -> EditDocumentForm:
    """The form of a document; `fresh`: as it stands on file, whatever was sent."""
    told = {name: getattr(document, name) for name in ("type", "title", "number", "languages", "source", "version")}
    told["date"] = document.date_text or (dates.official(document.dated_on) if document.dated_on else "")
    form = EditDocumentForm(formdata=None, data=told) if fresh else EditDocumentForm(data=told)
    form.offer_languages(document.languages)
    return form
