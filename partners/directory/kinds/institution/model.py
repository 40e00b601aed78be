"""The table of institutions: what only this kind has."""

from datetime import date

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from partners.directory.models import Partner


class Institution(Partner):
    __tablename__ = "institutions"

    id: Mapped[int] = mapped_column(ForeignKey("partners.id"), primary_key=True)
    #: national_government, council, committee, association, … (rules.INSTITUTION_TYPES).
    type: Mapped[str] = mapped_column(default="other")
    #: The city or body that it belongs to: 기시와다시 일한친선협회 → 기시와다시.
    related_partner_id: Mapped[int | None] = mapped_column(ForeignKey("partners.id"), index=True)
    #: Announced but not formed yet: 사회공헌위원회.
    is_planned: Mapped[bool] = mapped_column(default=False)
    #: 구성일: since when a committee exists. Empty is unknown.
    formed_on: Mapped[date | None]

    __mapper_args__ = {
        "polymorphic_identity": "institution",
        "polymorphic_load": "selectin",
        "inherit_condition": id == Partner.id,
    }
