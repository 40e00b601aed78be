"""Stored files, once by their content, and the attachments that name them."""

from datetime import datetime

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from partners.foundation.columns import UtcDateTime
from partners.foundation.database import Model

FILENAME = {"personal": "filename"}


class StoredFile(Model):
    """A file's content, kept once however often it is attached."""

    __tablename__ = "stored_files"
    __table_args__ = (CheckConstraint("size >= 0", name="size"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    sha256: Mapped[str] = mapped_column(unique=True)
    #: Bytes.
    size: Mapped[int] = mapped_column(BigInteger)
    #: What the content is, found by looking into it; never what the browser said.
    content_type: Mapped[str]
    stored_at: Mapped[datetime] = mapped_column(UtcDateTime)


class Attachment(Model):
    """A file at a record. The record is named by its table and id, since it lies on a floor above."""

    __tablename__ = "attachments"
    __table_args__ = (Index("ix_attachments_subject", "subject_type", "subject_id", "id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    #: interactions, agreements, documents.
    subject_type: Mapped[str]
    subject_id: Mapped[int]
    file_id: Mapped[int] = mapped_column(ForeignKey("stored_files.id"), index=True)
    #: The name under which it is offered, cleaned; never a path.
    name: Mapped[str] = mapped_column(info=FILENAME)
    added_at: Mapped[datetime] = mapped_column(UtcDateTime)
    added_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    removed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    removed_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
