"""Partners, their other names, and their channels.

One base table and one small table a kind (`directory/kinds/<kind>/model.py`).
Ambassadors and supporters are natural persons: columns that then hold personal data
are marked `info={"personal": …}`.
"""

from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, SmallInteger, Text, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from partners.foundation.columns import Json, KoreanName, UtcDateTime, holding
from partners.foundation.database import Model

if TYPE_CHECKING:
    from partners.directory.models.relations import Tie

NAME = {"personal": "name"}
PLACE = {"personal": "address"}
CHANNEL = {"personal": "channel"}
NOTE = {"personal": "note"}

KEPT = "trashed_at IS NULL"
NOT_TRASHED = text(KEPT)
TRASHED = text("trashed_at IS NOT NULL")
ABOLISHED = text("valid_to IS NOT NULL")
PLACED = "trashed_at IS NULL AND lat IS NOT NULL AND lon IS NOT NULL"
UNCONFIRMED = text("trashed_at IS NULL AND reference_fields <> '[]'")


class Partner(Model):
    """협력 파트너: a stakeholder of a kind."""

    __tablename__ = "partners"
    __table_args__: tuple[Any, ...] = (
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
            "country",
            "region",
            "name_ko",
            "id",
            sqlite_where=NOT_TRASHED,
            postgresql_where=NOT_TRASHED,
        ),
        Index("ix_partners_country_name", "country", "name_ko", "id", **holding(KEPT)),
        Index("ix_partners_region", "country", "region", "name_ko", "id", **holding(KEPT)),
        Index("ix_partners_section", "section", "name_ko", "id", **holding(KEPT)),
        Index("ix_partners_team_name", "owner_team_id", "name_ko", "id", **holding(KEPT)),
        # Cases and contacts in the order of their partners, archived ones included.
        Index("ix_partners_name_of_all", "name_ko"),
        Index("ix_partners_country_of_all", "country"),
        Index("ix_partners_kind", "kind", "id", sqlite_where=NOT_TRASHED, postgresql_where=NOT_TRASHED),
        # Whose place nobody has confirmed, and whose values.
        Index(
            "ix_partners_unsure",
            "owner_team_id",
            "id",
            sqlite_where=text(f"{PLACED} AND point_confidence IS NOT 'high'"),
            postgresql_where=text(f"{PLACED} AND point_confidence IS DISTINCT FROM 'high'"),
        ),
        Index("ix_partners_unconfirmed", "owner_team_id", "id", sqlite_where=UNCONFIRMED, postgresql_where=UNCONFIRMED),
        # What is worked off: nobody in charge, no place on the map; by name.
        Index("ix_partners_ownerless", "name_ko", "id", **holding(f"{KEPT} AND owner_id IS NULL")),
        Index("ix_partners_placeless", "name_ko", "id", **holding(f"{KEPT} AND (lat IS NULL OR lon IS NULL)")),
        # All that the map's boxes count, so that nobody reads the whole table for them.
        Index("ix_partners_on_the_map", "section", "id", "lat", "lon", "point_confidence", **holding(KEPT)),
        # The few that are put away, and the few that came to an end.
        Index("ix_partners_trashed", "name_ko", "id", sqlite_where=TRASHED, postgresql_where=TRASHED),
        Index("ix_partners_valid_to", "valid_to", sqlite_where=ABOLISHED, postgresql_where=ABOLISHED),
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
    region: Mapped[str] = mapped_column(KoreanName, default="", info=PLACE)
    address: Mapped[str] = mapped_column(default="", info=PLACE)
    lat: Mapped[float | None] = mapped_column(info=PLACE)
    lon: Mapped[float | None] = mapped_column(info=PLACE)
    #: high, medium, low; empty without coordinates. Below high the map says "좌표 확인 필요".
    point_confidence: Mapped[str | None]
    #: Names of columns that hold general knowledge nobody of ours has confirmed: shown with 참고.
    reference_fields: Mapped[list[str]] = mapped_column(Json, default=list)
    note: Mapped[str] = mapped_column(Text, default="", info=NOTE)
    #: Where the record comes from, such as "주요업무 보고 88행".
    source: Mapped[str] = mapped_column(default="")
    #: The last day of the body's life; districts get abolished.
    valid_to: Mapped[date | None]
    successor_id: Mapped[int | None] = mapped_column(ForeignKey("partners.id"), index=True)
    owner_team_id: Mapped[int] = mapped_column(ForeignKey("teams.id"), index=True)
    owner_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"), index=True)
    #: Folded names for the recheck, and their bigrams for the index (foundation/hangul.py).
    search_text: Mapped[str] = mapped_column(Text, default="", info=NAME)
    search_terms: Mapped[str] = mapped_column(Text, default="", info=NAME)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    created_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    updated_at: Mapped[datetime] = mapped_column(UtcDateTime)
    #: 보관: put away, out of every list, with its reason; it can be brought back.
    trashed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    trashed_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    trash_reason: Mapped[str] = mapped_column(default="")
    version: Mapped[int] = mapped_column()

    aliases: Mapped[list["PartnerAlias"]] = relationship(
        lazy="raise", cascade="all, delete-orphan", order_by="PartnerAlias.name"
    )
    channels: Mapped[list["PartnerChannel"]] = relationship(
        lazy="raise", cascade="all, delete-orphan", order_by="PartnerChannel.position"
    )
    ties: Mapped[list["Tie"]] = relationship(lazy="raise", viewonly=True, order_by="Tie.id")

    __mapper_args__ = {"polymorphic_on": kind, "version_id_col": version}

    @property
    def is_foreign(self) -> bool:
        return self.country != "KR"

    @property
    def is_archived(self) -> bool:
        """Put away: it is read, and nothing is offered that begins something with it."""
        return self.trashed_at is not None


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


class PartnerChannel(Model):
    """A channel in social media: where a supporter or ambassador speaks, and to how many."""

    __tablename__ = "partner_channels"
    __table_args__ = (CheckConstraint("followers >= 0", name="followers"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    partner_id: Mapped[int] = mapped_column(ForeignKey("partners.id"), index=True)
    position: Mapped[int]
    #: youtube, instagram, facebook, x, tiktok, blog, weibo, other … (rules.words.PLATFORMS).
    platform: Mapped[str] = mapped_column(info=CHANNEL)
    handle: Mapped[str] = mapped_column(default="", info=CHANNEL)
    #: http or https only.
    url: Mapped[str] = mapped_column(default="", info=CHANNEL)
    #: Empty is unknown; counted on `followers_on`.
    followers: Mapped[int | None] = mapped_column(info=CHANNEL)
    followers_on: Mapped[date | None] = mapped_column(info=CHANNEL)
