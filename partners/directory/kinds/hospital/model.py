"""The table of hospitals: what only this kind has."""

from datetime import date

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from partners.directory.models import Partner


class Hospital(Partner):
    __tablename__ = "hospitals"
    __mapper_args__ = {"polymorphic_identity": "hospital", "polymorphic_load": "selectin"}

    id: Mapped[int] = mapped_column(ForeignKey("partners.id"), primary_key=True)
    #: 외국인환자 유치의료기관 registration with the state: the hospital's own fact, not a tie. Empty is unknown.
    registration_no: Mapped[str] = mapped_column(default="")
    #: Its last day; registrations are renewed every three years.
    registration_until: Mapped[date | None]
