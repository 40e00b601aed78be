"""The table of supporters: what only this kind has."""

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from partners.directory.models import Partner, PersonalBasis
from partners.foundation.columns import Json

LANGUAGES = {"personal": "languages"}


class Supporter(PersonalBasis, Partner):
    __tablename__ = "supporters"

    id: Mapped[int] = mapped_column(ForeignKey("partners.id"), primary_key=True)
    #: A team of several persons, as in cohort 1 (19 teams, 21 people); False: one person.
    is_team: Mapped[bool] = mapped_column(default=False)
    #: Of a team; empty is unknown, one person counts as one.
    member_count: Mapped[int | None]
    #: The group that is its cohort (기수).
    cohort_id: Mapped[int | None] = mapped_column(ForeignKey("partners.id"), index=True)
    #: ISO 639-1 codes of the languages in which it posts.
    languages: Mapped[list[str]] = mapped_column(Json, default=list, info=LANGUAGES)

    __mapper_args__ = {
        "polymorphic_identity": "supporter",
        "polymorphic_load": "selectin",
        "inherit_condition": id == Partner.id,
    }
