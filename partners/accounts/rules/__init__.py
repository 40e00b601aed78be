"""Who people are, how long a session lasts, when signing in is closed for a while. Pure."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum

from partners.foundation.words import _l


class Role(StrEnum):
    """What a person may do; `partners/roles.py` says what that is."""

    VIEWER = "viewer"
    OFFICER = "officer"
    MANAGER = "manager"
    PRIVACY_OFFICER = "privacy_officer"
    ADMINISTRATOR = "administrator"


ROLE_NAMES = {
    Role.VIEWER: _l("Viewer"),
    Role.OFFICER: _l("Officer"),
    Role.MANAGER: _l("Manager"),
    Role.PRIVACY_OFFICER: _l("Privacy officer"),
    Role.ADMINISTRATOR: _l("Administrator"),
}

#: 고시 제2026-9호 제5조 ⑥: wrong passwords close the account for a growing time.
FREE_FAILURES = 5
FIRST_LOCK = timedelta(minutes=1)
LONGEST_LOCK = timedelta(hours=1)
FAILURES_COUNT_FOR = timedelta(hours=24)

TOUCH_EVERY = timedelta(minutes=1)
#: 고시 제5조 ③: who had which rights is kept three years after they ended.
GRANTS_KEPT = timedelta(days=3 * 365 + 1)


@dataclass(frozen=True)
class SignedIn:
    """The person at the keyboard: a snapshot, read once a request. What `current_user` is."""

    id: int
    username: str
    name: str
    role: Role
    team_id: int | None
    team_code: str | None
    team_name: str | None
    locale: str | None
    #: An administrator gave the password: nothing but choosing another is open.
    must_change_password: bool = False
    #: The session's secret; Flask-Login keeps it in the cookie.
    token: str = field(default="", repr=False)

    is_authenticated = True
    is_active = True
    is_anonymous = False

    def get_id(self) -> str:
        """What Flask-Login keeps in the cookie: the session, not the user."""
        return self.token


def locked_until(failures: int, last_failure: datetime | None) -> datetime | None:
    """Until when signing in is closed after so many failures in a row; None while it is open.

    Five are free; the next ones close it for 1, 2, 4 … minutes, an hour at most.
    """
    if failures < FREE_FAILURES or last_failure is None:
        return None
    doublings = min(failures - FREE_FAILURES, 10)
    return last_failure + min(FIRST_LOCK * (1 << doublings), LONGEST_LOCK)


def is_alive(created_at: datetime, last_seen_at: datetime, now: datetime, idle: timedelta, length: timedelta) -> bool:
    """Whether a session still counts: not idle for too long, and not older than a working day."""
    return now - last_seen_at < idle and now - created_at < length


def needs_touch(last_seen_at: datetime, now: datetime) -> bool:
    """Whether it is worth a write to note that the session is in use: once a minute at most."""
    return now - last_seen_at >= TOUCH_EVERY
