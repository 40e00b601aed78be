"""Reading attachments: those of records, one of a record, how many, which contents are in use."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Row, ScalarSelect, Select, func, select

from partners.audit.queries import USERS
from partners.files import rules
from partners.files.models import Attachment, StoredFile
from partners.foundation.database import db


@dataclass(frozen=True)
class FileRow:
    """A file at a record, as its page shows it."""

    id: int
    subject_id: int
    #: The shown name: whoever shows it notes it in the access log.
    name: str
    size: int
    content_type: str
    sha256: str
    added_at: datetime
    added_by: str | None

    @property
    def size_text(self) -> str:
        return rules.readable_size(self.size)

    @property
    def type(self) -> rules.FileType | None:
        return rules.BY_CONTENT_TYPE.get(self.content_type)


def attachments_of(subject_type: str, ids: Collection[int]) -> defaultdict[int, list[FileRow]]:
    """The files at each of these records, in the order in which they were added; one query for all of them."""
    found: defaultdict[int, list[FileRow]] = defaultdict(list)
    if ids:
        statement = _rows().where(Attachment.subject_type == subject_type, Attachment.subject_id.in_(ids))
        for row in db.session.execute(statement.order_by(Attachment.id)):
            found[row.subject_id].append(FileRow(**row._mapping))
    return found


def get_attachment(subject_type: str, subject_id: int, attachment_id: int) -> FileRow:
    """One file of one record. Raises NoResultFound, also when the file is another record's."""
    statement = _rows().where(
        Attachment.id == attachment_id, Attachment.subject_type == subject_type, Attachment.subject_id == subject_id
    )
    return FileRow(**db.session.execute(statement).one()._mapping)


def file_count(subject_type: str, id_column: Any) -> ScalarSelect[int]:
    """How many files a record has, as a column of the statement that reads the records."""
    return (
        select(func.count())
        .select_from(Attachment)
        .where(Attachment.subject_type == subject_type, Attachment.subject_id == id_column, _STANDING)
        .scalar_subquery()
    )


def find_stored(sha256: str) -> StoredFile | None:
    return db.session.scalar(select(StoredFile).where(StoredFile.sha256 == sha256))


def names_at(subject_type: str, subject_id: int) -> dict[str, str]:
    """The names of a record's files by the hash of their content."""
    return {file.sha256: file.name for file in attachments_of(subject_type, [subject_id])[subject_id]}


def hashes_in_use() -> set[str]:
    """Every content that a record names or has named."""
    return set(db.session.scalars(select(StoredFile.sha256)))


def with_files(statement: Select[Any], subject_type: str, id_column: Any) -> Select[Any]:
    """Add their files to the statement that reads records: a row a file, one without for a record that has none."""
    files = _rows().where(Attachment.subject_type == subject_type).subquery()
    told = statement.add_columns(*(column.label(f"file_{column.name}") for column in files.c))
    return told.outerjoin(files, files.c.subject_id == id_column)


def file_in(row: Row[Any]) -> FileRow | None:
    """The file in a row of such a statement."""
    told = row._mapping
    if told["file_id"] is None:
        return None
    return FileRow(**{name: told[f"file_{name}"] for name in FileRow.__dataclass_fields__})


_STANDING: ColumnElement[bool] = Attachment.removed_at.is_(None)


def _rows() -> Select[Any]:
    return (
        select(
            Attachment.id,
            Attachment.subject_id,
            Attachment.name,
            StoredFile.size,
            StoredFile.content_type,
            StoredFile.sha256,
            Attachment.added_at,
            USERS.c.name.label("added_by"),
        )
        .join(StoredFile, StoredFile.id == Attachment.file_id)
        .outerjoin(USERS, USERS.c.id == Attachment.added_by_id)
        .where(_STANDING)
    )
