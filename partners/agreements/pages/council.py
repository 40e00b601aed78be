"""The council window: sessions with their days, and the words for them."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from partners.agreements.models import CouncilSession
from partners.agreements.queries.council import CouncilWindow, council_window
from partners.agreements.queries.office import office
from partners.agreements.queries.sessions import sessions_from
from partners.agreements.rules.sessions import last_day_to_submit
from partners.agreements.vocabulary import SESSION_KIND_LABELS, SessionKind
from partners.foundation.clock import today
from partners.foundation.words import _


@dataclass(frozen=True)
class SessionLine:
    """A session as the window shows it."""

    session: CouncilSession
    submit_by: date | None
    day: date

    @property
    def name(self) -> str:
        return session_name(self.session)

    @property
    def is_running(self) -> bool:
        first, last = self.session.starts_on, self.session.ends_on
        return first is not None and last is not None and first <= self.day <= last

    @property
    def days(self) -> int | None:
        """How many days it lasts, both ends counted."""
        first, last = self.session.starts_on, self.session.ends_on
        return (last - first).days + 1 if first and last else None

    @property
    def passed(self) -> int:
        """How much of it has passed, in hundredths."""
        if not self.days or self.session.starts_on is None:
            return 0
        return max(0, min(100, round(100 * (self.day - self.session.starts_on).days / max(self.days - 1, 1))))

    def days_until(self, day: date | None) -> int | None:
        return None if day is None else (day - self.day).days


@dataclass(frozen=True)
class WindowPage:
    sessions: list[SessionLine]
    window: CouncilWindow


def window_page() -> WindowPage:
    return WindowPage([line_of(session) for session in sessions_from(today())], council_window())


def line_of(session: CouncilSession) -> SessionLine:
    submit_by = last_day_to_submit(session.starts_on, session.submit_by, office().submission_days)
    return SessionLine(session, submit_by, today())


def session_name(session: CouncilSession) -> str:
    """제227회 제2차 정례회."""
    kind: Any = SESSION_KIND_LABELS[SessionKind(session.kind)]
    if session.ordinal:
        return str(
            _("Session %(number)s, %(kind)s no. %(ordinal)s", number=session.number, kind=kind, ordinal=session.ordinal)
        )
    return str(_("Session %(number)s, %(kind)s", number=session.number, kind=kind))
