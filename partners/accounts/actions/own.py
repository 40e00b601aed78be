"""What people do with their own account: language, password, sessions."""

import secrets

from sqlalchemy import update

from partners.accounts import passwords, queries
from partners.accounts.actions.people import check_password, end_sessions
from partners.accounts.actions.signing_in import confirm_password, new_session
from partners.accounts.models import UserSession
from partners.accounts.rules import SignedIn
from partners.audit.actions import record
from partners.foundation.clock import now
from partners.foundation.database import db
from partners.foundation.refusals import Refusal
from partners.foundation.words import _l


def choose_language(by: SignedIn, locale: str) -> None:
    """Keep the language in the account: ko or en."""
    user = queries.get_user(by.username)
    before, user.locale = user.locale, locale
    record(by, "user:language:chosen", user, {"locale": (before, locale)})


def change_password(by: SignedIn, current: str, password: str) -> str:
    """Take another password; ends every session and begins a new one, whose secret is returned.

    Raises Refusal (and Closed) at `current_password` and `password`. Both are hashed before the
    request's transaction begins.
    """
    confirm_password(by.username, current, field="current_password")
    check_password(password, (by.username, by.name))
    if password == current:
        raise Refusal(_l("This is the password that you have. Choose another one."), field="password")
    password_hash = passwords.hashed(password)
    user = queries.get_user(by.username)
    user.password_hash, user.must_change_password, user.password_changed_at = password_hash, False, now()
    record(by, "user:password:changed", user)
    end_sessions(user.id)
    token = secrets.token_urlsafe(32)
    db.session.add(new_session(user.id, token))
    return token


def end_session(by: SignedIn, session_id: int) -> None:
    """End one of one's own sessions. Raises NoResultFound for anybody else's."""
    found = queries.get_open_session(by.id, session_id)
    found.ended_at = now()
    record(by, "user:session:ended", queries.get_user(by.username))


def end_other_sessions(by: SignedIn) -> int:
    """End one's sessions everywhere but here; returns how many there were."""
    others = (
        update(UserSession)
        .where(UserSession.user_id == by.id, UserSession.ended_at.is_(None))
        .where(UserSession.token_digest != queries.digest(by.token))
        .values(ended_at=now())
    )
    number: int = db.session.execute(others).rowcount  # type: ignore[attr-defined]
    if number:
        record(by, "user:sessions:ended", queries.get_user(by.username), {"sessions": (None, number)})
    return number
