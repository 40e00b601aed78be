"""Looking after people's accounts: made, renamed, closed, opened again, given another password."""

from collections.abc import Iterable

from sqlalchemy import update

from partners.accounts import queries
from partners.accounts.actions.grants import begin_grant, end_grants
from partners.accounts.actions.guards import ensure_fresh, ensure_may, ensure_not_oneself, ensure_one_administrator_left
from partners.accounts.models import Team, User, UserSession
from partners.accounts.permissions import AccountPermission
from partners.accounts.rules import Role, SignedIn
from partners.accounts.rules.passwords import weakness
from partners.accounts.rules.usernames import is_username
from partners.audit.actions import record
from partners.foundation.clock import now
from partners.foundation.database import db
from partners.foundation.hangul import clean
from partners.foundation.refusals import Refusal
from partners.foundation.words import _l

MANAGE = AccountPermission.MANAGE_USERS


def create_user(
    username: str,
    name: str,
    role: Role,
    team: Team | None,
    password_hash: str,
    by: SignedIn | None = None,
    *,
    must_change_password: bool = False,
    reason: str = "",
) -> User:
    """Make an account, and note the role that it gets. `by` is None for commands.

    Hash the password before: `passwords.hashed` is slow on purpose. Raises Refusal at `username`
    when it is taken (by a closed account too) or cannot be one, and at `team` when the role needs one.
    """
    ensure_may(by, MANAGE)
    _ensure_free(username)
    ensure_team(role, team)
    user = User(
        username=username,
        name=clean(name),
        role=role.value,
        team_id=team.id if team else None,
        password_hash=password_hash,
        created_at=now(),
        must_change_password=must_change_password,
    )
    db.session.add(user)
    record(by, "user:created", user, {"role": (None, role.value), "team": (None, team.code if team else None)})
    begin_grant(user, by, reason)
    return user


def rename_user(user: User, name: str, version: int | None, by: SignedIn) -> None:
    """Correct the name. Raises Stale when somebody else was first."""
    ensure_may(by, MANAGE)
    ensure_fresh(user, version)
    before, user.name = user.name, clean(name)
    record(by, "user:renamed", user, {"name": (before, user.name)})


def disable_user(user: User, by: SignedIn | None = None, reason: str = "") -> None:
    """Close an account: ends its rights and its sessions. Raises Refusal for oneself and the last administrator."""
    ensure_may(by, MANAGE)
    ensure_not_oneself(user, by)
    ensure_one_administrator_left(user)
    user.disabled_at = now()
    record(by, "user:disabled", user, reason=reason)
    end_grants([user.id], by)
    end_sessions(user.id)


def enable_user(user: User, by: SignedIn | None = None, reason: str = "") -> None:
    """Open a closed account again, with the role and the team that it had."""
    ensure_may(by, MANAGE)
    if user.disabled_at is None:
        return
    user.disabled_at = None
    record(by, "user:enabled", user, reason=reason)
    begin_grant(user, by, reason)


def reset_password(
    user: User, password_hash: str, by: SignedIn | None = None, *, must_change_password: bool = False
) -> None:
    """Give a new password and end the sessions that began with the old one."""
    ensure_may(by, MANAGE)
    ensure_not_oneself(user, by)
    user.password_hash, user.must_change_password, user.password_changed_at = password_hash, must_change_password, now()
    record(by, "user:password:reset", user)
    end_sessions(user.id)


def end_sessions_of(user: User, by: SignedIn) -> int:
    """Sign a person out everywhere; returns how many sessions that were."""
    ensure_may(by, MANAGE)
    number = end_sessions(user.id)
    if number:
        record(by, "user:sessions:ended", user, {"sessions": (None, number)})
    return number


def check_password(password: str, names: Iterable[str] = ()) -> None:
    """Raise Refusal at `password` when it is too easy to guess. `names`: of its owner."""
    reason = weakness(password, names)
    if reason is not None:
        raise Refusal(reason, field="password")


def end_sessions(*user_ids: int) -> int:
    """End all sessions of these people; returns how many there were."""
    ended = (
        update(UserSession)
        .where(UserSession.user_id.in_(user_ids), UserSession.ended_at.is_(None))
        .values(ended_at=now())
    )
    number: int = db.session.execute(ended).rowcount  # type: ignore[attr-defined]
    return number


def ensure_team(role: Role, team: Team | None) -> None:
    """Raise Refusal for an officer without a team: nothing would be theirs to write, and for a merged team."""
    if role is Role.OFFICER and team is None:
        raise Refusal(_l("Choose a team: an officer writes what the own team keeps."), field="team")
    if team is not None and team.merged_into_id is not None:
        raise Refusal(_l("This team was merged into another one. Choose that one."), field="team")


def _ensure_free(username: str) -> None:
    if not is_username(username):
        raise Refusal(
            _l("3 to 30 small letters, digits, dots, hyphens or underscores; the first is a letter."), field="username"
        )
    if username in queries.usernames():
        raise Refusal(_l("Somebody has this user name already. Choose another one."), field="username")
