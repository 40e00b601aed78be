"""The table of groups: what only this kind has."""

from datetime import date

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from partners.directory.models import Partner


class Group(Partner):
    __tablename__ = "groups"
    __mapper_args__ = {"polymorphic_identity": "group", "polymorphic_load": "selectin"}

    id: Mapped[int] = mapped_column(ForeignKey("partners.id"), primary_key=True)
    #: The kind that its members would have; it is shown in that section, never counted as one.
    member_kind: Mapped[str]
    #: 기수 of a cohort; empty where it is none.
    cohort_no: Mapped[int | None]
    #: The period of a cohort or of a body's work; both days included, empty is unknown.
    starts_on: Mapped[date | None]
    ends_on: Mapped[date | None]
