"""Contacts: persons at partners, the posts that they hold there, and on what ground we keep their data."""

from collections.abc import Sequence
from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from partners.foundation.columns import Json, KoreanName, UtcDateTime, holding
from partners.foundation.database import Model
from partners.lists.searched import Searched

NAME = {"personal": "name"}
POST = {"personal": "post"}
PHONE = {"personal": "phone"}
EMAIL = {"personal": "email"}
NOTE = {"personal": "note"}
LANGUAGES = {"personal": "languages"}

IN_USE = holding("removed_at IS NULL")


class PersonalBasis:
    """On what ground a natural person's data is kept (개인정보 보호법 제15조). A mixin of their tables."""

    #: consent, contract, law, public_task (rules.persons.LEGAL_BASES); never empty for a person.
    legal_basis: Mapped[str] = mapped_column(default="")
    #: What for (수집·이용 목적).
    purpose: Mapped[str] = mapped_column(default="")
    #: Where the data comes from (수집 출처): the person, the partner, a public page.
    collected_from: Mapped[str] = mapped_column(default="")
    #: The day of consent, where consent is the basis.
    consented_on: Mapped[date | None]
    #: The last day on which the data may be kept.
    retain_until: Mapped[date | None] = mapped_column(index=True)


class Contact(Searched, PersonalBasis, Model):
    """담당자: a person at a partner. The posts say where, as what and from when."""

    __tablename__ = "contacts"
    # The list of all contacts walks the first two, that of some partners the third.
    __table_args__ = (
        Index("ix_contacts_name", "name", "id", "at_partner_id", **IN_USE),
        Index("ix_contacts_retention", "retain_until", "name", "id", "at_partner_id", **IN_USE),
        Index("ix_contacts_at_partner", "at_partner_id", "name", "id", **IN_USE),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(KoreanName, info=NAME)
    #: Folded, for finding a person of the same name.
    name_key: Mapped[str] = mapped_column(index=True, info=NAME)
    #: In English or in the person's own script.
    name_other: Mapped[str] = mapped_column(default="", info=NAME)
    #: As dialled from here; kept in E.164 where it can be read as a number.
    phone: Mapped[str] = mapped_column(default="", info=PHONE)
    mobile: Mapped[str] = mapped_column(default="", info=PHONE)
    email: Mapped[str] = mapped_column(default="", info=EMAIL)
    #: ISO 639-1 codes of the languages that one can speak with the person.
    languages: Mapped[list[str]] = mapped_column(Json, default=list, info=LANGUAGES)
    note: Mapped[str] = mapped_column(Text, default="", info=NOTE)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    created_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    updated_at: Mapped[datetime] = mapped_column(UtcDateTime)
    #: Taken out of use, with its reason; destruction is the privacy officer's.
    removed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    removed_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    remove_reason: Mapped[str] = mapped_column(default="")
    search_text: Mapped[str] = mapped_column(Text, default="", info=NAME)
    search_terms: Mapped[str] = mapped_column(Text, default="", info=NAME)
    #: The partner of the post held now, or else of the last. The database writes it (migration 0009), nobody else.
    at_partner_id: Mapped[int | None] = mapped_column()
    version: Mapped[int] = mapped_column()

    posts: Mapped[list["ContactPost"]] = relationship(
        lazy="raise", cascade="all, delete-orphan", order_by="ContactPost.id"
    )

    __mapper_args__ = {"version_id_col": version}

    @property
    def searched(self) -> Sequence[str]:
        return (self.name, self.name_other)


class ContactPost(Model):
    """A post that a contact holds or held at a partner. Unknown days are empty."""

    __tablename__ = "contact_posts"
    __table_args__ = (Index("ix_contact_posts_partner", "partner_id", "ends_on", "contact_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    contact_id: Mapped[int] = mapped_column(ForeignKey("contacts.id"), index=True)
    partner_id: Mapped[int] = mapped_column(ForeignKey("partners.id"))
    #: 부서 and 직위, as the card says.
    department: Mapped[str] = mapped_column(default="", info=POST)
    title: Mapped[str] = mapped_column(default="", info=POST)
    #: What the person does for us: 실무 담당, 통역.
    duty: Mapped[str] = mapped_column(default="", info=POST)
    starts_on: Mapped[date | None]
    #: The last day; empty while the post is held (`is_current`).
    ends_on: Mapped[date | None]
    #: False once the person left, also when nobody knows on which day.
    is_current: Mapped[bool] = mapped_column(default=True)
