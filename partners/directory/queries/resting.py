"""Ties that rest: standing, with no case under way. The board shows them in its columns, uncounted."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import and_, exists, func, select

from partners.directory.models import Document, Partner, PartnerStanding, PartnerTab, Tie
from partners.directory.queries.partners import NAME_COLUMNS
from partners.directory.rules.ties import BINDING_DOCUMENTS, INTENTION
from partners.directory.rules.words import HOME
from partners.foundation.database import db

MOST = 200


def has_document(types: Collection[str], partner_id: Any = Tie.partner_id) -> Any:
    """That the tie's partner has a document of one of these types on file."""
    return exists().where(Document.partner_id == partner_id, Document.type.in_(types), Document.removed_at.is_(None))


def rests_on_intention(type: Any, partner_id: Any) -> Any:
    """황포구: a friendship that rests on a letter of intent alone."""
    told, bound = has_document([INTENTION], partner_id), has_document(BINDING_DOCUMENTS, partner_id)
    return and_(type == "friendship", told, ~bound)


ONLY_INTENTION = rests_on_intention(Tie.type, Tie.partner_id)
#: The day of that letter: what a list says of a partner with whom nothing else is on record.
INTENTION_ON = (
    select(func.max(Document.dated_on))
    .where(Document.partner_id == Tie.partner_id, Document.type == INTENTION, Document.removed_at.is_(None))
    .correlate(Tie)
    .scalar_subquery()
)
#: Its title.
INTENTION_TITLE = (
    select(func.max(Document.title))
    .where(Document.partner_id == Tie.partner_id, Document.type == INTENTION, Document.removed_at.is_(None))
    .correlate(Tie)
    .scalar_subquery()
)


@dataclass(frozen=True)
class TiesAtRest:
    """How many ties of one type rest with partners of one kind in one country."""

    kind: str
    country: str
    type: str
    only_intention: bool
    number: int

    @property
    def is_foreign(self) -> bool:
        return self.country != HOME


def count_ties_at_rest(country: str = "", team: int | None = None) -> list[TiesAtRest]:
    """The ties at rest, counted by everything that tells them apart on a board."""
    intention = rests_on_intention(PartnerTab.tab, PartnerTab.partner_id).label("intention")
    rows = select(PartnerTab.kind, PartnerTab.country, PartnerTab.tab, intention).where(PartnerTab.at_rest)
    if country:
        rows = rows.where(PartnerTab.country == country)
    if team:
        rows = rows.join(Partner, Partner.id == PartnerTab.partner_id).where(Partner.owner_team_id == team)
    found = rows.subquery()
    counted = db.session.execute(select(*found.c, func.count().label("number")).group_by(*found.c))
    return [TiesAtRest(row.kind, row.country, row.tab, bool(row.intention), row.number) for row in counted]


def ties_at_rest(
    types: Collection[str],
    foreign: bool | None,
    *,
    kinds: Collection[str] = (),
    country: str = "",
    team: int | None = None,
    most: int = MOST,
) -> Sequence[Any]:
    """Living ties of these types whose partner has no open agreement, by the partner's name; `most` of each type.

    A row has the columns of PartnerName (`id` is the partner's) and `tie_id`, `type`, `status`,
    `origin`, `signed_on`, `ceremony_on`, `base_date`, `only_intention`, title and day of that letter,
    and the partner's last contact.
    """
    at_rest = [PartnerTab.at_rest, PartnerTab.tab.in_(types), *_on_side(foreign)]
    if kinds:
        at_rest.append(PartnerTab.kind.in_(kinds))
    if country:
        at_rest.append(PartnerTab.country == country)
    if team:
        at_rest.append(Partner.owner_team_id == team)
    placed = (
        select(
            PartnerTab.tie_id,
            func.row_number()
            .over(partition_by=PartnerTab.tab, order_by=(Partner.name_ko, PartnerTab.tie_id))
            .label("place"),
        )
        .join(Partner, Partner.id == PartnerTab.partner_id)
        .where(*at_rest)
        .subquery()
    )
    statement = (
        select(
            *NAME_COLUMNS,
            Tie.id.label("tie_id"),
            Tie.type,
            Tie.status,
            Tie.origin,
            Tie.signed_on,
            Tie.ceremony_on,
            Tie.base_date,
            ONLY_INTENTION.label("only_intention"),
            INTENTION_TITLE.label("intention_title"),
            INTENTION_ON.label("intention_on"),
            PartnerStanding.last_contact_title,
            PartnerStanding.last_contact_year,
            PartnerStanding.last_contact_dated,
        )
        .join(Tie, Tie.partner_id == Partner.id)
        .join(placed, placed.c.tie_id == Tie.id)
        .outerjoin(PartnerStanding, PartnerStanding.partner_id == Partner.id)
        .where(placed.c.place <= most)
        .order_by(Partner.name_ko, Tie.id)
    )
    return db.session.execute(statement).all()


def _on_side(foreign: bool | None) -> list[Any]:
    """Abroad, at home, or wherever when it is None."""
    if foreign is None:
        return []
    return [PartnerTab.country != HOME if foreign else PartnerTab.country == HOME]
