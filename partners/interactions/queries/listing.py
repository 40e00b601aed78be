"""The list of all interactions: filtered, newest first, a page at a time."""

from typing import Any

from sqlalchemy import ColumnElement, Select, select, union

from partners.accounts.models import Team
from partners.directory.models import Partner
from partners.interactions.models import Interaction, InteractionPartner
from partners.interactions.queries.rows import InteractionRow, complete, rows_statement
from partners.interactions.rules.filters import VOID_ONLY, VOID_TOO, InteractionFilter
from partners.interactions.rules.kinds import CARRYING
from partners.lists.keyset import Count, Page, SortKey, count_of, page_of
from partners.lists.textsearch import matches

NEWEST_FIRST = (SortKey(Interaction.sort_on, descending=True), SortKey(Interaction.id, descending=True))


def page_of_interactions(asked: InteractionFilter, page: str | None) -> tuple[Page, list[InteractionRow]]:
    """One page of the list, and its rows with their partners and days. Raises BadPage."""
    found = page_of(_narrow(rows_statement(), asked), NEWEST_FIRST, page)
    return found, complete(found.rows)


def count_interactions(asked: InteractionFilter) -> Count:
    """How many interactions the filter leaves."""
    return count_of(_narrow(select(Interaction.id), asked))


def _narrow(statement: Select[Any], asked: InteractionFilter) -> Select[Any]:
    if asked.kind:
        statement = statement.where(Interaction.kind == asked.kind)
    if asked.year:
        statement = statement.where(Interaction.fiscal_year == int(asked.year))
    if asked.direction:
        statement = statement.where(Interaction.direction == asked.direction)
    if asked.team:
        team_id = select(Team.id).where(Team.code == asked.team).scalar_subquery()
        statement = statement.where(Interaction.owner_team_id == team_id)
    if asked.q:
        statement = statement.where(_found_by(asked.q))
    return _narrow_by_state(statement, asked)


def _found_by(q: str) -> ColumnElement[bool]:
    # A partner's other names, and one that it got later, stand with the partner only.
    named = (
        select(InteractionPartner.interaction_id)
        .join(Partner, Partner.id == InteractionPartner.partner_id)
        .where(matches(Partner, q))
    )
    told = select(Interaction.id).where(matches(Interaction, q)).correlate(None)
    # United, each half walks its own index; an OR of the two would read every record.
    return Interaction.id.in_(union(told, named))


def _narrow_by_state(statement: Select[Any], asked: InteractionFilter) -> Select[Any]:
    if asked.undated:
        statement = statement.where(Interaction.is_dated.is_(False))
    if asked.amount_unknown:
        statement = statement.where(Interaction.amount_won.is_(None), Interaction.kind.in_(CARRYING))
    if asked.void == VOID_ONLY:
        return statement.where(Interaction.voided_at.is_not(None))
    return statement if asked.void == VOID_TOO else statement.where(Interaction.voided_at.is_(None))
