"""The list of follow-ups: filtered, sorted, a page at a time."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Select, Subquery, func, select

from partners.accounts.models import Team
from partners.foundation.database import db
from partners.interactions.models import FollowUp
from partners.interactions.queries.follow_up_rows import FollowUpRow, complete, rows_statement
from partners.interactions.queries.follow_ups import OPEN, concerning
from partners.interactions.rules.follow_ups import DAYS_AHEAD, Due, FollowUpFilter, State, Whose
from partners.lists.keyset import COUNT_CAP, Count, Page, SortKey, count_of, page_of

#: People and teams come in the order in which they were made: their indexes have no names.
_ORDERS: dict[str, Any] = {
    "due": FollowUp.due_on,
    "assignee": FollowUp.assignee_id,
    "team": FollowUp.owner_team_id,
    "planned": FollowUp.created_at,
}
_NEVER_EMPTY = frozenset({"team", "planned"})


def page_of_follow_ups(
    asked: FollowUpFilter, today: date, user_id: int, team_id: int | None, page: str | None
) -> tuple[Page, list[FollowUpRow]]:
    """One page of the list for the person at the keyboard. Raises BadPage."""
    ids = narrowed(select(FollowUp.id), asked, today, user_id, team_id)
    found = page_of(ids, follow_up_keys(asked), page, shown=_shown)
    return found, complete(found.rows)


def _shown(found: Subquery) -> Select[Any]:
    """What the list says of the follow-ups found."""
    return rows_statement().join(found, found.c.id == FollowUp.id)


def follow_up_keys(asked: FollowUpFilter) -> list[SortKey]:
    """Both keys run one way, as the indexes do; what is empty comes last in either."""
    by, descending = asked.order.lstrip("-"), asked.order.startswith("-")
    closed = FollowUp.cancelled_at if asked.state is State.CALLED_OFF else FollowUp.done_at
    first = SortKey(_ORDERS.get(by, closed), descending, nullable=by not in _NEVER_EMPTY)
    return [first, SortKey(FollowUp.id, descending)]


def count_follow_ups(
    asked: FollowUpFilter, today: date, user_id: int, team_id: int | None, exactly: bool = False
) -> Count:
    """How many follow-ups the filter leaves; `exactly`: beyond the cap, too."""
    return count_of(narrowed(select(FollowUp.id), asked, today, user_id, team_id), None if exactly else COUNT_CAP)


def count_each_follow_up(
    asked: Mapping[Any, FollowUpFilter], today: date, user_id: int, team_id: int | None, cap: int = COUNT_CAP
) -> dict[Any, Count]:
    """How many follow-ups each filter leaves, up to the cap, in one query."""
    inner = {
        name: narrowed(select(FollowUp.id), one, today, user_id, team_id).limit(cap + 1).subquery()
        for name, one in asked.items()
    }
    columns = [select(func.count()).select_from(found).scalar_subquery().label(name) for name, found in inner.items()]
    row = db.session.execute(select(*columns)).one()._mapping
    return {name: Count(min(row[name], cap), row[name] > cap) for name in asked}


def follow_up_ids(asked: FollowUpFilter, today: date, user_id: int, team_id: int | None, most: int) -> list[int]:
    """The ids of what the filter leaves, at most so many, for what is done to all of them."""
    statement = narrowed(select(FollowUp.id), asked, today, user_id, team_id)
    return list(db.session.scalars(statement.order_by(FollowUp.id).limit(most)))


def narrowed(
    statement: Select[Any], asked: FollowUpFilter, today: date, user_id: int, team_id: int | None
) -> Select[Any]:
    """The statement of follow-ups, of those only that the filter leaves."""
    conditions: list[ColumnElement[bool]] = []
    if asked.whose is Whose.MINE:
        conditions.append(FollowUp.assignee_id == user_id)
    if asked.whose is Whose.TEAM:
        conditions.append(FollowUp.owner_team_id == team_id)
    if asked.assignee is not None:
        conditions.append(FollowUp.assignee_id == asked.assignee)
    if asked.team:
        conditions.append(FollowUp.owner_team_id == select(Team.id).where(Team.code == asked.team).scalar_subquery())
    if asked.partner is not None:
        conditions.append(FollowUp.id.in_(select(concerning([asked.partner]).subquery().c.id)))
    return statement.where(*conditions, *_of_state(asked.state), *_of_span(asked.due, today))


def _of_state(state: State) -> Sequence[ColumnElement[bool]]:
    return {
        State.OPEN: OPEN,
        State.DONE: (FollowUp.done_at.is_not(None), FollowUp.cancelled_at.is_(None)),
        State.CALLED_OFF: (FollowUp.cancelled_at.is_not(None),),
    }[state]


def _of_span(span: str, today: date) -> Sequence[ColumnElement[bool]]:
    last = today + timedelta(days=DAYS_AHEAD)
    spans: dict[str, Sequence[ColumnElement[bool]]] = {
        Due.OVERDUE: (FollowUp.due_on < today,),
        Due.TODAY: (FollowUp.due_on == today,),
        Due.WEEK: (FollowUp.due_on > today, FollowUp.due_on <= last),
        Due.LATER: (FollowUp.due_on > last,),
        Due.UNDATED: (FollowUp.due_on.is_(None),),
    }
    return spans.get(span, ())
