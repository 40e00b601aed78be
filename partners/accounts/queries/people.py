"""People who work here, and the rights that they had."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType
from typing import NamedTuple

from sqlalchemy import Row, Select, select
from sqlalchemy.orm import Session, aliased

from partners.accounts.events import PERSON_COUNTED
from partners.accounts.models import RoleGrant, Team, User
from partners.accounts.rules import Role, SignedIn
from partners.foundation.access import Permission, roles_that_may
from partners.foundation.database import db
from partners.lists.remembered import remembered

Granter = aliased(User)
Ender = aliased(User)


@dataclass(frozen=True)
class Grant:
    """From when to when somebody had which role in which team, who gave it and who took it away."""

    role: Role
    team: str | None
    granted_at: datetime
    #: Empty when a command gave it.
    granted_by: str | None
    ended_at: datetime | None
    ended_by: str | None
    reason: str


def get_actor(username: str) -> SignedIn:
    """The person with this user name, for commands. Raises NoResultFound."""
    return as_signed_in(db.session.execute(people().where(User.username == username)).one(), "")


def find_user(session: Session, username: str) -> User | None:
    """An enabled user by name."""
    return session.scalar(select(User).where(User.username == username, User.disabled_at.is_(None)))


def get_user(username: str) -> User:
    """A user by name, disabled or not. Raises NoResultFound."""
    return db.session.execute(select(User).where(User.username == username)).scalar_one()


def get_user_by_id(user_id: int) -> User:
    """A user, disabled or not. Raises NoResultFound."""
    return db.session.execute(select(User).where(User.id == user_id)).scalar_one()


def usernames() -> set[str]:
    """The names of all accounts, closed ones too."""
    return set(db.session.scalars(select(User.username)))


def grants_of(user_id: int) -> Sequence[Grant]:
    """The rights that the person has and had in the last three years, latest first."""
    statement = (
        select(
            RoleGrant.role,
            Team.name.label("team"),
            RoleGrant.granted_at,
            Granter.name.label("granted_by"),
            RoleGrant.ended_at,
            Ender.name.label("ended_by"),
            RoleGrant.reason,
        )
        .outerjoin(Team, Team.id == RoleGrant.team_id)
        .outerjoin(Granter, Granter.id == RoleGrant.granted_by_id)
        .outerjoin(Ender, Ender.id == RoleGrant.ended_by_id)
        .where(RoleGrant.user_id == user_id)
        .order_by(RoleGrant.granted_at.desc(), RoleGrant.id.desc())
        .limit(100)
    )
    rows = db.session.execute(statement).mappings()
    return [Grant(**{**row, "role": Role(row["role"])}) for row in rows]


@remembered("users")
def user_choices(team_id: int | None = None, who_may: Permission | None = None) -> tuple[tuple[int, str], ...]:
    """Enabled users as (id, name), of one team when it is given, and only those whose role gives the permission."""
    statement = select(User.id, User.name).where(User.disabled_at.is_(None)).order_by(User.name)
    if team_id is not None:
        statement = statement.where(User.team_id == team_id)
    if who_may is not None:
        statement = statement.where(User.role.in_(roles_that_may(who_may)))
    return tuple((row.id, row.name) for row in db.session.execute(statement))


def burden_of(user_id: int) -> dict[str, int]:
    """What still waits for the person: counts by a name, as those who keep the records answer."""
    answers = PERSON_COUNTED.send(user_id)
    return {name: number for _listener, counts in answers for name, number in counts.items()}


def find_enabled(user_id: int) -> User | None:
    """The user with this id, unless the account is closed."""
    return db.session.scalar(select(User).where(User.id == user_id, User.disabled_at.is_(None)))


def user_names(ids: Collection[int]) -> dict[int, str]:
    """The names of these users by id, also of those whose account is closed."""
    names = _names() if ids else {}
    return {user_id: names[user_id] for user_id in ids if user_id in names}


@remembered("users")
def _names() -> Mapping[int, str]:
    return MappingProxyType({row.id: row.name for row in db.session.execute(select(User.id, User.name))})


class OfficerRow(NamedTuple):
    """Somebody who works in a team."""

    id: int
    name: str
    team_id: int
    team_name: str


@remembered("users", "teams")
def officers() -> tuple[OfficerRow, ...]:
    """Enabled users who belong to a team, by team and name."""
    statement = (
        select(User.id, User.name, Team.id, Team.name)
        .join(Team, Team.id == User.team_id)
        .where(User.disabled_at.is_(None))
        .order_by(Team.name, User.name, User.id)
    )
    return tuple(OfficerRow(*row) for row in db.session.execute(statement))


def find_officer(user_id: int) -> Row[int, str, int | None, datetime | None] | None:
    """A user's `id`, `name`, `team_id` and `disabled_at`."""
    statement = select(User.id, User.name, User.team_id, User.disabled_at)
    return db.session.execute(statement.where(User.id == user_id)).one_or_none()


def people() -> Select[int, str, str, str, int | None, str | None, bool, str, str]:
    """Select what a person at the keyboard is made of; `as_signed_in` makes it."""
    return select(
        User.id,
        User.username,
        User.name,
        User.role,
        User.team_id,
        User.locale,
        User.must_change_password,
        Team.code.label("team_code"),
        Team.name.label("team_name"),
    ).outerjoin(Team, Team.id == User.team_id)


def as_signed_in(row: object, token: str) -> SignedIn:
    values = row._mapping  # type: ignore[attr-defined]
    return SignedIn(
        id=values["id"],
        username=values["username"],
        name=values["name"],
        role=Role(values["role"]),
        team_id=values["team_id"],
        team_code=values["team_code"],
        team_name=values["team_name"],
        locale=values["locale"],
        must_change_password=values["must_change_password"],
        token=token,
    )
