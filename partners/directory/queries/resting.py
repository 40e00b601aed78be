"""Ties that rest: standing, with no case under way. The board shows them in its columns, uncounted."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, and_, exists, func, select
from sqlalchemy.orm import aliased

from partners.directory.models import Document, Partner, PartnerStanding, Tie
from partners.directory.queries.partners import NAME_COLUMNS, NOT_TRASHED
from partners.directory.rules.ties import BINDING_DOCUMENTS, INTENTION, LIVING
from partners.directory.rules.words import HOME
from partners.foundation.database import db

MOST = 200
_sister = aliased(Tie)
_grown = exists().where(_sister.partner_id == Partner.id, _sister.type == "sister", _sister.status.in_(LIVING))
#: A living tie whose partner (joined, with its standing) has no open agreement; a friendship beside a living
#: sister tie does not rest: that city rests further on.
AT_REST = and_(Tie.status.in_(LIVING), PartnerStanding.agreement_id.is_(None), (Tie.type != "friendship") | ~_grown)


def has_document(types: Collection[str]) -> Any:
    """That the tie's partner has a document of one of these types on file."""
    return exists().where(
        Document.partner_id == Tie.partner_id, Document.type.in_(types), Document.removed_at.is_(None)
    )


#: 황포구: a friendship that rests on a letter of intent alone.
ONLY_INTENTION = and_(Tie.type == "friendship", has_document([INTENTION]), ~has_document(BINDING_DOCUMENTS))
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
    """How many ties of one type rest with partners of one kind, on one side of the border."""

    kind: str
    is_foreign: bool
    type: str
    only_intention: bool
    number: int


def ties_at_rest_counted(country: str = "", team: int | None = None) -> Select[Any]:
    """A statement that counts the ties at rest: kind, type, whether abroad, whether on an intention alone, number.

    For whoever counts something else in the same breath; `as_ties_at_rest` reads a row of it.
    """
    foreign, intention = (Partner.country != HOME).label("foreign"), ONLY_INTENTION.label("intention")
    rows = (
        select(Partner.kind, Tie.type, foreign, intention)
        .join(Tie, Tie.partner_id == Partner.id)
        .outerjoin(PartnerStanding, PartnerStanding.partner_id == Partner.id)
        .where(NOT_TRASHED, AT_REST, *_narrowed(country, team))
        .subquery()
    )
    return select(*rows.c, func.count()).group_by(*rows.c)


def as_ties_at_rest(row: Sequence[Any]) -> TiesAtRest:
    """A row of `ties_at_rest_counted`."""
    return TiesAtRest(row[0], bool(row[2]), row[1], bool(row[3]), row[4])


def countries_at_rest(types: Collection[str] | None = None) -> Select[str]:
    """A statement for the countries where ties rest, of these types or of any; a country may come twice."""
    statement = (
        select(Partner.country)
        .join(Tie, Tie.partner_id == Partner.id)
        .outerjoin(PartnerStanding, PartnerStanding.partner_id == Partner.id)
        .where(NOT_TRASHED, AT_REST)
    )
    return statement if types is None else statement.where(Tie.type.in_(types))


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
    the partner's last contact, and `of_type`: how many of its type rest in all.
    """
    placed = (
        select(
            Tie.id.label("tie_id"),
            func.row_number().over(partition_by=Tie.type, order_by=(Partner.name_ko, Tie.id)).label("place"),
            func.count().over(partition_by=Tie.type).label("of_type"),
        )
        .join(Partner, Partner.id == Tie.partner_id)
        .outerjoin(PartnerStanding, PartnerStanding.partner_id == Partner.id)
        .where(NOT_TRASHED, Tie.type.in_(types), AT_REST, *_on_side(foreign), *_narrowed(country, team))
        .where(*([Partner.kind.in_(kinds)] if kinds else []))
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
            placed.c.of_type,
        )
        .join(Tie, Tie.partner_id == Partner.id)
        .join(placed, placed.c.tie_id == Tie.id)
        .outerjoin(PartnerStanding, PartnerStanding.partner_id == Partner.id)
        .where(placed.c.place <= most)
        .order_by(Partner.name_ko, Tie.id)
    )
    return db.session.execute(statement).all()


def _narrowed(country: str, team: int | None) -> list[Any]:
    asked = [Partner.country == country] if country else []
    return [*asked, Partner.owner_team_id == team] if team else asked


def _on_side(foreign: bool | None) -> list[Any]:
    """Abroad, at home, or wherever when it is None."""
    if foreign is None:
        return []
    return [Partner.country != HOME if foreign else Partner.country == HOME]
