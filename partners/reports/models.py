"""Reviews that were held: what later ones are compared with."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, Text
from sqlalchemy.orm import Mapped, mapped_column

from partners.foundation.columns import UtcDateTime
from partners.foundation.database import Model


class PipelineReview(Model):
    """협약 추진 검토: that somebody went through the pipelines as they stood on a day."""

    __tablename__ = "pipeline_reviews"
    __table_args__ = (Index("ix_pipeline_reviews_as_of", "as_of", "id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    #: The day whose state was looked at.
    as_of: Mapped[date]
    note: Mapped[str] = mapped_column(Text, default="")
    held_at: Mapped[datetime] = mapped_column(UtcDateTime)
    held_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
