"""Putting files at a record and taking them off again. The caller has asked whether `by` may."""

from collections.abc import Sequence
from typing import Any, Protocol

from sqlalchemy import select

from partners.audit.actions import Actor, record
from partners.audit.models import subject_type
from partners.files import queries, rules
from partners.files.models import Attachment, StoredFile
from partners.foundation.clock import now
from partners.foundation.database import db
from partners.foundation.refusals import Refusal
from partners.foundation.words import _l

#: How what happened is called in the audit of each kind of record.
SPOKEN = {"interactions": "interaction", "agreements": "agreement", "documents": "document"}


class Upload(Protocol):
    """A file whose content lies in the store already (`receiving.Received`)."""

    @property
    def name(self) -> str: ...
    @property
    def size(self) -> int: ...
    @property
    def sha256(self) -> str: ...
    @property
    def content_type(self) -> str: ...


def attach(subject: Any, uploads: Sequence[Upload], by: Actor) -> None:
    """Put the files at the record. Raises Refusal at `files` when they are too many or one is there already.

    The audit of the record notes their names, never their content.
    """
    if not uploads:
        return
    db.session.flush()
    kind = subject_type(subject)
    _hold(subject)
    there = queries.names_at(kind, subject.id)
    if len(there) + len(uploads) > rules.MOST_AT_A_RECORD:
        raise Refusal(
            _l("At most %(most)s files at one record. Choose fewer.", most=rules.MOST_AT_A_RECORD), field="files"
        )
    for upload in uploads:
        if upload.sha256 in there:
            raise Refusal(
                _l("%(name)s is here already, as %(other)s.", name=upload.name, other=there[upload.sha256]),
                field="files",
            )
        there[upload.sha256] = upload.name
        db.session.add(
            Attachment(
                subject_type=kind,
                subject_id=subject.id,
                file_id=_stored(upload).id,
                name=upload.name,
                added_at=now(),
                added_by_id=by.id,
            )
        )
        record(by, f"{SPOKEN[kind]}:file:attached", subject, {"file": (None, upload.name)})


def detach(subject: Any, attachment_id: int, by: Actor) -> str:
    """Take a file off the record and return its name. Raises NoResultFound when it is not there, or not any more."""
    kind = subject_type(subject)
    _hold(subject)
    row = queries.get_attachment(kind, subject.id, attachment_id)
    attachment = db.session.get_one(Attachment, row.id)
    attachment.removed_at = now()
    attachment.removed_by_id = by.id
    record(by, f"{SPOKEN[kind]}:file:removed", subject, {"file": (row.name, None)})
    return row.name


def _hold(subject: Any) -> None:
    """Let nobody else add or remove files of the record meanwhile: the limit counts all, the audit each once."""
    model = type(subject)
    db.session.execute(select(model.id).where(model.id == subject.id).with_for_update())


def _stored(upload: Upload) -> StoredFile:
    """The content's row, made when the content is new. Two at once meet its unique hash: the second runs anew."""
    known = queries.find_stored(upload.sha256)
    if known is not None:
        return known
    stored = StoredFile(sha256=upload.sha256, size=upload.size, content_type=upload.content_type, stored_at=now())
    db.session.add(stored)
    db.session.flush()
    return stored
