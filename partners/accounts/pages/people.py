"""The list of people and one person's page, as an administrator sees them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from flask import url_for

from partners.accounts import queries
from partners.accounts.models import User, UserSession
from partners.accounts.queries import PersonRow
from partners.accounts.queries.people import Grant
from partners.accounts.rules import ROLE_NAMES, Role, SignedIn
from partners.accounts.rules.filters import STATE_NAMES, PeopleFilter
from partners.foundation.words import _, _n
from partners.lists.keyset import Count, Page


@dataclass(frozen=True)
class PeopleList:
    """The list with its filters."""

    asked: PeopleFilter
    page: Page
    rows: Sequence[PersonRow]
    count: Count
    teams: Sequence[Any]

    @property
    def counted(self) -> str:
        words = _n("%(num)s person", "%(num)s people", self.count.number)
        return f"{words}{'+' if self.count.capped else ''}"

    @property
    def choices(self) -> dict[str, list[tuple[str, Any]]]:
        return {
            "role": [(role.value, label) for role, label in ROLE_NAMES.items()],
            "team": [(team.code, team.name) for team in self.teams],
            "state": list(STATE_NAMES.items()),
        }

    @property
    def previous_url(self) -> str | None:
        return self._url(self.page.previous)

    @property
    def next_url(self) -> str | None:
        return self._url(self.page.next)

    def _url(self, page: str | None) -> str | None:
        values: dict[str, Any] = {**self.asked.address, "page": page}
        return url_for("accounts.users", **values) if page else None


@dataclass(frozen=True)
class PersonPage:
    """One person's account."""

    user: User
    by: SignedIn
    team_name: str | None
    grants: Sequence[Grant]
    sessions: Sequence[UserSession]
    last_seen_at: datetime | None
    #: What would be left to nobody: label, number, address of the list.
    burden: Sequence[tuple[Any, int, str]]

    @property
    def role_name(self) -> Any:
        return ROLE_NAMES[Role(self.user.role)]

    @property
    def is_oneself(self) -> bool:
        """Nobody closes the own account or gives oneself other rights."""
        return self.user.id == self.by.id

    @property
    def is_open(self) -> bool:
        return self.user.disabled_at is None

    @property
    def state(self) -> tuple[str, str]:
        """The badge: text and tone."""
        if not self.is_open:
            return str(_("Account closed")), "neutral"
        return (str(_("Password not chosen yet")), "warn") if self.user.must_change_password else ("", "")


def person_page(user: User, by: SignedIn, sessions: Sequence[UserSession]) -> PersonPage:
    """Everything that stands on a person's page."""
    return PersonPage(
        user=user,
        by=by,
        team_name=queries.team_names().get(user.team_id or 0),
        grants=queries.grants_of(user.id),
        sessions=sessions,
        last_seen_at=queries.last_seen_of(user.id),
        burden=_burden_of(user.id),
    )


def _burden_of(user_id: int) -> list[tuple[Any, int, str]]:
    # Coupled by address only: the lists lie on the floors above.
    lists = {
        "open_follow_ups": (_("Follow-ups to do"), url_for("follow_ups.index", whose="all", assignee=user_id)),
        "owned_partners": (_("Partners as the officer in charge"), url_for("directory.index", owner=user_id)),
    }
    counts = queries.burden_of(user_id)
    return [(label, counts[name], address) for name, (label, address) in lists.items() if counts.get(name)]
