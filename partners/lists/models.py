"""Saved views of lists, and what each person made of a view: pinned to the menu, opened first."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from partners.foundation.columns import KoreanName, UtcDateTime
from partners.foundation.database import Model

IS_DEFAULT = text("is_default")


class SavedView(Model):
    """보기: filters and order of a list under a name. One person's own, or shared with a team."""

    __tablename__ = "saved_views"
    __table_args__ = (
        UniqueConstraint("owner_id", "list", "name_key"),
        Index("ix_saved_views_owner_team_id", "owner_team_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    #: partners, contacts, interactions, agreements, follow_ups.
    list: Mapped[str]
    name: Mapped[str] = mapped_column(KoreanName)
    #: hangul.fold(name): "조용한 도시들" and "조용한도시들" are one name.
    name_key: Mapped[str]
    #: As in the address of the list: kind=city&sort=-last. Pages are left out, days ahead stay relative.
    query: Mapped[str] = mapped_column(Text)
    #: By table name: lists lie below the accounts.
    owner_id: Mapped[int] = mapped_column(ForeignKey("users.id"))
    #: The team that sees it too; empty for one's own eyes.
    owner_team_id: Mapped[int | None] = mapped_column(ForeignKey("teams.id"))
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    version: Mapped[int] = mapped_column()

    __mapper_args__ = {"version_id_col": version}


class ViewMark(Model):
    """What one person made of a view, saved or ready-made: it stands in the menu, it opens first."""

    __tablename__ = "view_marks"
    __table_args__ = (
        UniqueConstraint("user_id", "view_id"),
        Index("ix_view_marks_view_id", "view_id"),
        Index(
            "uq_view_marks_default",
            "user_id",
            "list",
            unique=True,
            sqlite_where=IS_DEFAULT,
            postgresql_where=IS_DEFAULT,
        ),
        CheckConstraint("(view_id IS NULL) = (ready_made <> '')", name="one_view"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id"))
    list: Mapped[str]
    view_id: Mapped[int | None] = mapped_column(ForeignKey("saved_views.id"))
    #: The code of a ready-made view, which has no row; empty beside a saved one.
    ready_made: Mapped[str] = mapped_column(default="")
    pinned_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    is_default: Mapped[bool] = mapped_column(default=False)
