"""The list of all interactions: filtered, newest first, a page at a time."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from sqlalchemy import ColumnElement, Select, Subquery, exists, func, select
from sqlalchemy.orm import aliased

from partners.accounts.models import Team
from partners.directory.models import Partner
from partners.directory.rules.filters import DOMESTIC, FOREIGN
from partners.directory.rules.words import HOME
from partners.foundation.clock import today
from partners.foundation.database import db
from partners.foundation.patience import patience_with
from partners.interactions.models import Interaction, InteractionPartner
from partners.interactions.queries.naming import named_or_related
from partners.interactions.queries.rows import InteractionRow, complete, rows_statement
from partners.interactions.queries.search import NEWEST_FIRST
from partners.interactions.queries.silence import begun_by
from partners.interactions.rules.columns import NEWEST
from partners.interactions.rules.filters import NAMES_NOBODY, VOID_ONLY, VOID_TOO, InteractionFilter
from partners.interactions.rules.kinds import CARRYING
from partners.lists.keyset import (
    COUNT_CAP,
    PAGE_SIZE,
    Count,
    Page,
    SortKey,
    count_of,
    is_onward,
    page_of,
    up_to,
    window_of,
)
from partners.lists.tallies import tally
from partners.lists.textsearch import holds, matches

#: So many of the newest records are read to see whether they hold a page of what is searched.
READ_EACH = 3_000
_READ: tuple[Any, ...] = (Interaction.id, Interaction.sort_on, Interaction.search_text)


def page_of_interactions(asked: InteractionFilter, page: str | None) -> tuple[Page, list[InteractionRow]]:
    """One page of the list, and its rows with their partners and days. Raises BadPage."""
    with patience_with(asked.q):
        found = _page_of_common_word(asked, page) or page_of(
            narrowed(select(Interaction.id), asked), interaction_keys(asked.order), page, shown=_shown
        )
    return found, complete(found.rows)


def _page_of_common_word(asked: InteractionFilter, page: str | None) -> Page | None:
    """A whole page of what is searched, found among the newest records by reading each; None when they hold less.

    The index would bring every record that has a common word, 50,000 of a million, only to sort them.
    """
    if not asked.q or asked.order != NEWEST or not is_onward(page):
        return None
    window = window_of(narrowed(select(*_READ), replace(asked, q="")), NEWEST_FIRST, page, READ_EACH)
    # Read in its order, and no further than to the end of the page.
    newest = aliased(Interaction, window.subquery())
    keys = [SortKey(newest.sort_on, descending=True), SortKey(newest.id, descending=True)]
    found = page_of(select(newest.id).where(holds(newest, asked.q)), keys, page, shown=_shown)
    return found if len(found.rows) == PAGE_SIZE and found.next else None


def _shown(found: Subquery) -> Select[Any]:
    """What the list says of the interactions found."""
    return rows_statement().join(found, found.c.id == Interaction.id)


def interaction_keys(order: str) -> list[SortKey]:
    """All keys of an order run the way of the first, as the indexes do; what is empty comes last in either."""
    descending = order.startswith("-")
    first, *rest = _ORDERS[order.lstrip("-")]
    nullable = first is Interaction.amount_won
    return [SortKey(first, descending, nullable=nullable), *(SortKey(column, descending) for column in rest)]


#: Teams come in the order in which they were made: their index has no names.
_ORDERS: dict[str, tuple[Any, ...]] = {
    "when": (Interaction.sort_on, Interaction.id),
    "kind": (Interaction.kind, Interaction.sort_on, Interaction.id),
    "worth": (Interaction.amount_won, Interaction.id),
    "team": (Interaction.owner_team_id, Interaction.sort_on, Interaction.id),
    "year": (Interaction.fiscal_year, Interaction.sort_on, Interaction.id),
    "recorded": (Interaction.created_at, Interaction.id),
}


def count_interactions(asked: InteractionFilter, exactly: bool = False) -> Count:
    """How many interactions the filter leaves; `exactly`: beyond the cap, too. How many there are at all, the menu's
    tally knows."""
    cap = None if exactly else COUNT_CAP
    if not asked.narrowing:
        return up_to(cap, tally("interactions"))
    with patience_with(asked.q):
        return count_of(narrowed(select(Interaction.id), asked), cap)


def count_each(asked: Mapping[str, InteractionFilter], cap: int = COUNT_CAP) -> dict[str, Count]:
    """How many interactions each filter leaves, up to the cap, in one query."""
    inner = {name: narrowed(select(Interaction.id), one).limit(cap + 1).subquery() for name, one in asked.items()}
    columns = [select(func.count()).select_from(found).scalar_subquery().label(name) for name, found in inner.items()]
    row = db.session.execute(select(*columns)).one()._mapping
    return {name: Count(min(row[name], cap), row[name] > cap) for name in asked}


def narrowed(statement: Select[Any], asked: InteractionFilter) -> Select[Any]:
    """The statement of interactions, of those only that the filter leaves."""
    if asked.kind:
        statement = statement.where(Interaction.kind == asked.kind)
    if asked.year:
        statement = statement.where(Interaction.fiscal_year == asked.fiscal_year(today().year))
    if asked.direction:
        statement = statement.where(Interaction.direction == asked.direction)
    if asked.team:
        team_id = select(Team.id).where(Team.code == asked.team).scalar_subquery()
        statement = statement.where(Interaction.owner_team_id == team_id)
    if asked.q:
        statement = statement.where(matches(Interaction, asked.q))
    return _narrow_by_state(statement.where(*_of_partners(asked)), asked)


def _of_partners(asked: InteractionFilter) -> list[ColumnElement[bool]]:
    conditions: list[ColumnElement[bool]] = []
    names = exists().where(InteractionPartner.interaction_id == Interaction.id)
    if asked.partner == NAMES_NOBODY:
        conditions.append(~names)
    if asked.partner_id is not None:
        pairs = named_or_related([asked.partner_id]).subquery()
        conditions.append(Interaction.id.in_(select(pairs.c.interaction_id)))
    if asked.country:
        partner = Partner.__table__.c
        at = partner.country != HOME if asked.country == FOREIGN else partner.country == _code(asked.country)
        conditions.append(names.where(partner.id == InteractionPartner.partner_id, at))
    return conditions


def _code(country: str) -> str:
    return HOME if country == DOMESTIC else country


def _narrow_by_state(statement: Select[Any], asked: InteractionFilter) -> Select[Any]:
    if asked.day is not None:
        statement = statement.where(begun_by(asked.day))
    if asked.unspecified:
        statement = statement.where(Interaction.recipients_unspecified)
    if asked.undated:
        statement = statement.where(Interaction.is_dated.is_(False))
    if asked.amount_unknown:
        statement = statement.where(Interaction.amount_won.is_(None), Interaction.kind.in_(CARRYING))
    if asked.void == VOID_ONLY:
        return statement.where(Interaction.voided_at.is_not(None))
    return statement if asked.void == VOID_TOO else statement.where(Interaction.voided_at.is_(None))
