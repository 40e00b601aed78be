"""What stands between a partner and us: ties and documents, and the standing that lists show."""

from collections.abc import Sequence
from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, Text, text
from sqlalchemy.orm import Mapped, mapped_column

from partners.foundation.columns import Json, UtcDateTime, holding
from partners.foundation.database import Model
from partners.lists.searched import Searched

UNDER_WAY = holding("pipeline IS NOT NULL AND agreement_id IS NOT NULL")
AT_REST = holding("at_rest", "at_rest = 1")
LIVING_TIE = text("status IN ('active', 'dormant', 'suspended')")


class Tie(Model):
    """관계: what stands between a partner and us. Made by completing an agreement, or by take_over."""

    __tablename__ = "ties"
    __table_args__ = (
        Index(
            "uq_ties_living",
            "partner_id",
            "type",
            unique=True,
            sqlite_where=LIVING_TIE,
            postgresql_where=LIVING_TIE,
        ),
        Index("ix_ties_type_status", "type", "status"),
        CheckConstraint("origin IN ('agreement', 'take_over')", name="origin"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    partner_id: Mapped[int] = mapped_column(ForeignKey("partners.id"), index=True)
    #: sister, friendship, zone_operator, partner_institution, ambassador, supporter, csr_agreement, mou.
    type: Mapped[str]
    #: active, dormant, suspended, ended.
    status: Mapped[str] = mapped_column(default="active")
    #: agreement or take_over: marked for ever.
    origin: Mapped[str]
    #: 체결일; empty is unknown.
    signed_on: Mapped[date | None]
    #: 협정식일.
    ceremony_on: Mapped[date | None]
    starts_on: Mapped[date | None]
    ends_on: Mapped[date | None]
    #: The frame it stands in, such as 영등포 스마트메디컬특구.
    frame: Mapped[str] = mapped_column(default="")
    #: What outside sources say of the day, as text with its source: "1995. 10.", "heraldcorp 2020-03-04".
    reference_date: Mapped[str] = mapped_column(default="")
    reference_source: Mapped[str] = mapped_column(default="")
    #: Of a take_over: why, from where, and the day for which the source speaks.
    reason: Mapped[str] = mapped_column(default="")
    source: Mapped[str] = mapped_column(default="")
    base_date: Mapped[date | None]
    #: Where days that were written later are known from; and whatever else is to be said of the tie.
    days_source: Mapped[str] = mapped_column(default="")
    note: Mapped[str] = mapped_column(Text, default="")
    ended_on: Mapped[date | None]
    end_reason: Mapped[str] = mapped_column(default="")
    #: How it ended: ended, terminated, expired, dismissed, succeeded. Empty while it stands.
    ended_as: Mapped[str] = mapped_column(default="")
    recorded_at: Mapped[datetime] = mapped_column(UtcDateTime)
    recorded_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    version: Mapped[int] = mapped_column()

    __mapper_args__ = {"version_id_col": version}


class TieEvent(Model):
    """What happened to a tie, on which day: the history from which one reads how it stood; appended."""

    __tablename__ = "tie_events"
    #: The few that went to a successor.
    __table_args__ = (
        Index("ix_tie_events_from_partner", "from_partner_id", "id", **holding("from_partner_id IS NOT NULL")),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    tie_id: Mapped[int] = mapped_column(ForeignKey("ties.id"), index=True)
    #: made, taken_over, dormant, suspended, resumed, renewed, extended, handed_over, ended.
    kind: Mapped[str]
    #: The status of the tie after it.
    status: Mapped[str]
    #: The day it happened; empty is unknown, then `as_of_date` is the base date of its source.
    effective_on: Mapped[date | None]
    as_of_date: Mapped[date | None]
    #: The last day of the term after it, and before it where it changed.
    ends_on: Mapped[date | None]
    ended_before: Mapped[date | None]
    #: With whom it stood after it; of a hand-over also with whom before.
    partner_id: Mapped[int] = mapped_column(ForeignKey("partners.id"), index=True)
    from_partner_id: Mapped[int | None] = mapped_column(ForeignKey("partners.id"))
    reason: Mapped[str] = mapped_column(default="")
    recorded_at: Mapped[datetime] = mapped_column(UtcDateTime)
    by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))


class Document(Searched, Model):
    """문서: a letter of intent, agreement, resolution … as a fact; its files are attachments of it."""

    __tablename__ = "documents"

    id: Mapped[int] = mapped_column(primary_key=True)
    partner_id: Mapped[int | None] = mapped_column(ForeignKey("partners.id"), index=True)
    #: loi, mou, agreement, council_resolution, certificate, reply, other.
    type: Mapped[str]
    title: Mapped[str]
    #: 문서번호, such as 비전협력과-1234.
    number: Mapped[str] = mapped_column(default="")
    dated_on: Mapped[date | None]
    date_text: Mapped[str] = mapped_column(default="")
    #: ISO 639-1 codes of the versions.
    languages: Mapped[list[str]] = mapped_column(Json, default=list)
    source: Mapped[str] = mapped_column(default="")
    recorded_at: Mapped[datetime] = mapped_column(UtcDateTime)
    recorded_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    #: Taken off the file with a reason; it stays to be read in the history.
    removed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    removed_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    remove_reason: Mapped[str] = mapped_column(default="")
    search_text: Mapped[str] = mapped_column(Text, default="")
    search_terms: Mapped[str] = mapped_column(Text, default="")
    version: Mapped[int] = mapped_column()

    __mapper_args__ = {"version_id_col": version}

    @property
    def searched(self) -> Sequence[str]:
        return (self.title, self.number)


class PartnerStanding(Model):
    """How a partner stands, for lists: written by downward calls, rebuilt by a command."""

    __tablename__ = "partner_standings"
    __table_args__ = (
        Index("ix_partner_standings_last_contact", "last_contact_on", "partner_id"),
        Index("ix_partner_standings_stage", "pipeline", "stage", "partner_id"),
        Index("ix_partner_standings_next_due", "next_due_on", "partner_id"),
        Index("ix_partner_standings_count", "interaction_count", "partner_id"),
        # Counted by kind: those with a case under way.
        Index("ix_partner_standings_under_way", "partner_id", **UNDER_WAY),
    )

    partner_id: Mapped[int] = mapped_column(ForeignKey("partners.id"), primary_key=True)
    #: Interactions that name the partner or an institution related to it; void ones not counted.
    interaction_count: Mapped[int] = mapped_column(default=0)
    #: Sorting day of the latest; when its day is unknown `last_contact_dated` is false.
    last_contact_on: Mapped[date | None]
    last_contact_dated: Mapped[bool] = mapped_column(default=False)
    last_contact_year: Mapped[int | None]
    last_contact_kind: Mapped[str | None]
    last_contact_title: Mapped[str] = mapped_column(default="")
    last_contact_text: Mapped[str] = mapped_column(default="")
    #: The open agreement, if any.
    agreement_id: Mapped[int | None]
    pipeline: Mapped[str | None]
    stage: Mapped[str | None]
    stage_entered_on: Mapped[date | None]
    #: What the open agreement wants next, written by agreements.
    case_action: Mapped[str] = mapped_column(default="")
    case_due_on: Mapped[date | None]
    #: The open follow-up that is due first, written by interactions.
    follow_up_title: Mapped[str] = mapped_column(default="")
    follow_up_due_on: Mapped[date | None]
    #: Whichever of both is due first: what lists show and sort by.
    next_action: Mapped[str] = mapped_column(default="")
    next_due_on: Mapped[date | None]


class PartnerTab(Model):
    """What a partner that is not archived counts as in lists and on the board: "under_way", "candidate", or the type of
    a living tie. The database keeps it (migration 0012), nobody else; a friendship beside a sister tie has no row.
    """

    __tablename__ = "partner_tabs"
    __table_args__ = (
        Index("ix_partner_tabs_tab", "tab", "section", "country", "kind"),
        Index("ix_partner_tabs_at_rest", "tab", "kind", "country", "partner_id", "tie_id", **AT_REST),
    )

    partner_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    tab: Mapped[str] = mapped_column(primary_key=True)
    #: As they stand in the partner's own row.
    section: Mapped[str]
    kind: Mapped[str]
    country: Mapped[str]
    #: The tie, if it counts as one; it is at rest when no case of the partner is under way.
    tie_id: Mapped[int | None]
    at_rest: Mapped[bool]
