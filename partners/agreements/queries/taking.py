"""The list of cases as it leaves the office: every row, in the order of the list."""

from collections.abc import Collection, Iterator, Sequence
from typing import Any

from sqlalchemy import Select

from partners.agreements.models import Agreement
from partners.agreements.queries.listing import case_keys, narrowed
from partners.agreements.queries.rows import PARTNER, CaseRow, as_row, rows_statement
from partners.agreements.rules.filters import CaseFilter
from partners.directory.queries.taking import PERSONS
from partners.lists.order import in_order
from partners.lists.streaming import in_batches


def cases_listed(asked: CaseFilter) -> Select[Any]:
    """The ids of the cases that the list shows."""
    return narrowed(rows_statement(), asked).with_only_columns(Agreement.id, maintain_column_froms=True)


def case_batches(asked: CaseFilter) -> Iterator[Sequence[CaseRow]]:
    """The rows of the list."""
    for found in in_batches(narrowed(rows_statement(), asked).order_by(*in_order(case_keys(asked.order)))):
        yield [as_row(row) for row in found]


def persons_in_cases(asked: CaseFilter, teams: Collection[int] | None = None) -> Select[Any]:
    """The ids of the natural persons whom they are about; with `teams` those only that one of these keeps."""
    statement = narrowed(rows_statement(), asked).with_only_columns(PARTNER.c.id, maintain_column_froms=True)
    statement = statement.where(PARTNER.c.kind.in_(PERSONS)).distinct()
    return statement if teams is None else statement.where(PARTNER.c.owner_team_id.in_(teams))
