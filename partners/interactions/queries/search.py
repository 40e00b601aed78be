"""How interactions are looked for, and what their search columns are written from."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import ColumnElement, or_, select

from partners.directory.queries.search import ahead, found_by, names_to_find
from partners.foundation.database import db
from partners.interactions.models import Interaction, InteractionPartner
from partners.interactions.rules.searching import texts_of
from partners.lists.hits import Search, hit_columns
from partners.lists.keyset import SortKey
from partners.lists.order import in_order
from partners.lists.textsearch import holds

BATCH = 500
#: So many of the newest are read one by one, before the index is asked: it would bring all that have a common word.
READ_EACH = 1_000
NEWEST_FIRST = (SortKey(Interaction.sort_on, descending=True), SortKey(Interaction.id, descending=True))
_TOLD = (Interaction.id, Interaction.title, Interaction.item, Interaction.recipients_text, Interaction.body)


def search_interactions(q: str, loosely: bool = False, first: Collection[int] = ()) -> Search:
    """Interactions by what was done, and by any name of the partners named; the newest first."""
    columns = hit_columns(
        "interaction",
        id=Interaction.id,
        name=Interaction.title,
        code=Interaction.kind,
        detail=Interaction.date_text,
        on_day=Interaction.sort_on,
        year=Interaction.fiscal_year,
        state=Interaction.direction,
    )
    found = select(*columns).where(Interaction.voided_at.is_(None))
    keys = [*ahead(Interaction.id, first), *NEWEST_FIRST]
    newest = found.where(_is_new(first), holds(Interaction, q)) if q and not loosely else None
    return Search("interaction", found.where(found_by(Interaction, q, loosely)), keys, newest)


def _is_new(first: Collection[int]) -> ColumnElement[bool]:
    """That a record is among the newest, or one of these."""
    newest = select(Interaction.id).where(Interaction.voided_at.is_(None)).order_by(*in_order(NEWEST_FIRST))
    among: ColumnElement[bool] = Interaction.id.in_(newest.limit(READ_EACH).correlate(None))
    return or_(among, Interaction.id.in_(first)) if first else among


def texts_by_id(of_partner: int | None = None) -> Iterator[Mapping[int, Sequence[str]]]:
    """What each interaction is found by, in batches by id: of all, or of those that name a partner."""
    last = 0
    while batch := _batch(last, of_partner):
        last = batch[-1].id
        names = _names([row.id for row in batch])
        yield {row.id: texts_of(row, names.get(row.id, ())) for row in batch}


def _batch(last: int, of_partner: int | None) -> Sequence[Any]:
    statement = select(*_TOLD).where(Interaction.id > last).order_by(Interaction.id).limit(BATCH)
    if of_partner is not None:
        naming = select(InteractionPartner.interaction_id).where(InteractionPartner.partner_id == of_partner)
        statement = statement.where(Interaction.id.in_(naming))
    return db.session.execute(statement).all()


def _names(ids: Iterable[int]) -> dict[int, list[str]]:
    links = db.session.execute(
        select(InteractionPartner.interaction_id, InteractionPartner.partner_id)
        .where(InteractionPartner.interaction_id.in_(list(ids)))
        .order_by(InteractionPartner.interaction_id, InteractionPartner.partner_id)
    ).all()
    names = names_to_find(link.partner_id for link in links)
    found: dict[int, list[str]] = {}
    for link in links:
        found.setdefault(link.interaction_id, []).extend(names.get(link.partner_id, ()))
    return found
