"""Agreements on their way, what was done at each gate, and what the council decided."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from partners.directory.models import Partner
from partners.foundation.columns import Json, UtcDateTime, holding
from partners.foundation.database import Model
from partners.lists.searched import Searched

OPEN = text("state = 'open'")
ENDED = holding("state NOT IN ('open', 'completed')")


class Agreement(Searched, Model):
    """협약 추진: a case on its way through a pipeline. Its partner may not be known yet."""

    __tablename__ = "agreements"
    __table_args__ = (
        Index("ix_agreements_board", "pipeline", "stage", "stage_entered_on", "id"),
        Index("ix_agreements_state", "state", "pipeline", "id"),
        # What is due first: of all, and of those in one state.
        Index("ix_agreements_due", "next_due_on", "id"),
        Index("ix_agreements_state_due", "state", "next_due_on", "id"),
        Index("ix_agreements_entered", "stage_entered_on", "id"),
        # The latest that ended before their signature.
        Index("ix_agreements_ended", "updated_at", "id", "pipeline", **ENDED),
        # One open case a partner and pipeline.
        Index(
            "uq_agreements_open",
            "partner_id",
            "pipeline",
            unique=True,
            sqlite_where=OPEN,
            postgresql_where=OPEN,
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    #: Code of the declared pipeline, and of the stage in it.
    pipeline: Mapped[str]
    stage: Mapped[str]
    #: open, completed, or how it ended: declined, dormant, …
    state: Mapped[str] = mapped_column(default="open")
    partner_id: Mapped[int | None] = mapped_column(ForeignKey("partners.id"), index=True)
    title: Mapped[str] = mapped_column(default="")
    #: Where a partner is looked for while there is none: ["강원도", "경기도"].
    target_regions: Mapped[list[str]] = mapped_column(Json, default=list)
    #: Effective day of the last move; empty is unknown, then `as_of_date` counts.
    stage_entered_on: Mapped[date | None]
    #: Base date of the source that told the stage.
    as_of_date: Mapped[date | None]
    #: The goal as written and its days: '21. 상반기.
    target_text: Mapped[str] = mapped_column(default="")
    target_start: Mapped[date | None]
    target_end: Mapped[date | None]
    next_action: Mapped[str] = mapped_column(default="")
    next_due_on: Mapped[date | None]
    owner_team_id: Mapped[int] = mapped_column(ForeignKey("teams.id"), index=True)
    owner_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    #: The round in which it applied.
    round_id: Mapped[int | None] = mapped_column(ForeignKey("recruitment_rounds.id"), index=True)
    #: How often its round began, from 1: facts of gates belong to one turn.
    turn: Mapped[int] = mapped_column(default=1)
    #: The tie that it made, or renews.
    tie_id: Mapped[int | None] = mapped_column(ForeignKey("ties.id"))
    signed_on: Mapped[date | None]
    note: Mapped[str] = mapped_column(Text, default="")
    source: Mapped[str] = mapped_column(default="")
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    created_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    updated_at: Mapped[datetime] = mapped_column(UtcDateTime)
    search_text: Mapped[str] = mapped_column(Text, default="")
    search_terms: Mapped[str] = mapped_column(Text, default="")
    version: Mapped[int] = mapped_column()

    partner: Mapped[Partner | None] = relationship(lazy="raise")
    moves: Mapped[list["StageMove"]] = relationship(lazy="raise", order_by="StageMove.id")
    facts: Mapped[list["GateFact"]] = relationship(lazy="raise", order_by="GateFact.id")
    motions: Mapped[list["Motion"]] = relationship(lazy="raise", order_by="Motion.id")

    __mapper_args__ = {"version_id_col": version}

    @property
    def searched(self) -> Sequence[str]:
        # What its partner is called stands with the partner.
        return (self.title, *(self.target_regions or ()), self.target_text, self.next_action)


class StageMove(Model):
    """One line of the stage history; appended, never changed."""

    __tablename__ = "stage_moves"

    id: Mapped[int] = mapped_column(primary_key=True)
    agreement_id: Mapped[int] = mapped_column(ForeignKey("agreements.id"), index=True)
    #: start, advance, return, override, ending, outcome.
    kind: Mapped[str]
    from_stage: Mapped[str | None]
    to_stage: Mapped[str]
    #: The state of the case after it: the history alone tells where a case stood.
    state: Mapped[str]
    #: The day it happened; empty is unknown, then `as_of_date` is the source's base date.
    effective_on: Mapped[date | None]
    as_of_date: Mapped[date | None]
    recorded_at: Mapped[datetime] = mapped_column(UtcDateTime)
    by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    reason: Mapped[str] = mapped_column(Text, default="")
    #: Codes of the gates that a manager passed by; marked for ever.
    overridden_gates: Mapped[list[str]] = mapped_column(Json, default=list)
    #: Codes of the gates that only warn in this office and were not met.
    warned_gates: Mapped[list[str]] = mapped_column(Json, default=list)


class GateFact(Model):
    """What was written down for one gate of one case; the columns are those of `pipelines.shape.Asks`."""

    __tablename__ = "gate_facts"
    __table_args__ = (UniqueConstraint("agreement_id", "turn", "gate"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    agreement_id: Mapped[int] = mapped_column(ForeignKey("agreements.id"))
    #: The turn of the case in which it was written.
    turn: Mapped[int] = mapped_column(default=1)
    gate: Mapped[str]
    given_on: Mapped[date | None]
    #: 협정식일, where the gate is a signature.
    ceremony_on: Mapped[date | None]
    text: Mapped[str] = mapped_column(Text, default="")
    document_title: Mapped[str] = mapped_column(default="")
    #: 문서번호.
    document_no: Mapped[str] = mapped_column(default="")
    #: The document as it went on file when the gate was passed.
    document_id: Mapped[int | None] = mapped_column(ForeignKey("documents.id"))
    interaction_id: Mapped[int | None] = mapped_column(ForeignKey("interactions.id"))
    #: Points of a review.
    score: Mapped[int | None]
    #: The last day of the term, registration or period that the gate is about.
    until: Mapped[date | None]
    #: The committee that decided.
    body_id: Mapped[int | None] = mapped_column(ForeignKey("partners.id"))
    recorded_at: Mapped[datetime] = mapped_column(UtcDateTime)
    by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))


class StagePaper(Model):
    """A document on file that a stage of a case produced; appended, one row a document."""

    __tablename__ = "stage_papers"
    __table_args__ = (UniqueConstraint("agreement_id", "paper", "document_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    agreement_id: Mapped[int] = mapped_column(ForeignKey("agreements.id"))
    #: Code of a paper that the pipeline declares.
    paper: Mapped[str]
    document_id: Mapped[int] = mapped_column(ForeignKey("documents.id"), index=True)
    recorded_at: Mapped[datetime] = mapped_column(UtcDateTime)
    by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))


class RecruitmentRound(Model):
    """모집공고: a round with its notice and the period in which applications are received."""

    __tablename__ = "recruitment_rounds"

    id: Mapped[int] = mapped_column(primary_key=True)
    pipeline: Mapped[str]
    title: Mapped[str]
    #: Number and day of the notice.
    notice_no: Mapped[str] = mapped_column(default="")
    announced_on: Mapped[date | None]
    #: First and last day on which applications are received.
    opens_on: Mapped[date]
    closes_on: Mapped[date]
    #: Points that all reviews together must reach; empty: as the pipeline says.
    pass_mark: Mapped[int | None]
    owner_team_id: Mapped[int] = mapped_column(ForeignKey("teams.id"), index=True)
    note: Mapped[str] = mapped_column(Text, default="")
    source: Mapped[str] = mapped_column(default="")
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    created_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    version: Mapped[int] = mapped_column()

    __mapper_args__ = {"version_id_col": version}


class PipelineSetting(Model):
    """What this office changed in a declared pipeline; appended, the latest row of a key counts.

    So a page about the past can say a name as it was then.
    """

    __tablename__ = "pipeline_settings"
    __table_args__ = (Index("ix_pipeline_settings_key", "pipeline", "what", "key", "id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    #: Code of the pipeline; empty for what holds for all.
    pipeline: Mapped[str] = mapped_column(default="")
    #: stage_name, gate_level, term_years, enough_points, consent, submission_days (`rules.office.What`).
    what: Mapped[str]
    #: Code of the stage, gate, or "foreign:sister" of the matrix; empty where there is only one.
    key: Mapped[str] = mapped_column(default="")
    #: The value as JSON; null takes the change back.
    value: Mapped[Any] = mapped_column(Json, nullable=True)
    reason: Mapped[str] = mapped_column(default="")
    recorded_at: Mapped[datetime] = mapped_column(UtcDateTime)
    by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))


class CouncilSession(Model):
    """회기: 제227회 제2차 정례회, 2020-11-20 ~ 12-23."""

    __tablename__ = "council_sessions"
    __table_args__ = (UniqueConstraint("number", "kind"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    number: Mapped[int]
    #: regular, extraordinary.
    kind: Mapped[str]
    #: 제2차: which one of its kind in the year.
    ordinal: Mapped[int | None]
    starts_on: Mapped[date | None]
    ends_on: Mapped[date | None]
    #: The last day on which a motion may be handed in; empty: reckoned from the beginning.
    submit_by: Mapped[date | None]
    note: Mapped[str] = mapped_column(Text, default="")
    source: Mapped[str] = mapped_column(default="")
    version: Mapped[int] = mapped_column()

    __mapper_args__ = {"version_id_col": version}


class Motion(Model):
    """동의안: a motion in a session. A deferred one goes on in a later session as a row of its own."""

    __tablename__ = "motions"

    id: Mapped[int] = mapped_column(primary_key=True)
    agreement_id: Mapped[int] = mapped_column(ForeignKey("agreements.id"), index=True)
    session_id: Mapped[int] = mapped_column(ForeignKey("council_sessions.id"))
    bill_no: Mapped[str]
    submitted_on: Mapped[date | None]
    #: passed_as_proposed, passed_as_amended, deferred, rejected, withdrawn, lapsed; empty while pending.
    outcome: Mapped[str | None]
    resolved_on: Mapped[date | None]
    #: 상임위원회: which one, when it met, and what it said (the outcomes of a motion).
    committee: Mapped[str] = mapped_column(default="")
    committee_on: Mapped[date | None]
    committee_outcome: Mapped[str | None]
    #: Codes of the enclosures that are ready (`rules.motions.ENCLOSURES`), and why a missing one is not needed.
    enclosures: Mapped[list[str]] = mapped_column(Json, default=list)
    enclosure_note: Mapped[str] = mapped_column(Text, default="")
    note: Mapped[str] = mapped_column(Text, default="")
    #: Recorded by mistake: it stays to be read and counts no more.
    voided_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    voided_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    void_reason: Mapped[str] = mapped_column(Text, default="")
    version: Mapped[int] = mapped_column()
    recorded_at: Mapped[datetime] = mapped_column(UtcDateTime)
    by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))

    session: Mapped[CouncilSession] = relationship(lazy="raise")

    __mapper_args__ = {"version_id_col": version}
