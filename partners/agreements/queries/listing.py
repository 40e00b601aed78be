"""The list of cases: filtered, sorted, a page at a time."""

from collections.abc import Collection
from typing import Any

from sqlalchemy import Select, Subquery, case, select

from partners.accounts.models import Team, User
from partners.agreements.models import Agreement
from partners.agreements.pipelines import PIPELINES
from partners.agreements.queries.conditions import is_stuck
from partners.agreements.queries.rows import PARTNER, CaseRow, as_row, rows_statement
from partners.agreements.rules.filters import CaseFilter
from partners.foundation.database import db
from partners.lists.keyset import COUNT_CAP, Count, Page, SortKey, count_of, page_of

#: Stages in the order in which pipelines name them; several pipelines share a code.
STAGES = tuple(dict.fromkeys(code for pipeline in PIPELINES.values() for code in pipeline.codes))
#: Orders that run one way through all their columns, as an index does.
_ORDERS: dict[str, tuple[Any, ...]] = {
    "due": (Agreement.next_due_on,),
    "pipeline": (Agreement.pipeline,),
    "stage": (Agreement.pipeline, case({code: place for place, code in enumerate(STAGES)}, value=Agreement.stage)),
    "state": (Agreement.state, Agreement.pipeline),
    # Whoever stands there longest came there first.
    "days": (Agreement.stage_entered_on,),
    "name": (PARTNER.c.name_ko,),
    "country": (PARTNER.c.country,),
    "owner": (User.name,),
    "team": (Agreement.owner_team_id,),
}
#: What stands with the partner: its index is walked, and a page sought within one value.
_OF_PARTNERS = frozenset({"name", "country"})
_MAY_BE_EMPTY = frozenset({"due", "days", "name", "country", "owner"})


def page_of_agreements(filters: CaseFilter, page: str | None) -> tuple[list[CaseRow], Page]:
    """One page of the list. Raises BadPage."""
    found = page_of(_ids(filters), case_keys(filters.order), page, shown=_shown)
    return [as_row(row) for row in found.rows], found


def count_agreements(filters: CaseFilter, exactly: bool = False) -> Count:
    """How many the filter leaves; `exactly`: beyond the cap, too."""
    return count_of(_ids(filters), None if exactly else COUNT_CAP)


def case_keys(order: str) -> list[SortKey]:
    """What an order asks of the database."""
    by = order.lstrip("-")
    descending = order.startswith("-") != (by == "days")
    first, *rest = [*_ORDERS[by], Agreement.id]
    nullable = by in _MAY_BE_EMPTY
    first_key = SortKey(first, descending, nullable=nullable, coarse=by in _OF_PARTNERS)
    return [first_key, *(SortKey(column, descending) for column in rest)]


def cases_with(ids: Collection[int]) -> list[CaseRow]:
    """The cases with these ids, as lists show them."""
    return [as_row(row) for row in db.session.execute(rows_statement().where(Agreement.id.in_(ids)))]


def agreement_ids(filters: CaseFilter, most: int) -> list[int]:
    """The ids of what the filter leaves, at most so many, for what is done to all of them."""
    return list(db.session.scalars(_ids(filters).order_by(Agreement.id).limit(most)))


def _ids(filters: CaseFilter) -> Select[Any]:
    """The ids of the cases that the filter leaves, with no more joined than filters and sorts them."""
    by, statement = filters.order.lstrip("-"), select(Agreement.id)
    if filters.team:
        statement = statement.join(Team, Team.id == Agreement.owner_team_id)
    if filters.country or by in _OF_PARTNERS:
        statement = statement.outerjoin(PARTNER, PARTNER.c.id == Agreement.partner_id)
    if by == "owner":
        statement = statement.outerjoin(User, User.id == Agreement.owner_id)
    return narrowed(statement, filters)


def _shown(found: Subquery) -> Select[Any]:
    """What the list says of the cases found."""
    return rows_statement().join(found, found.c.id == Agreement.id)


def narrowed(statement: Select[Any], filters: CaseFilter) -> Select[Any]:
    """The statement of cases (with their partners and teams, where it asks of them), of those that the filter leaves."""
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
