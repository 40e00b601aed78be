"""The table of supporters: what only this kind has."""

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from partners.directory.models import Partner


class Supporter(Partner):
    __tablename__ = "supporters"
    __mapper_args__ = {"polymorphic_identity": "supporter", "polymorphic_load": "selectin"}

    id: Mapped[int] = mapped_column(ForeignKey("partners.id"), primary_key=True)
