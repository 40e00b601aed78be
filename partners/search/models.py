"""What each person opened last from the search, and what they pinned."""

from datetime import datetime

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from partners.foundation.columns import UtcDateTime
from partners.foundation.database import Model


class SearchMark(Model):
    """That somebody opened or pinned a record: it comes first when they search. A convenience of one person."""

    __tablename__ = "search_marks"
    __table_args__ = (UniqueConstraint("user_id", "record", "record_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id"))
    #: partner, contact, agreement, interaction, document.
    record: Mapped[str]
    record_id: Mapped[int]
    #: When it was opened last from the search; empty when it is only pinned.
    opened_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    pinned_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
