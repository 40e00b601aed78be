"""The views that a person has, and who keeps them."""

from collections.abc import Sequence
from functools import cache
from typing import Any, Protocol

from sqlalchemy import (
    ColumnElement,
    Integer,
    Row,
    Select,
    and_,
    bindparam,
    column,
    func,
    literal,
    null,
    or_,
    select,
    table,
    union_all,
)

from partners.foundation.access import Person, may
from partners.foundation.database import db
from partners.lists.models import SavedView, ViewMark
from partners.lists.permissions import ViewPermission
from partners.lists.remembered import remembered

# By name only: lists lie below the accounts.
USERS = table("users", column("id"), column("name"))
TEAMS = table("teams", column("id"), column("name"), column("merged_into_id"))

#: Nobody sees more tabs than this; whoever has more finds them on no page either.
MOST = 500


class Somebody(Person, Protocol):
    """A person with an id."""

    @property
    def id(self) -> int: ...


@remembered("saved_views", "view_marks", "users", "teams")
def views_of(person_id: int, team_id: int | None) -> Sequence[Row[Any]]:
    """Every saved view that the person sees, in every list, with what the person made of it; then rows for the
    ready-made ones that were marked (`view_id` None). One statement, built once: every page's menu asks.
    """
    return tuple(db.session.execute(_views_of_a_person(), {"person": person_id, "team": team_id}))


@cache
def _views_of_a_person() -> Any:
    person, team = bindparam("person", type_=Integer()), bindparam("team", type_=Integer())
    mine = and_(ViewMark.view_id == SavedView.id, ViewMark.user_id == person)
    saved = (
        select(
            SavedView.id.label("view_id"),
            literal("").label("ready_made"),
            SavedView.list,
            SavedView.name,
            SavedView.query,
            SavedView.owner_id,
            USERS.c.name.label("owner_name"),
            SavedView.owner_team_id,
            TEAMS.c.name.label("team_name"),
            SavedView.version,
            ViewMark.pinned_at,
            func.coalesce(ViewMark.is_default, False).label("is_default"),
        )
        .join(USERS, USERS.c.id == SavedView.owner_id)
        .outerjoin(TEAMS, TEAMS.c.id == SavedView.owner_team_id)
        .outerjoin(ViewMark, mine)
        .where(_is_seen(person, team))
        .order_by(SavedView.id)
        .limit(MOST)
        .subquery()
    )
    empty = [null().label(name) for name in ("name", "query", "owner_id", "owner_name", "owner_team_id")]
    marked = select(
        null().label("view_id"), ViewMark.ready_made, ViewMark.list, *empty, null().label("team_name"),
        null().label("version"), ViewMark.pinned_at, ViewMark.is_default,
    ).where(ViewMark.user_id == person, ViewMark.view_id.is_(None))  # fmt: skip
    return union_all(select(saved), marked)


def get_view(view_id: int, person: Somebody) -> SavedView:
    """A view to be changed: one that the person sees, or may change though another team has it. Raises NoResultFound."""
    seen = _is_seen_by(person)
    if may(person, ViewPermission.CHANGE_SHARED):
        seen = or_(seen, SavedView.owner_team_id.is_not(None))
    statement = select(SavedView).outerjoin(TEAMS, TEAMS.c.id == SavedView.owner_team_id)
    return db.session.scalars(statement.where(SavedView.id == view_id, seen)).one()


def shared_elsewhere(person: Somebody) -> Sequence[Any]:
    """What other teams have shared, for whoever looks after all of them: rows as `views_of` has them."""
    statement = (
        select(SavedView, USERS.c.name.label("owner_name"), TEAMS.c.name.label("team_name"))
        .join(USERS, USERS.c.id == SavedView.owner_id)
        .join(TEAMS, TEAMS.c.id == SavedView.owner_team_id)
        .where(~_is_seen_by(person))
        .order_by(TEAMS.c.name, SavedView.list, SavedView.name, SavedView.id)
        .limit(MOST)
    )
    return db.session.execute(statement).all()


def find_mark(user_id: int, view_id: int | None, ready_made: str) -> ViewMark | None:
    """What the person made of this view so far."""
    at = ViewMark.view_id.is_(None) & (ViewMark.ready_made == ready_made) if view_id is None else None
    statement = select(ViewMark).where(ViewMark.user_id == user_id)
    return db.session.scalars(statement.where(ViewMark.view_id == view_id if at is None else at)).one_or_none()


def default_of(user_id: int, list_code: str) -> ViewMark | None:
    """The mark of the view with which the person's list opens."""
    statement = select(ViewMark).where(ViewMark.user_id == user_id, ViewMark.list == list_code, ViewMark.is_default)
    return db.session.scalars(statement).one_or_none()


def marks_on(view_id: int) -> Sequence[ViewMark]:
    """What anybody made of a view."""
    return db.session.scalars(select(ViewMark).where(ViewMark.view_id == view_id)).all()


def count_pinned(user_id: int) -> int:
    statement = select(func.count()).where(ViewMark.user_id == user_id, ViewMark.pinned_at.is_not(None))
    return db.session.scalar(statement) or 0


def count_saved(owner_id: int, list_code: str) -> int:
    statement = select(func.count()).where(SavedView.owner_id == owner_id, SavedView.list == list_code)
    return db.session.scalar(statement) or 0


def names_beside(list_code: str, owner_id: int, team_id: int | None, besides: int | None) -> Sequence[str]:
    """The names of the views that stand beside one: its owner's others, and those of the team that sees it."""
    beside: ColumnElement[bool] = SavedView.owner_id == owner_id
    if team_id is not None:
        beside = or_(beside, SavedView.owner_team_id == team_id)
    statement = select(SavedView.name).where(SavedView.list == list_code, beside, SavedView.id != (besides or 0))
    return db.session.scalars(statement).all()


def open_teams(besides: int | None = None) -> Sequence[Any]:
    """The teams that work, by name (id, name); `besides` one that may be closed."""
    at = or_(TEAMS.c.merged_into_id.is_(None), TEAMS.c.id == (besides or 0))
    return db.session.execute(select(TEAMS.c.id, TEAMS.c.name).where(at).order_by(TEAMS.c.name)).all()


def is_open(team_id: int) -> bool:
    """Whether there is such a team, and it works."""
    statement: Select[Any] = select(TEAMS.c.id).where(TEAMS.c.id == team_id, TEAMS.c.merged_into_id.is_(None))
    return db.session.scalar(statement) is not None


def views_of_team(team_id: int) -> dict[str, int]:
    """How many views are shared with the team (TEAM_COUNTED)."""
    statement = select(func.count()).where(SavedView.owner_team_id == team_id)
    return {"saved_views": db.session.scalar(statement) or 0}


def _is_seen_by(person: Somebody) -> ColumnElement[bool]:
    """Their own, and what is shared with their team. Needs TEAMS joined: a team that went into theirs counts."""
    return SavedView.owner_id == person.id if person.team_id is None else _is_seen(person.id, person.team_id)


def _is_seen(person_id: Any, team_id: Any) -> ColumnElement[bool]:
    merged = TEAMS.c.merged_into_id == team_id
    return or_(SavedView.owner_id == person_id, SavedView.owner_team_id == team_id, func.coalesce(merged, False))
