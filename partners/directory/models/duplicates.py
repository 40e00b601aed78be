"""Records that may be one, and the address that a merged record leaves behind."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, SmallInteger, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from partners.foundation.columns import Json, UtcDateTime
from partners.foundation.database import Model

PARTNERS, CONTACTS = "partners", "contacts"


class DuplicatePair(Model):
    """Two partners, or two contacts, that may be one: why, and what somebody said of it. Found anew every night."""

    __tablename__ = "duplicate_pairs"
    __table_args__ = (
        UniqueConstraint("record", "first_id", "second_id"),
        Index("ix_duplicate_pairs_queue", "record", "points", "id"),
        Index("ix_duplicate_pairs_second", "record", "second_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    #: partners, contacts: the table of both.
    record: Mapped[str]
    #: The smaller id first.
    first_id: Mapped[int]
    second_id: Mapped[int]
    #: How much speaks for it, up to 100 (rules.matching), and what: [code, percent] each.
    points: Mapped[int] = mapped_column(SmallInteger)
    reasons: Mapped[list[list[Any]]] = mapped_column(Json, default=list)
    #: A digest of the names of both: when one is called otherwise, what was said counts no more.
    fingerprint: Mapped[str]
    found_at: Mapped[datetime] = mapped_column(UtcDateTime)
    #: "Not the same": said by whom, when and why.
    dismissed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    dismissed_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    dismiss_reason: Mapped[str] = mapped_column(default="")


class Forwarding:
    """That a record was merged into another: its address leads there. A mixin; it knows ids alone, and no name."""

    merged_at: Mapped[datetime] = mapped_column(UtcDateTime)
    merged_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))


class PartnerForwarding(Forwarding, Model):
    """Of partners."""

    __tablename__ = "partner_forwardings"

    #: The record that was merged: archived for good, in no list.
    partner_id: Mapped[int] = mapped_column(ForeignKey("partners.id"), primary_key=True)
    into_id: Mapped[int] = mapped_column(ForeignKey("partners.id"), index=True)


class ContactForwarding(Forwarding, Model):
    """Of contacts."""

    __tablename__ = "contact_forwardings"

    #: The record that was merged: out of use for good, without a post and without a name.
    contact_id: Mapped[int] = mapped_column(ForeignKey("contacts.id"), primary_key=True)
    into_id: Mapped[int] = mapped_column(ForeignKey("contacts.id"), index=True)
