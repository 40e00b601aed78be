"""The table of groups: what only this kind has."""

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from partners.directory.models import Partner


class Group(Partner):
    __tablename__ = "groups"
    __mapper_args__ = {"polymorphic_identity": "group", "polymorphic_load": "selectin"}

    id: Mapped[int] = mapped_column(ForeignKey("partners.id"), primary_key=True)
    #: The kind that its members would have; it is shown in that section, never counted as one.
    member_kind: Mapped[str]
