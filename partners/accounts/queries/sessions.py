"""Sessions on the server, and attempts to begin one."""

import hashlib
from collections.abc import Sequence
from datetime import datetime, timedelta
from functools import cache
from typing import Any

from sqlalchemy import Select, bindparam, func, select
from sqlalchemy.orm import Session

from partners.accounts.models import LoginAttempt, User, UserSession
from partners.accounts.queries.people import as_signed_in, people
from partners.accounts.rules import FAILURES_COUNT_FOR, SignedIn, is_alive
from partners.foundation.clock import now
from partners.foundation.database import before_the_view, db

MOST = 50


def digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def find_signed_in(token: str, idle: timedelta, length: timedelta) -> tuple[SignedIn, datetime] | None:
    """The person behind a session's secret, and when the session was last noted as used.

    None when the session has ended, was idle too long, or its user is disabled.
    Read before the view of the request runs, and on every page: so the statement is built once.
    """
    with before_the_view() as session:
        row = session.execute(_behind_a_token(), {"digest": digest(token)}).one_or_none()
    if row is None or not is_alive(row.created_at, row.last_seen_at, now(), idle, length):
        return None
    return as_signed_in(row, token), row.last_seen_at


@cache
def _behind_a_token() -> Select[*tuple[Any, ...]]:
    return (
        people()
        .add_columns(UserSession.created_at, UserSession.last_seen_at)
        .join(UserSession, UserSession.user_id == User.id)
        .where(UserSession.token_digest == bindparam("digest"))
        .where(UserSession.ended_at.is_(None), User.disabled_at.is_(None))
    )


def open_sessions(user_id: int, idle: timedelta, length: timedelta) -> Sequence[UserSession]:
    """The user's sessions that still open something, latest first."""
    statement = (
        select(UserSession)
        .where(UserSession.user_id == user_id, UserSession.ended_at.is_(None))
        .where(UserSession.last_seen_at > now() - idle, UserSession.created_at > now() - length)
        .order_by(UserSession.last_seen_at.desc(), UserSession.id.desc())
        .limit(MOST)
    )
    return db.session.scalars(statement).all()


def get_open_session(user_id: int, session_id: int) -> UserSession:
    """One of the user's sessions that has not ended. Raises NoResultFound."""
    statement = select(UserSession).where(
        UserSession.id == session_id, UserSession.user_id == user_id, UserSession.ended_at.is_(None)
    )
    return db.session.execute(statement).scalar_one()


def last_seen_of(user_id: int) -> datetime | None:
    """When the person last did anything here; None: never, or longer ago than sessions are kept."""
    return db.session.scalar(select(func.max(UserSession.last_seen_at)).where(UserSession.user_id == user_id))


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
