"""Acts: what somebody did to many records at once, with the rows as they were, so that it can be taken back."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, Text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from partners.foundation.columns import Json, KoreanName, UtcDateTime
from partners.foundation.database import Model

NAME = {"personal": "name"}
NOTE = {"personal": "note"}
IMAGE = {"personal": "image"}

#: Columns of a row by name; empty where there was no row.
RowImage = JSON(none_as_null=True).with_variant(JSONB(none_as_null=True), "postgresql")


class Act(Model):
    """One thing that somebody did: a change of many records, a merge."""

    __tablename__ = "acts"

    id: Mapped[int] = mapped_column(primary_key=True)
    #: bulk, merge …: which page tells it.
    kind: Mapped[str]
    at: Mapped[datetime] = mapped_column(UtcDateTime, index=True)
    by_id: Mapped[int] = mapped_column(ForeignKey("users.id"), index=True)
    reason: Mapped[str] = mapped_column(Text, default="")
    #: What was asked for, as the page of the act tells it. No personal data.
    asked: Mapped[dict[str, Any]] = mapped_column(Json, default=dict)
    #: How many records it is about.
    members: Mapped[int]
    undone_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    undone_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    #: The rows as they were are no longer kept: the time to take it back has passed, or a person's data was destroyed.
    forgotten_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class ActMember(Model):
    """A record that an act is about, and the line of the audit that says what became of it."""

    __tablename__ = "act_members"
    __table_args__ = (Index("ix_act_members_record", "record", "record_id"),)

    act_id: Mapped[int] = mapped_column(ForeignKey("acts.id"), primary_key=True)
    #: As the audit names it: partners, follow_ups …
    record: Mapped[str] = mapped_column(primary_key=True)
    record_id: Mapped[int] = mapped_column(primary_key=True)
    event_id: Mapped[int | None] = mapped_column(ForeignKey("audit_events.id"))


class ActImage(Model):
    """A row that an act changed: what differs, before and after; the links to other rows stand in it always."""

    __tablename__ = "act_images"

    id: Mapped[int] = mapped_column(primary_key=True)
    act_id: Mapped[int] = mapped_column(ForeignKey("acts.id"), index=True)
    table_name: Mapped[str]
    #: The primary key, as a JSON list.
    key: Mapped[str]
    #: Empty: the act made the row, or took it away.
    before: Mapped[dict[str, Any] | None] = mapped_column(RowImage)
    after: Mapped[dict[str, Any] | None] = mapped_column(RowImage)


class TrashEntry(Model):
    """One thing that somebody deleted, with all that went along."""

    __tablename__ = "trash_entries"
    __table_args__ = (
        Index("ix_trash_entries_record", "record", "id"),
        Index("ix_trash_entries_destroy_on", "destroy_on", "id"),
        Index("ix_trash_entries_deleted_by_id", "deleted_by_id", "id"),
        Index("ix_trash_entries_place_id", "place_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    #: rules.trash.Record: partner, contact, document, follow_up.
    record: Mapped[str]
    record_id: Mapped[int]
    #: As lists called it.
    name: Mapped[str] = mapped_column(KoreanName, info=NAME)
    #: Of a partner the section in which it stood, for its sign.
    section: Mapped[str] = mapped_column(default="")
    #: Whether it is a natural person: looking at it enters the access log.
    is_person: Mapped[bool] = mapped_column(default=False)
    #: The partner at which it stood, as it was called then; and its id.
    place: Mapped[str] = mapped_column(default="", info=NAME)
    place_id: Mapped[int | None]
    #: The team whose officers may bring it back.
    owner_team_id: Mapped[int] = mapped_column(ForeignKey("teams.id"))
    reason: Mapped[str] = mapped_column(Text, default="", info=NOTE)
    #: By the office's clock, as is `destroy_on`; the real time stands in the audit.
    deleted_at: Mapped[datetime] = mapped_column(UtcDateTime)
    deleted_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    #: The first business day on which the night destroys it.
    destroy_on: Mapped[date]
    #: How many rows went along, by table.
    taken: Mapped[dict[str, int]] = mapped_column(Json, default=dict)


class TrashRow(Model):
    """A row as it stood in its table."""

    __tablename__ = "trash_rows"
    __table_args__ = (Index("ix_trash_rows_table", "table_name", "row_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    entry_id: Mapped[int] = mapped_column(ForeignKey("trash_entries.id"), index=True)
    #: Name of the table; not of anybody.
    table_name: Mapped[str]
    #: Its id there; empty where the table has none of its own.
    row_id: Mapped[int | None]
    image: Mapped[dict[str, Any]] = mapped_column(Json, info=IMAGE)
