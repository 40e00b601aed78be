"""What each kind of record does with its files. The doors themselves, with their permissions, stand with the record."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from flask import Response, url_for
from flask_login import current_user

from partners.audit.actions import saw
from partners.audit.models import subject_type
from partners.files import actions, queries
from partners.files.forms import AttachForm
from partners.files.queries import FileRow
from partners.files.serving import download
from partners.foundation.hypermedia import flash_done, go_to, show
from partners.foundation.words import _, _n


@dataclass(frozen=True)
class Shelf:
    """Where a kind of record keeps its files: `endpoint` and `id_name` make the addresses of its four doors.

    With `interactions.attachment`: interactions.attachments (list, and POST to add), .attachment
    (one file), .detach (POST); with another prefix the same endings.
    """

    prefix: str
    id_name: str

    def address(self, door: str, record: Any, **more: Any) -> str:
        return url_for(f"{self.prefix}{door}", **{self.id_name: record.id}, **more)


@dataclass(frozen=True)
class Cabinet:
    """The files of one record, ready for `file_list` and the form under it."""

    shelf: Shelf
    record: Any
    title: str
    #: Where the record itself stands.
    home: str
    files: Sequence[FileRow]
    #: None for those who may only read.
    form: AttachForm | None

    @property
    def panel_url(self) -> str:
        return self.shelf.address("attachments", self.record)

    def url(self, file: FileRow) -> str:
        return self.shelf.address("attachment", self.record, attachment_id=file.id)

    def remove_url(self, file: FileRow) -> str:
        """Where to send the press of "remove"; empty for those who may only read."""
        return self.shelf.address("detach", self.record, attachment_id=file.id) if self.form else ""


def cabinet_of(
    shelf: Shelf, record: Any, title: str, home: str, may_change: bool, form: AttachForm | None = None
) -> Cabinet:
    """Read the files of a record, and note that their names were seen."""
    kind = subject_type(record)
    files = queries.attachments_of(kind, [record.id])[record.id]
    saw(current_user, "file:list", "attachments", [file.id for file in files])
    return Cabinet(shelf, record, title, home, files, (form or AttachForm()) if may_change else None)


def attachments_page(cabinet: Cabinet) -> Response:
    """The files of a record as a panel of its page, and as a page of their own."""
    status = cabinet.form.refused_status if cabinet.form is not None and cabinet.form.errors else 200
    return show("files/attachments.html", block="panel", status=status, cabinet=cabinet)


def attach(form: AttachForm, record: Any, home: str) -> Response | None:
    """Put what came at the record; None when the form has to be shown again."""
    made = form.made_before()
    if made:
        return go_to(made)
    if form.validate():
        with form.refusals():
            actions.attach(record, form.files.data, by=current_user)
            form.remember(home)
            flash_done(_n("%(num)s file was attached.", "%(num)s files were attached.", len(form.files.data)))
            return go_to(home)
    return None


def hand_out(record: Any, attachment_id: int) -> Response:
    """The file itself. Raises NoResultFound when it is not this record's."""
    file = queries.get_attachment(subject_type(record), record.id, attachment_id)
    saw(current_user, "file:download", "attachments", [file.id])
    return download(file)


def detach(record: Any, attachment_id: int, home: str) -> Response:
    """Take the file off the record and go back to it. Raises NoResultFound when it is not this record's."""
    name = actions.detach(record, attachment_id, by=current_user)
    flash_done(_("%(name)s was removed.", name=name))
    return go_to(home)
