"""The table of cities: what only this kind has."""

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from partners.directory.models import Partner
from partners.foundation.columns import Json


class City(Partner):
    __tablename__ = "cities"
    __mapper_args__ = {"polymorphic_identity": "city", "polymorphic_load": "selectin"}

    id: Mapped[int] = mapped_column(ForeignKey("partners.id"), primary_key=True)
    #: ISO 639-1 codes of the languages in which one writes to it.
    languages: Mapped[list[str]] = mapped_column(Json, default=list)
    #: IANA name, such as Asia/Ho_Chi_Minh. Empty is unknown.
    time_zone: Mapped[str] = mapped_column(default="")
    #: The office that deals with us there: 호치민시 외무국.
    counterpart_office: Mapped[str] = mapped_column(default="")
