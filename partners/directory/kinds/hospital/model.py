"""The table of hospitals: what only this kind has."""

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from partners.directory.models import Partner


class Hospital(Partner):
    __tablename__ = "hospitals"
    __mapper_args__ = {"polymorphic_identity": "hospital", "polymorphic_load": "selectin"}

    id: Mapped[int] = mapped_column(ForeignKey("partners.id"), primary_key=True)

