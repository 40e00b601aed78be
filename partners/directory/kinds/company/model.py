"""The table of companies: what only this kind has."""

from sqlalchemy import ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from partners.directory.models import Partner
from partners.foundation.columns import Json

NUMBERED = text("business_no <> ''")


class Company(Partner):
    __tablename__ = "companies"
    __table_args__ = (
        Index("uq_companies_business_no", "business_no", unique=True, sqlite_where=NUMBERED, postgresql_where=NUMBERED),
    )
    __mapper_args__ = {"polymorphic_identity": "company", "polymorphic_load": "selectin"}

    id: Mapped[int] = mapped_column(ForeignKey("partners.id"), primary_key=True)
    #: 사업자등록번호, ten digits without hyphens. Empty is unknown.
    business_no: Mapped[str] = mapped_column(default="")
    #: A term of the vocabulary industry.
    industry: Mapped[str] = mapped_column(default="")
    #: Terms of the vocabulary csr_field.
    csr_fields: Mapped[list[str]] = mapped_column(Json, default=list)
    #: large, middle, small, micro, social (rules.words.COMPANY_SIZES). Empty is unknown.
    size: Mapped[str] = mapped_column(default="")
