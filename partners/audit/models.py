"""Append-only rows without content, and erasable values beside them.

Rows hold ids, field names and salted digests, so that destroying a person's data
leaves the record of what was done intact (docs: trust, "Audit").
"""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, Text, inspect
from sqlalchemy.orm import Mapped, mapped_column

from partners.foundation.columns import Json, UtcDateTime
from partners.foundation.database import Model


class AuditEvent(Model):
    """One thing that somebody did to one record."""

    __tablename__ = "audit_events"
    __table_args__ = (Index("ix_audit_events_subject", "subject_type", "subject_id", "id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime] = mapped_column(UtcDateTime, index=True)
    #: Empty when a command or a job acted.
    actor_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    #: Reads like a sentence: "agreement:consent:recorded".
    action: Mapped[str]
    subject_type: Mapped[str]
    subject_id: Mapped[int]
    #: [{"field", "before", "after"}]; before and after are salted digests, null for "nothing".
    fields: Mapped[list[dict[str, Any]]] = mapped_column(Json)


class ChangeValue(Model):
    """What a field held before and after. Erasable; feeds the history pages and every undo."""

    __tablename__ = "change_values"

    id: Mapped[int] = mapped_column(primary_key=True)
    event_id: Mapped[int] = mapped_column(ForeignKey("audit_events.id"), index=True)
    field: Mapped[str]
    before: Mapped[str | None] = mapped_column(Text)
    after: Mapped[str | None] = mapped_column(Text)
    salt: Mapped[str]


class AccessEntry(Model):
    """접속기록: who saw, from where, whose data, doing what. Ids only; kept two years (고시 제8조)."""

    __tablename__ = "access_log"

    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime] = mapped_column(UtcDateTime, index=True)
    user_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"), index=True)
    address: Mapped[str]
    page: Mapped[str]
    purpose: Mapped[str]
    subject_type: Mapped[str]
    subject_ids: Mapped[list[int]] = mapped_column(Json)


def subject_type(subject: Any) -> str:
    """The name under which a record is audited: its base table, so that a hospital is a partner."""
    return str(inspect(subject).mapper.base_mapper.local_table.name)
