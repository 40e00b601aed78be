"""Reading users, teams and sessions."""

import hashlib
from collections.abc import Collection, Sequence
from datetime import datetime, timedelta

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from partners.accounts.models import LoginAttempt, Team, User, UserSession
from partners.accounts.rules import FAILURES_COUNT_FOR, Role, SignedIn, is_alive
from partners.foundation.clock import now
from partners.foundation.database import db, reading


def digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def find_signed_in(token: str, idle: timedelta, length: timedelta) -> tuple[SignedIn, datetime] | None:
    """The person behind a session's secret, and when the session was last noted as used.

    None when the session has ended, was idle too long, or its user is disabled.
    Reads in a transaction of its own: the request's has not begun yet.
    """
    statement = (
        _people()
        .add_columns(UserSession.created_at, UserSession.last_seen_at)
        .join(UserSession, UserSession.user_id == User.id)
        .where(UserSession.token_digest == digest(token), UserSession.ended_at.is_(None), User.disabled_at.is_(None))
    )
    with reading() as session:
        row = session.execute(statement).one_or_none()
    if row is None or not is_alive(row.created_at, row.last_seen_at, now(), idle, length):
        return None
    return _signed_in(row, token), row.last_seen_at


def get_actor(username: str) -> SignedIn:
    """The person with this user name, for commands. Raises NoResultFound."""
    return _signed_in(db.session.execute(_people().where(User.username == username)).one(), "")


def find_user(session: Session, username: str) -> User | None:
    """An enabled user by name."""
    return session.scalar(select(User).where(User.username == username, User.disabled_at.is_(None)))


def get_user(username: str) -> User:
    """A user by name, disabled or not. Raises NoResultFound."""
    return db.session.execute(select(User).where(User.username == username)).scalar_one()


def usernames() -> set[str]:
    """The names of all accounts, closed ones too."""
    return set(db.session.scalars(select(User.username)))


def failures(session: Session, username: str) -> tuple[int, datetime | None]:
    """Failed attempts since the last success, at most a day back, and the latest of them."""
    since = now() - FAILURES_COUNT_FOR
    last_success = (
        select(func.max(LoginAttempt.at))
        .where(LoginAttempt.username == username, LoginAttempt.succeeded)
        .scalar_subquery()
    )
    counted = select(func.count(), func.max(LoginAttempt.at)).where(
        LoginAttempt.username == username,
        LoginAttempt.succeeded.is_(False),
        LoginAttempt.at > since,
        LoginAttempt.at > func.coalesce(last_success, since),
    )
    count, latest = session.execute(counted).one()
    return count, latest


def open_sessions(user_id: int) -> Sequence[UserSession]:
    """The user's sessions that have not ended, latest first."""
    statement = (
        select(UserSession)
        .where(UserSession.user_id == user_id, UserSession.ended_at.is_(None))
        .order_by(UserSession.last_seen_at.desc())
        .limit(50)
    )
    return db.session.scalars(statement).all()


def teams() -> Sequence[Team]:
    return db.session.scalars(select(Team).order_by(Team.name)).all()


def team_names() -> dict[int, str]:
    """Names of all teams by id."""
    return {row.id: row.name for row in db.session.execute(select(Team.id, Team.name))}


def find_team(code: str) -> Team | None:
    return db.session.scalar(select(Team).where(Team.code == code))


def user_choices(team_id: int | None = None) -> list[tuple[int, str]]:
    """Enabled users as (id, name), of one team when it is given."""
    statement = select(User.id, User.name).where(User.disabled_at.is_(None)).order_by(User.name)
    if team_id is not None:
        statement = statement.where(User.team_id == team_id)
    return [(row.id, row.name) for row in db.session.execute(statement)]


def find_enabled(user_id: int) -> User | None:
    """The user with this id, unless the account is closed."""
    return db.session.scalar(select(User).where(User.id == user_id, User.disabled_at.is_(None)))


def user_names(ids: Collection[int]) -> dict[int, str]:
    """The names of these users by id, also of those whose account is closed."""
    if not ids:
        return {}
    return {row.id: row.name for row in db.session.execute(select(User.id, User.name).where(User.id.in_(ids)))}


def _people() -> Select[int, str, str, str, int | None, str | None, str, str]:
    return select(
        User.id,
        User.username,
        User.name,
        User.role,
        User.team_id,
        User.locale,
        Team.code.label("team_code"),
        Team.name.label("team_name"),
    ).outerjoin(Team, Team.id == User.team_id)


def _signed_in(row: object, token: str) -> SignedIn:
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
        token=token,
    )
