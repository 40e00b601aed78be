"""The list of cases: filtered, what is due first, a page at a time."""

from collections.abc import Collection
from typing import Any

from sqlalchemy import Select

from partners.accounts.models import Team
from partners.agreements.models import Agreement
from partners.agreements.queries.conditions import is_stuck
from partners.agreements.queries.rows import PARTNER, CaseRow, as_row, rows_statement
from partners.agreements.rules.filters import CaseFilter
from partners.foundation.database import db
from partners.lists.keyset import Count, Page, SortKey, count_of, page_of

DUE_FIRST = (SortKey(Agreement.next_due_on, nullable=True), SortKey(Agreement.id))


def page_of_agreements(filters: CaseFilter, page: str | None) -> tuple[list[CaseRow], Page]:
    """One page of the list. Raises BadPage."""
    found = page_of(narrowed(rows_statement(), filters), DUE_FIRST, page)
    return [as_row(row) for row in found.rows], found


def count_agreements(filters: CaseFilter) -> Count:
    return count_of(narrowed(rows_statement(), filters))


def cases_with(ids: Collection[int]) -> list[CaseRow]:
    """The cases with these ids, as lists show them."""
    return [as_row(row) for row in db.session.execute(rows_statement().where(Agreement.id.in_(ids)))]


def agreement_ids(filters: CaseFilter, most: int) -> list[int]:
    """The ids of what the filter leaves, at most so many, for what is done to all of them."""
    statement = narrowed(rows_statement(), filters).with_only_columns(Agreement.id, maintain_column_froms=True)
    return list(db.session.scalars(statement.order_by(Agreement.id).limit(most)))


def narrowed(statement: Select[Any], filters: CaseFilter) -> Select[Any]:
    """The statement of cases (with their partners and teams), of those only that the filter leaves."""
    for column, value in (
        (Agreement.pipeline, filters.pipeline),
        (Agreement.stage, filters.stage),
        (Agreement.state, filters.state),
        (Team.code, filters.team),
        (PARTNER.c.country, filters.country),
    ):
        if value:
            statement = statement.where(column == value)
    if filters.owner:
        # NOBODY has no id: IS NULL.
        statement = statement.where(Agreement.owner_id == filters.owner_id)
    return statement.where(is_stuck()) if filters.stuck else statement
