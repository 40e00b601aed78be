"""Signing in and out: sessions that live on the server, attempts that are kept whatever comes of them."""

import secrets
from datetime import datetime

from sqlalchemy import update
from sqlalchemy.orm import Session

from partners.accounts import passwords, queries
from partners.accounts.models import LoginAttempt, User, UserSession
from partners.accounts.rules import locked_until
from partners.foundation import origin
from partners.foundation.clock import now
from partners.foundation.database import ledger, reading
from partners.foundation.refusals import Refusal
from partners.foundation.words import _l


class Closed(Refusal):
    """Too many wrong passwords; `until` says when the account opens again (UTC)."""

    status = 429

    def __init__(self, until: datetime) -> None:
        super().__init__(_l("Too many attempts. Wait a few minutes, then try again."))
        self.until = until


def sign_in(username: str, password: str, instead_of: str | None = None) -> str:
    """Check the password and begin a session on the server; returns the session's secret.

    The session `instead_of` which it begins, in the same browser, ends: nobody holds its cookie any more. Raises Closed after too many failures and Refusal when name and password do not belong
    together (the same words for an unknown name). Attempts are kept whatever the outcome.
    """
    user = _open_account(username)
    right = passwords.matches(user.password_hash if user else None, password)
    token = secrets.token_urlsafe(32)
    with ledger() as session:
        session.add(_attempt(username, right))
        if right and user is not None:
            session.add(new_session(user.id, token))
            if instead_of is not None:
                _end(session, instead_of)
    if not right:
        raise Refusal(_l("The user name or the password is not right."), field="password")
    return token


def confirm_password(username: str, password: str, field: str) -> None:
    """Have somebody who is signed in prove it once more. Raises Closed and Refusal, and counts as an attempt."""
    user = _open_account(username)
    right = passwords.matches(user.password_hash if user else None, password)
    with ledger() as session:
        session.add(_attempt(username, right))
    if not right:
        raise Refusal(_l("This is not your current password."), field=field)


def sign_out(token: str) -> None:
    """End the session on the server: its old cookie opens nothing any more."""
    with ledger() as session:
        _end(session, token)


def touch(token: str) -> None:
    """Note that the session is in use."""
    with ledger() as session:
        session.execute(
            update(UserSession).where(UserSession.token_digest == queries.digest(token)).values(last_seen_at=now())
        )


def new_session(user_id: int, token: str) -> UserSession:
    """A session that begins now, in the caller's browser."""
    caller = origin.current()
    return UserSession(
        token_digest=queries.digest(token),
        user_id=user_id,
        created_at=now(),
        last_seen_at=now(),
        address=caller.address,
        agent=caller.agent,
    )


def _end(session: Session, token: str) -> None:
    session.execute(
        update(UserSession)
        .where(UserSession.token_digest == queries.digest(token), UserSession.ended_at.is_(None))
        .values(ended_at=now())
    )


def _open_account(username: str) -> User | None:
    with reading() as session:
        until = locked_until(*queries.failures(session, username))
        if until is not None and until > now():
            raise Closed(until)
        return queries.find_user(session, username)


def _attempt(username: str, succeeded: bool) -> LoginAttempt:
    return LoginAttempt(username=username[:100], at=now(), succeeded=succeeded, address=origin.current().address)
