"""Ties that rest: standing, with no case under way. The board shows them in its columns, uncounted."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import and_, exists, func, select
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


def count_ties_at_rest() -> list[TiesAtRest]:
    """The ties at rest, counted. One statement."""
    foreign, intention = (Partner.country != HOME).label("foreign"), ONLY_INTENTION.label("intention")
    rows = (
        select(Partner.kind, foreign, Tie.type, intention)
        .join(Tie, Tie.partner_id == Partner.id)
        .outerjoin(PartnerStanding, PartnerStanding.partner_id == Partner.id)
        .where(NOT_TRASHED, AT_REST)
        .subquery()
    )
    counted = select(*rows.c, func.count()).group_by(*rows.c)
    return [TiesAtRest(row[0], bool(row[1]), row[2], bool(row[3]), row[4]) for row in db.session.execute(counted)]


def ties_at_rest(types: Collection[str], foreign: bool | None) -> Sequence[Any]:
    """Living ties of these types whose partner has no open agreement, by the partner's name.

    A row has the columns of PartnerName (`id` is the partner's) and `tie_id`, `type`, `status`,
    `origin`, `signed_on`, `ceremony_on`, `base_date`, `only_intention`, title and day of that letter, and
    the partner's last contact.
    """
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
        .outerjoin(PartnerStanding, PartnerStanding.partner_id == Partner.id)
        .where(
            NOT_TRASHED,
            Tie.type.in_(types),
            AT_REST,
            *_on_side(foreign),
        )
        .order_by(Partner.name_ko, Tie.id)
        .limit(MOST)
    )
    return db.session.execute(statement).all()


def _on_side(foreign: bool | None) -> list[Any]:
    """Abroad, at home, or wherever when it is None."""
    if foreign is None:
        return []
    return [Partner.country != HOME if foreign else Partner.country == HOME]
