"""The table of hospitals: what only this kind has."""

from datetime import date

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from partners.directory.models import Partner
from partners.foundation.columns import Json


class Hospital(Partner):
    __tablename__ = "hospitals"
    __mapper_args__ = {"polymorphic_identity": "hospital", "polymorphic_load": "selectin"}

    id: Mapped[int] = mapped_column(ForeignKey("partners.id"), primary_key=True)
    #: A term of the vocabulary hospital_type (의료법 제3조): 상급종합병원, 종합병원, 병원 … Empty is unknown.
    hospital_type: Mapped[str] = mapped_column(default="")
    #: Terms of the vocabulary department: 진료과목.
    departments: Mapped[list[str]] = mapped_column(Json, default=list)
    #: ISO 639-1 codes of the languages in which it interprets for patients.
    interpretation_languages: Mapped[list[str]] = mapped_column(Json, default=list)
    #: 외국인환자 유치의료기관 registration with the state: the hospital's own fact, not a tie. Empty is unknown.
    registration_no: Mapped[str] = mapped_column(default="")
    registration_from: Mapped[date | None]
    #: Its last day; registrations are renewed every three years.
    registration_until: Mapped[date | None]
