"""Partners, their other names, ties, documents, and the standing that lists show.

One base table and one small table a kind (`directory/kinds/<kind>/model.py`).
Ambassadors and supporters are natural persons: columns that then hold personal data
are marked `info={"personal": …}`.
"""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, SmallInteger, Text, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from partners.foundation.columns import Json, KoreanName, UtcDateTime
from partners.foundation.database import Model

NAME = {"personal": "name"}
PLACE = {"personal": "address"}

NOT_TRASHED = text("trashed_at IS NULL")


class Partner(Model):
    """협력 파트너: a stakeholder of a kind."""

    __tablename__ = "partners"
    __table_args__ = (
        # 고성군 is one of two: a city is named by country, region and name.
        Index(
            "uq_partners_city",
            "country",
            "region",
            "name_key",
            unique=True,
            sqlite_where=text("kind = 'city' AND trashed_at IS NULL"),
            postgresql_where=text("kind = 'city' AND trashed_at IS NULL"),
        ),
        # One index a sort of the list: keyset paging walks it instead of sorting.
        Index("ix_partners_name", "name_ko", "id", sqlite_where=NOT_TRASHED, postgresql_where=NOT_TRASHED),
        Index(
            "ix_partners_section_name",
            "section",
            "band",
            "name_ko",
            "id",
            sqlite_where=NOT_TRASHED,
            postgresql_where=NOT_TRASHED,
        ),
        Index(
            "ix_partners_section_country_name",
            "section",
            "country",
            "band",
            "name_ko",
            "id",
            sqlite_where=NOT_TRASHED,
            postgresql_where=NOT_TRASHED,
        ),
        Index(
            "ix_partners_section_region",
            "section",
            "band",
            "region",
            "name_ko",
            "id",
            sqlite_where=NOT_TRASHED,
            postgresql_where=NOT_TRASHED,
        ),
        Index("ix_partners_kind", "kind", "id", sqlite_where=NOT_TRASHED, postgresql_where=NOT_TRASHED),
        CheckConstraint("lat BETWEEN -90 AND 90", name="lat"),
        CheckConstraint("lon BETWEEN -180 AND 180", name="lon"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column()
    #: The section of the menu in which it stands: its kind, or for a group the kind of its members.
    section: Mapped[str] = mapped_column()
    #: Order within the section (rules.Band): domestic, foreign, groups.
    band: Mapped[int] = mapped_column(SmallInteger)
    name_ko: Mapped[str] = mapped_column(KoreanName, info=NAME)
    #: hangul.fold(name_ko): equal for "광주 남구" and "광주남구".
    name_key: Mapped[str] = mapped_column(index=True, info=NAME)
    name_en: Mapped[str] = mapped_column(default="", info=NAME)
    name_native: Mapped[str] = mapped_column(default="", info=NAME)
    #: ISO 3166-1 alpha-2; KR is domestic.
    country: Mapped[str]
    #: Province or the city above it, as the report writes it: 경남, 상해시. Empty when not said.
    region: Mapped[str] = mapped_column(KoreanName, default="")
    address: Mapped[str] = mapped_column(default="", info=PLACE)
    lat: Mapped[float | None] = mapped_column(info=PLACE)
    lon: Mapped[float | None] = mapped_column(info=PLACE)
    #: high, medium, low; empty without coordinates. Below high the map says "좌표 확인 필요".
    point_confidence: Mapped[str | None]
    #: Names of columns that hold general knowledge nobody of ours has confirmed: shown with 참고.
    reference_fields: Mapped[list[str]] = mapped_column(Json, default=list)
    note: Mapped[str] = mapped_column(Text, default="")
    #: Where the record comes from, such as "주요업무 보고 88행".
    source: Mapped[str] = mapped_column(default="")
    #: The last day of the body's life; districts get abolished.
    valid_to: Mapped[date | None]
    successor_id: Mapped[int | None] = mapped_column(ForeignKey("partners.id"))
    owner_team_id: Mapped[int] = mapped_column(ForeignKey("teams.id"), index=True)
    owner_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    #: Folded names for the recheck, and their bigrams for the index (foundation/hangul.py).
    search_text: Mapped[str] = mapped_column(Text, default="", info=NAME)
    search_terms: Mapped[str] = mapped_column(Text, default="", info=NAME)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    created_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    updated_at: Mapped[datetime] = mapped_column(UtcDateTime)
    trashed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    version: Mapped[int] = mapped_column()

    aliases: Mapped[list["PartnerAlias"]] = relationship(
        lazy="raise", cascade="all, delete-orphan", order_by="PartnerAlias.name"
    )
    ties: Mapped[list["Tie"]] = relationship(lazy="raise", viewonly=True, order_by="Tie.id")

    __mapper_args__ = {"polymorphic_on": kind, "version_id_col": version}

    @property
    def is_foreign(self) -> bool:
        return self.country != "KR"


class PartnerAlias(Model):
    """Another name that people type: CM병원, 황푸구."""

    __tablename__ = "partner_aliases"

    id: Mapped[int] = mapped_column(primary_key=True)
    partner_id: Mapped[int] = mapped_column(ForeignKey("partners.id"), index=True)
    name: Mapped[str] = mapped_column(KoreanName, info=NAME)
    name_key: Mapped[str] = mapped_column(index=True, info=NAME)
    #: From general knowledge, not confirmed by us.
    is_reference: Mapped[bool] = mapped_column(default=False)


class PartnerNameKey(Model):
    """A spelling under which a partner is recognised, folded: what the duplicate warning looks up."""

    __tablename__ = "partner_name_keys"

    key: Mapped[str] = mapped_column(primary_key=True, info=NAME)
    partner_id: Mapped[int] = mapped_column(ForeignKey("partners.id"), primary_key=True, index=True)


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
    ended_on: Mapped[date | None]
    end_reason: Mapped[str] = mapped_column(default="")
    recorded_at: Mapped[datetime] = mapped_column(UtcDateTime)
    recorded_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    version: Mapped[int] = mapped_column()

    __mapper_args__ = {"version_id_col": version}


class Document(Model):
    """문서: a letter of intent, agreement, resolution … as a fact; its file comes beside it."""

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
    version: Mapped[int] = mapped_column()

    __mapper_args__ = {"version_id_col": version}


class PartnerStanding(Model):
    """How a partner stands, for lists: written by downward calls, rebuilt by a command."""

    __tablename__ = "partner_standings"
    __table_args__ = (
        Index("ix_partner_standings_last_contact", "last_contact_on", "partner_id"),
        Index("ix_partner_standings_stage", "pipeline", "stage", "partner_id"),
        Index("ix_partner_standings_next_due", "next_due_on", "partner_id"),
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
    next_action: Mapped[str] = mapped_column(default="")
    next_due_on: Mapped[date | None]
