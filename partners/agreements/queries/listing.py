"""The list of cases: filtered, what is due first, a page at a time."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select

from partners.agreements.models import Agreement
from partners.agreements.queries.rows import CaseRow, as_row, rows_statement
from partners.lists.keyset import Count, Page, SortKey, count_of, page_of

DUE_FIRST = (SortKey(Agreement.next_due_on, nullable=True), SortKey(Agreement.id))


@dataclass(frozen=True)
class Filters:
    """What the list is narrowed to; empty values narrow nothing."""

    pipeline: str = ""
    stage: str = ""
    state: str = ""
    team: int | None = None

    @property
    def number(self) -> int:
        """How many of them narrow the list."""
        return sum(bool(value) for value in vars(self).values())


def page_of_agreements(filters: Filters, page: str | None) -> tuple[list[CaseRow], Page]:
    """One page of the list. Raises BadPage."""
    found = page_of(_narrowed(filters), DUE_FIRST, page)
    return [as_row(row) for row in found.rows], found


def count_agreements(filters: Filters) -> Count:
    return count_of(_narrowed(filters))


def _narrowed(filters: Filters) -> Select[Any]:
    statement = rows_statement()
    for column, value in (
        (Agreement.pipeline, filters.pipeline),
        (Agreement.stage, filters.stage),
        (Agreement.state, filters.state),
        (Agreement.owner_team_id, filters.team),
    ):
        if value:
            statement = statement.where(column == value)
    return statement
