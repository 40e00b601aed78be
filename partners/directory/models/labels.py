"""Words that the office chooses itself: tags, and the terms of its vocabularies."""

from datetime import datetime

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from partners.foundation.columns import KoreanName, UtcDateTime
from partners.foundation.database import Model


class Tag(Model):
    """A word that the office puts on partners. Two spellings of one word are one tag."""

    __tablename__ = "tags"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(KoreanName)
    #: hangul.fold(name).
    name_key: Mapped[str] = mapped_column(unique=True)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    version: Mapped[int] = mapped_column()

    __mapper_args__ = {"version_id_col": version}


class PartnerTag(Model):
    """That a partner carries a tag."""

    __tablename__ = "partner_tags"

    tag_id: Mapped[int] = mapped_column(ForeignKey("tags.id"), primary_key=True)
    partner_id: Mapped[int] = mapped_column(ForeignKey("partners.id"), primary_key=True, index=True)


class VocabularyTerm(Model):
    """A choice that an administrator may add, rename, order and retire: an industry, a department."""

    __tablename__ = "vocabulary_terms"
    __table_args__ = (UniqueConstraint("vocabulary", "code"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    #: industry, csr_field, department, ambassador_field, hospital_type (rules.vocabularies).
    vocabulary: Mapped[str]
    #: What records keep; never changes.
    code: Mapped[str]
    label_ko: Mapped[str] = mapped_column(KoreanName)
    label_en: Mapped[str] = mapped_column(default="")
    position: Mapped[int] = mapped_column(default=0)
    #: No longer offered; records that have it keep it.
    retired_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    version: Mapped[int] = mapped_column()

    __mapper_args__ = {"version_id_col": version}
