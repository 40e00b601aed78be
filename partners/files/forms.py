"""The field for files, and the form that adds files to a record."""

from typing import Any

from wtforms import Field
from wtforms.validators import StopValidation
from wtforms.widgets import FileInput

from partners.files import rules
from partners.files.receiving import Received, received
from partners.foundation.forms import CreateForm, Form
from partners.foundation.words import _, _l


class FilesField(Field):
    """Several files. `data` holds those that were taken in; each other one has its error here.

    The view must be marked `@receives_files`, its form be sent as multipart/form-data, and the
    field be called `files`, or `files_…` where there are several.
    """

    widget = FileInput(multiple=True)
    data: list[Received]
    errors: list[Any]
    #: For the script that tells sizes before anything is sent.
    most_bytes, most_files, most_together = rules.MOST_BYTES, rules.MOST_AT_A_RECORD, rules.MOST_BYTES_A_REQUEST
    #: What may be chosen, in a sentence.
    limits = _l(
        "%(types)s; %(size)s MB a file, %(most)s files a record.",
        types=rules.NAMED_TYPES,
        size=rules.MOST_BYTES // rules.MEGABYTE,
        most=rules.MOST_AT_A_RECORD,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"render_kw": {"accept": rules.ACCEPT}, **kwargs})

    def process_data(self, value: Any) -> None:
        self.data = []

    def process_formdata(self, valuelist: list[Any]) -> None:
        self.data = [file for file in received(self.name) if file.problem is None]

    def pre_validate(self, form: Form) -> None:
        wrong = [_told(file) for file in received(self.name) if file.problem is not None]
        # Of all fields together: nobody looks at more.
        if len(received()) > rules.MOST_AT_A_RECORD and received(self.name):
            wrong.append(_("At most %(most)s files at one record. Choose fewer.", most=rules.MOST_AT_A_RECORD))
        if wrong:
            self.errors = [*self.errors, *wrong[:-1]]
            raise StopValidation(wrong[-1])

    @property
    def was_dropped(self) -> bool:
        """Whether files came with a form that is shown again: browsers do not keep them."""
        return bool(received(self.name))


def _told(file: Received) -> str:
    return f"{file.name}: {file.problem}"


class FileNeeded:
    """At least one file must come."""

    field_flags = {"required": True}

    def __call__(self, form: Form, field: FilesField) -> None:
        if not received(field.name):
            raise StopValidation(_("Choose a file."))


class AttachForm(CreateForm):
    """Adding files to a record. It stands beside other forms, so the ids of its fields are its own."""

    files = FilesField(_l("Files"), [FileNeeded()])

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self:
            field.id = field.label.field_id = f"attach-{field.id}"
