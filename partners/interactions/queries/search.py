"""How interactions are looked for, and what their search columns are written from."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import select

from partners.directory.queries.search import ahead, found_by, names_to_find
from partners.foundation.database import db
from partners.interactions.models import Interaction, InteractionPartner
from partners.interactions.rules.searching import texts_of
from partners.lists.hits import Search, hit_columns
from partners.lists.keyset import SortKey

BATCH = 500
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
    statement = select(*columns).where(Interaction.voided_at.is_(None), found_by(Interaction, q, loosely))
    return Search("interaction", statement, [*ahead(Interaction.id, first), *NEWEST_FIRST])


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
