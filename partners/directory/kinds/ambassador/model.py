"""The table of ambassadors: what only this kind has."""

from datetime import date

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from partners.directory.models import Partner, PersonalBasis
from partners.foundation.columns import Json

ORIGIN = {"personal": "nationality"}
LANGUAGES = {"personal": "languages"}


class Ambassador(PersonalBasis, Partner):
    __tablename__ = "ambassadors"
    __mapper_args__ = {"polymorphic_identity": "ambassador", "polymorphic_load": "selectin"}

    id: Mapped[int] = mapped_column(ForeignKey("partners.id"), primary_key=True)
    #: ISO 3166-1 alpha-2; empty is unknown.
    nationality: Mapped[str] = mapped_column(default="", info=ORIGIN)
    #: ISO 639-1 codes.
    languages: Mapped[list[str]] = mapped_column(Json, default=list, info=LANGUAGES)
    #: A term of the vocabulary ambassador_field.
    field: Mapped[str] = mapped_column(default="")
    #: 임기, as the certificate says; both days included, empty is unknown.
    term_from: Mapped[date | None]
    term_until: Mapped[date | None]
