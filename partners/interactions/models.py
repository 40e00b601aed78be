"""Interactions, when they took place, whom they name, and what is to follow."""

from datetime import date, datetime

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Index, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from partners.foundation.columns import UtcDateTime, holding
from partners.foundation.database import Model

STANDS = "voided_at IS NULL"
UNSPECIFIED = holding(f"{STANDS} AND recipients_unspecified", f"{STANDS} AND recipients_unspecified = 1")
UNDATED = holding(f"{STANDS} AND is_dated IS false", f"{STANDS} AND is_dated IS 0")
UNPRICED = holding(f"{STANDS} AND amount_won IS NULL")


class Interaction(Model):
    """One record, none to many partners, counted once. Unknown is not zero."""

    __tablename__ = "interactions"
    __table_args__ = (
        Index("ix_interactions_sort", "sort_on", "id"),
        # One index a filter of the list: walked from the newest, without a look at the records it does not show.
        Index("ix_interactions_standing", "sort_on", "id", **holding(STANDS)),
        Index("ix_interactions_kind_sort", "kind", "sort_on", "id", **holding(STANDS)),
        Index("ix_interactions_year_kind", "fiscal_year", "kind", **holding(STANDS)),
        Index("ix_interactions_year_sort", "fiscal_year", "sort_on", "id", **holding(STANDS)),
        Index("ix_interactions_team_sort", "owner_team_id", "sort_on", "id", **holding(STANDS)),
        Index("ix_interactions_direction_sort", "direction", "sort_on", "id", **holding(STANDS)),
        Index("ix_interactions_amount", "amount_won", "id", **holding(STANDS)),
        # What the records do not say, to be worked off, and what is void: few, and found without walking over all.
        Index("ix_interactions_unpriced", "kind", "sort_on", "id", **UNPRICED),
        Index("ix_interactions_undated", "sort_on", "id", **UNDATED),
        Index("ix_interactions_unspecified", "sort_on", "id", **UNSPECIFIED),
        Index("ix_interactions_unspecified_year", "fiscal_year", **UNSPECIFIED),
        Index("ix_interactions_void", "sort_on", "id", **holding("voided_at IS NOT NULL")),
        # What people wrote down last; commands leave no writer.
        Index("ix_interactions_written", "created_at", "id", **holding(f"{STANDS} AND created_by_id IS NOT NULL")),
        CheckConstraint("amount_won >= 0", name="amount"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    #: A code of rules.KINDS: donation_received, aid_given, letter, meeting …
    kind: Mapped[str]
    #: inbound, outbound, mutual, internal, external.
    direction: Mapped[str]
    title: Mapped[str]
    #: What was given or received: 마스크.
    item: Mapped[str] = mapped_column(default="")
    #: Won; empty is unknown ("금액 미상"), which is not 0.
    amount_won: Mapped[int | None] = mapped_column(BigInteger)
    #: 상당, 약: the amount is an estimate.
    amount_approx: Mapped[bool] = mapped_column(default=False)
    amount_text: Mapped[str] = mapped_column(default="")
    body: Mapped[str] = mapped_column(Text, default="")
    #: The date as written, "'20.7.7. / 10.14."; empty when there is none.
    date_text: Mapped[str] = mapped_column(default="")
    #: False: 날짜 미상. It then counts in its fiscal year and sorts last in it.
    is_dated: Mapped[bool]
    #: Calendar year of the budget in which it counts.
    fiscal_year: Mapped[int]
    #: End of the latest occurrence, or the first day of the fiscal year; never empty.
    sort_on: Mapped[date]
    #: The sender did not name whom: then `recipients_text` says what was written, "국외 교류도시".
    recipients_unspecified: Mapped[bool] = mapped_column(default=False)
    recipients_text: Mapped[str] = mapped_column(default="")
    #: Who took part for us, as written.
    our_attendees: Mapped[str] = mapped_column(default="")
    source: Mapped[str] = mapped_column(default="")
    owner_team_id: Mapped[int] = mapped_column(ForeignKey("teams.id"))
    created_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    created_at: Mapped[datetime] = mapped_column(UtcDateTime, index=True)
    updated_at: Mapped[datetime] = mapped_column(UtcDateTime)
    corrected_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    voided_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    voided_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    void_reason: Mapped[str] = mapped_column(default="")
    search_text: Mapped[str] = mapped_column(Text, default="")
    search_terms: Mapped[str] = mapped_column(Text, default="")
    version: Mapped[int] = mapped_column()

    occurrences: Mapped[list["Occurrence"]] = relationship(
        lazy="raise", cascade="all, delete-orphan", order_by="Occurrence.position"
    )
    named: Mapped[list["InteractionPartner"]] = relationship(
        lazy="raise", cascade="all, delete-orphan", order_by="InteractionPartner.partner_id"
    )

    met: Mapped[list["InteractionContact"]] = relationship(
        lazy="raise", cascade="all, delete-orphan", order_by="InteractionContact.contact_id"
    )

    __mapper_args__ = {"version_id_col": version}


class Occurrence(Model):
    """One time it took place; both ends included. A day, a month, a half year …"""

    __tablename__ = "interaction_occurrences"

    interaction_id: Mapped[int] = mapped_column(ForeignKey("interactions.id"), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)
    starts_on: Mapped[date]
    ends_on: Mapped[date]
    #: day, month, quarter, half, year.
    precision: Mapped[str]
    text: Mapped[str]
    #: What it was, when the record has several: 체결, 협정식.
    label: Mapped[str] = mapped_column(default="")
    #: The year was not written but follows from the context.
    year_implied: Mapped[bool] = mapped_column(default=False)


class InteractionPartner(Model):
    """That an interaction names a partner. Repeats the sorting day: it carries the timeline's index."""

    __tablename__ = "interaction_partners"
    __table_args__ = (Index("ix_interaction_partners_timeline", "partner_id", "sort_on", "interaction_id"),)

    interaction_id: Mapped[int] = mapped_column(ForeignKey("interactions.id"), primary_key=True)
    partner_id: Mapped[int] = mapped_column(ForeignKey("partners.id"), primary_key=True)
    sort_on: Mapped[date]


class InteractionContact(Model):
    """That a contact of a partner took part: 상대 담당자."""

    __tablename__ = "interaction_contacts"

    interaction_id: Mapped[int] = mapped_column(ForeignKey("interactions.id"), primary_key=True)
    contact_id: Mapped[int] = mapped_column(ForeignKey("contacts.id"), primary_key=True, index=True)


OPEN = holding("done_at IS NULL AND cancelled_at IS NULL")
DONE = holding("done_at IS NOT NULL AND cancelled_at IS NULL")
CALLED_OFF = holding("cancelled_at IS NOT NULL")


class FollowUp(Model):
    """후속 조치: what somebody is to do by when; done, or called off with a reason. Chained by `previous_id`."""

    __tablename__ = "follow_ups"
    __table_args__ = (
        # Each list of open ones is one walk: mine, my team's, a partner's.
        Index("ix_follow_ups_assignee", "assignee_id", "due_on", "id", **OPEN),
        Index("ix_follow_ups_team", "owner_team_id", "due_on", "id", **OPEN),
        Index("ix_follow_ups_partner", "partner_id", "due_on", "id", **OPEN),
        Index("ix_follow_ups_open", "due_on", "id", **OPEN),
        # One index an order of the list, of what is to be done and of what was done; called off are few.
        Index("ix_follow_ups_open_assignee", "assignee_id", "id", **OPEN),
        Index("ix_follow_ups_open_team", "owner_team_id", "id", **OPEN),
        Index("ix_follow_ups_open_planned", "created_at", "id", **OPEN),
        Index("ix_follow_ups_done", "done_at", "id", **DONE),
        Index("ix_follow_ups_done_due", "due_on", "id", **DONE),
        Index("ix_follow_ups_done_assignee", "assignee_id", "id", **DONE),
        Index("ix_follow_ups_done_team", "owner_team_id", "id", **DONE),
        Index("ix_follow_ups_done_planned", "created_at", "id", **DONE),
        Index("ix_follow_ups_called_off", "cancelled_at", "id", **CALLED_OFF),
        Index("ix_follow_ups_due", "due_on", "id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    title: Mapped[str]
    body: Mapped[str] = mapped_column(Text, default="")
    #: Whom it concerns; empty where the recipients are not named.
    partner_id: Mapped[int | None] = mapped_column(ForeignKey("partners.id"))
    #: The interaction that it follows from.
    interaction_id: Mapped[int | None] = mapped_column(ForeignKey("interactions.id"), index=True)
    #: The follow-up that it continues: 완료하고 다음 조치.
    previous_id: Mapped[int | None] = mapped_column(ForeignKey("follow_ups.id"), index=True)
    #: Empty: no day was set (기한 미정).
    due_on: Mapped[date | None]
    assignee_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    owner_team_id: Mapped[int] = mapped_column(ForeignKey("teams.id"))
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    created_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    updated_at: Mapped[datetime] = mapped_column(UtcDateTime)
    done_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    done_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    #: What came of it.
    outcome: Mapped[str] = mapped_column(default="")
    cancelled_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    cancelled_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    cancel_reason: Mapped[str] = mapped_column(default="")
    version: Mapped[int] = mapped_column()

    __mapper_args__ = {"version_id_col": version}
