"""Signing in and out, making and closing accounts."""

import secrets
from datetime import datetime, timedelta

from sqlalchemy import delete, update

from partners.accounts import passwords, queries
from partners.accounts.models import LoginAttempt, Team, User, UserSession
from partners.accounts.rules import SHORTEST_PASSWORD, Role, SignedIn, locked_until
from partners.audit.actions import record
from partners.foundation import origin
from partners.foundation.clock import now
from partners.foundation.database import db, ledger, reading
from partners.foundation.refusals import Refusal
from partners.foundation.words import _l

ATTEMPTS_KEPT = timedelta(days=730)


class Closed(Refusal):
    """Too many wrong passwords; `until` says when the account opens again (UTC)."""

    status = 429

    def __init__(self, until: datetime) -> None:
        super().__init__(_l("Too many attempts. Wait a few minutes, then try again."))
        self.until = until


def sign_in(username: str, password: str) -> str:
    """Check the password and begin a session on the server; returns the session's secret.

    Raises Closed after too many failures and Refusal when name and password do not belong
    together (the same words for an unknown name). Attempts are kept whatever the outcome.
    """
    with reading() as session:
        until = locked_until(*queries.failures(session, username))
        if until is not None and until > now():
            raise Closed(until)
        user = queries.find_user(session, username)
    right = passwords.matches(user.password_hash if user else None, password)
    token = secrets.token_urlsafe(32)
    with ledger() as session:
        session.add(_attempt(username, right))
        if right and user is not None:
            session.add(_session(user.id, token))
    if not right:
        raise Refusal(_l("The user name or the password is not right."), field="password")
    return token


def sign_out(token: str) -> None:
    """End the session on the server: its old cookie opens nothing any more."""
    with ledger() as session:
        session.execute(
            update(UserSession)
            .where(UserSession.token_digest == queries.digest(token), UserSession.ended_at.is_(None))
            .values(ended_at=now())
        )


def touch(token: str) -> None:
    """Note that the session is in use."""
    with ledger() as session:
        session.execute(
            update(UserSession).where(UserSession.token_digest == queries.digest(token)).values(last_seen_at=now())
        )


def choose_language(by: SignedIn, locale: str) -> None:
    """Keep the language in the account: ko or en."""
    user = queries.get_user(by.username)
    before, user.locale = user.locale, locale
    record(by, "user:language:chosen", user, {"locale": (before, locale)})


def create_team(code: str, name: str, by: SignedIn | None = None) -> Team:
    """Make a team. The code is what kinds and demo data refer to."""
    team = Team(code=code, name=name)
    db.session.add(team)
    record(by, "team:created", team, {"name": (None, name)})
    return team


def create_user(
    username: str, name: str, role: Role, team: Team | None, password_hash: str, by: SignedIn | None = None
) -> User:
    """Make an account. Hash the password before: `passwords.hashed` is slow on purpose."""
    user = User(
        username=username,
        name=name,
        role=role.value,
        team_id=team.id if team else None,
        password_hash=password_hash,
        created_at=now(),
    )
    db.session.add(user)
    record(by, "user:created", user, {"role": (None, role.value), "team": (None, team.code if team else None)})
    return user


def disable_user(user: User, by: SignedIn | None = None) -> None:
    """Close an account and end its sessions."""
    user.disabled_at = now()
    record(by, "user:disabled", user)
    _end_sessions(user)


def reset_password(user: User, password_hash: str, by: SignedIn | None = None) -> None:
    """Give a new password and end the sessions that began with the old one."""
    user.password_hash = password_hash
    record(by, "user:password:reset", user)
    _end_sessions(user)


def check_password(password: str) -> None:
    """Raise Refusal when a password is too short to be safe (ASVS 5.0 §6.2)."""
    if len(password) < SHORTEST_PASSWORD:
        raise Refusal(_l("Choose a password of at least 15 characters."), field="password")


def forget_old_attempts() -> None:
    """Delete attempts and ended sessions after two years."""
    db.session.execute(delete(LoginAttempt).where(LoginAttempt.at < now() - ATTEMPTS_KEPT))
    db.session.execute(delete(UserSession).where(UserSession.created_at < now() - ATTEMPTS_KEPT))


def _end_sessions(user: User) -> None:
    db.session.execute(
        update(UserSession).where(UserSession.user_id == user.id, UserSession.ended_at.is_(None)).values(ended_at=now())
    )


def _attempt(username: str, succeeded: bool) -> LoginAttempt:
    return LoginAttempt(username=username[:100], at=now(), succeeded=succeeded, address=origin.current().address)


def _session(user_id: int, token: str) -> UserSession:
    caller = origin.current()
    return UserSession(
        token_digest=queries.digest(token),
        user_id=user_id,
        created_at=now(),
        last_seen_at=now(),
        address=caller.address,
        agent=caller.agent,
    )
