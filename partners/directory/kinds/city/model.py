"""The table of cities: what only this kind has."""

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from partners.directory.models import Partner


class City(Partner):
    __tablename__ = "cities"
    __mapper_args__ = {"polymorphic_identity": "city", "polymorphic_load": "selectin"}

    id: Mapped[int] = mapped_column(ForeignKey("partners.id"), primary_key=True)
