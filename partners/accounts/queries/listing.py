"""The list of people: searched, filtered, by name, a page at a time."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, func, or_, select

from partners.accounts.models import Team, User, UserSession
from partners.accounts.rules import Role
from partners.accounts.rules.filters import DISABLED, ENABLED, WAITING, PeopleFilter
from partners.lists.keyset import Count, Page, SortKey, count_of, page_of

BY_NAME = (SortKey(User.name), SortKey(User.id))


@dataclass(frozen=True)
class PersonRow:
    """A line of the list."""

    id: int
    name: str
    username: str
    role: Role
    team: str | None
    last_seen_at: datetime | None
    is_disabled: bool
    #: Has not chosen a password yet.
    is_waiting: bool


def page_of_people(asked: PeopleFilter, page: str | None) -> tuple[Page, list[PersonRow]]:
    """One page of the list. Raises BadPage."""
    last_seen = select(func.max(UserSession.last_seen_at)).where(UserSession.user_id == User.id).scalar_subquery()
    statement: Select[Any] = select(  # type: ignore[assignment]
        User.id,
        User.name,
        User.username,
        User.role,
        Team.name.label("team"),
        last_seen.label("last_seen_at"),
        User.disabled_at.is_not(None).label("is_disabled"),
        User.must_change_password.label("is_waiting"),
    )
    found = page_of(_narrow(statement, asked), BY_NAME, page)
    return found, [_row(row) for row in found.rows]


def count_people(asked: PeopleFilter) -> Count:
    """How many people the filter leaves."""
    return count_of(_narrow(select(User.id), asked))


def _narrow(statement: Select[Any], asked: PeopleFilter) -> Select[Any]:
    statement = statement.select_from(User).outerjoin(Team, Team.id == User.team_id)
    if asked.q:
        statement = statement.where(
            or_(User.name.contains(asked.q, autoescape=True), User.username.contains(asked.q.lower(), autoescape=True))
        )
    if asked.role:
        statement = statement.where(User.role == asked.role)
    if asked.team:
        statement = statement.where(Team.code == asked.team)
    return statement.where(_STATES[asked.state]) if asked.state else statement


_STATES: dict[str, ColumnElement[bool]] = {
    ENABLED: User.disabled_at.is_(None),
    DISABLED: User.disabled_at.is_not(None),
    WAITING: User.must_change_password & User.disabled_at.is_(None),
}


def _row(row: Any) -> PersonRow:
    values = {name: row._mapping[name] for name in PersonRow.__annotations__}
    return PersonRow(**{**values, "role": Role(values["role"])})
