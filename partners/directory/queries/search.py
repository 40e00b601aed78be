"""How partners, contacts and documents are looked for, and the names under which others find a partner."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Integer, func, select, true, union

from partners.directory.models import Contact, ContactPost, Document, Partner, PartnerAlias
from partners.directory.queries.contacts import IN_USE, latest_post
from partners.directory.queries.partners import NOT_TRASHED, best_first
from partners.directory.rules.names import names_found_by
from partners.foundation.database import db
from partners.foundation.hangul import SEPARATOR, query_words
from partners.lists.hits import Search, hit_columns
from partners.lists.keyset import SortKey
from partners.lists.order import in_order
from partners.lists.textsearch import among_few, among_first, is_one_character, likeness, matches, resembles

BATCH = 500
_NAMES = (Partner.id, Partner.name_ko, Partner.name_en, Partner.name_native, Partner.country, Partner.region)
#: What a hit says of the partner that it is, or to which it belongs.
OF_PARTNER: dict[str, Any] = {
    "partner_id": Partner.id,
    "partner_name": Partner.name_ko,
    "partner_kind": Partner.kind,
    "section": Partner.section,
    "band": Partner.band,
    "country": Partner.country,
    "region": Partner.region,
}


def search_partners(q: str, loosely: bool = False, first: Collection[int] = ()) -> Search:
    """Partners by any of their names; `first`: these come before the others."""
    columns = hit_columns(
        "partner",
        id=Partner.id,
        name=Partner.name_ko,
        name_en=Partner.name_en,
        name_native=Partner.name_native,
        **OF_PARTNER,
    )
    statement = select(*columns).where(
        NOT_TRASHED, found_by(Partner, q, loosely), _compared(Partner, q, loosely, first)
    )
    return Search("partner", statement, [*ahead(Partner.id, first), *best_first(q)])


def search_contacts(q: str, loosely: bool = False, first: Collection[int] = ()) -> Search:
    """People at partners by name, each with the post held now, or else the last."""
    columns = hit_columns(
        "contact",
        id=Contact.id,
        name=Contact.name,
        name_native=Contact.name_other,
        detail=func.trim(ContactPost.department + " " + ContactPost.title),
        **OF_PARTNER,
    )
    statement = (
        select(*columns)
        .select_from(Contact)
        .join(ContactPost, ContactPost.id == latest_post())
        .join(Partner, Partner.id == Contact.at_partner_id)
        .where(IN_USE, NOT_TRASHED, found_by(Contact, q, loosely), _compared(Contact, q, loosely, first))
    )
    keys = [SortKey(likeness(Contact, q, Contact.name_key)), SortKey(Contact.name), SortKey(Contact.id)]
    return Search("contact", statement, [*ahead(Contact.id, first), *keys])


def search_documents(q: str, loosely: bool = False, first: Collection[int] = ()) -> Search:
    """Documents on file by title and number, and by any name of their partner; the latest first."""
    columns = hit_columns(
        "document",
        id=Document.id,
        name=Document.title,
        code=Document.type,
        detail=Document.number,
        on_day=Document.dated_on,
        **OF_PARTNER,
    )
    statement = (
        select(*columns)
        .select_from(Document)
        .outerjoin(Partner, Partner.id == Document.partner_id)
        .where(Document.removed_at.is_(None), Partner.trashed_at.is_(None))
    )
    keys = [SortKey(Document.dated_on, descending=True, nullable=True), SortKey(Document.id, descending=True)]
    soon = among_first(Document, in_order(keys), q, first) if is_one_character(q) and not loosely else None
    return Search(
        "document",
        statement.where(by_own_or_partner(Document, q, loosely)),
        [*ahead(Document.id, first), *keys],
        None if soon is None else statement.where(soon),
    )


def by_own_or_partner(model: Any, q: str, loosely: bool) -> ColumnElement[bool]:
    """That a record is found by its own texts, or by a name of the partner in its `partner_id`.

    By one letter alone only its own texts: most partners have it.
    """
    if not q:
        return true()
    if len("".join(query_words(q))) == 1:
        return found_by(model, q, loosely)
    own = select(model.id).where(found_by(model, q, loosely)).correlate(None)
    partners = select(Partner.id).where(found_by(Partner, q, loosely)).correlate(None)
    # United, each half walks its own index; an OR of the two would read every record.
    condition: ColumnElement[bool] = model.id.in_(union(own, select(model.id).where(model.partner_id.in_(partners))))
    return condition


def _compared(model: Any, q: str, loosely: bool, first: Collection[int]) -> ColumnElement[bool]:
    return true() if loosely else among_few(model, model.name_key, q, first)


def found_by(model: Any, q: str, loosely: bool) -> ColumnElement[bool]:
    """That a record is found: as typed, or by what is like it."""
    return resembles(model, q) if loosely else matches(model, q)


def ahead(identity: Any, first: Collection[int]) -> list[SortKey]:
    """A sort that puts these ids first; none when there are none."""
    return [SortKey((identity.in_(first)).cast(Integer), descending=True)] if first else []


def names_to_find(partner_ids: Iterable[int]) -> dict[int, list[str]]:
    """Every name of these partners, folded, under which what names them is found too. One query."""
    wanted = set(partner_ids)
    if not wanted:
        return {}
    rows = db.session.execute(select(Partner.id, Partner.search_text).where(Partner.id.in_(wanted)))
    return {row.id: row.search_text.split(SEPARATOR) for row in rows}


def names_by_id() -> Iterator[Mapping[int, Sequence[str]]]:
    """Every name under which each partner is found, in batches by id; archived ones too."""
    last = 0
    while batch := db.session.execute(select(*_NAMES).where(Partner.id > last).order_by(Partner.id).limit(BATCH)).all():
        last = batch[-1].id
        others = _other_names([row.id for row in batch])
        yield {row.id: names_found_by(row, others.get(row.id, ())) for row in batch}


def _other_names(ids: Sequence[int]) -> dict[int, list[str]]:
    rows = select(PartnerAlias.partner_id, PartnerAlias.name).where(PartnerAlias.partner_id.in_(ids))
    found: dict[int, list[str]] = {}
    for partner_id, name in db.session.execute(rows.order_by(PartnerAlias.name)):
        found.setdefault(partner_id, []).append(name)
    return found
