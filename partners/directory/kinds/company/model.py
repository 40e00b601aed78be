"""The table of companies: what only this kind has."""

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from partners.directory.models import Partner


class Company(Partner):
    __tablename__ = "companies"
    __mapper_args__ = {"polymorphic_identity": "company", "polymorphic_load": "selectin"}

    id: Mapped[int] = mapped_column(ForeignKey("partners.id"), primary_key=True)
