"""The table of ambassadors: what only this kind has."""

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from partners.directory.models import Partner


class Ambassador(Partner):
    __tablename__ = "ambassadors"
    __mapper_args__ = {"polymorphic_identity": "ambassador", "polymorphic_load": "selectin"}

    id: Mapped[int] = mapped_column(ForeignKey("partners.id"), primary_key=True)
