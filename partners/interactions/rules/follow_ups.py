"""Follow-ups: when they are due, and what must hold before one is planned. Pure."""

from collections.abc import Container, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Any

from partners.directory.rules.filters import LONGEST_QUERY, UnknownFilter
from partners.foundation.hangul import clean
from partners.foundation.refusals import Refusal
from partners.foundation.words import _l
from partners.interactions.rules.columns import (
    CLOSED_FOLLOW_UP_COLUMNS,
    FIRST_DUE,
    FOLLOW_UP_COLUMNS,
    LAST_CLOSED,
)
from partners.lists.columns import Columns

DAYS_AHEAD = 7


class Due(StrEnum):
    """When an open follow-up is due, seen from a business day; in the order of a list."""

    OVERDUE = "overdue"
    TODAY = "today"
    WEEK = "week"
    LATER = "later"
    UNDATED = "undated"


DUE_LABELS: dict[Due, Any] = {
    Due.OVERDUE: _l("Overdue"),
    Due.TODAY: _l("Due today"),
    Due.WEEK: _l("Next 7 days"),
    Due.LATER: _l("Later"),
    Due.UNDATED: _l("No day set"),
}
DUE_ICONS = {
    Due.OVERDUE: "alert",
    Due.TODAY: "clock",
    Due.WEEK: "calendar",
    Due.LATER: "calendar",
    Due.UNDATED: "clock",
}


class State(StrEnum):
    """What the list of follow-ups shows."""

    OPEN = "open"
    DONE = "done"
    CALLED_OFF = "called_off"


class Whose(StrEnum):
    """Mine, my team's, everybody's."""

    MINE = "mine"
    TEAM = "team"
    ALL = "all"


def due(due_on: date | None, today: date) -> Due:
    """In which group a day falls."""
    if due_on is None:
        return Due.UNDATED
    if due_on < today:
        return Due.OVERDUE
    if due_on == today:
        return Due.TODAY
    return Due.WEEK if due_on <= today + timedelta(days=DAYS_AHEAD) else Due.LATER


def check_title(title: str) -> None:
    """A follow-up says what is to be done; its day may be unknown."""
    if not title:
        raise Refusal(_l("Write what is to be done."), field="title")


@dataclass(frozen=True, kw_only=True)
class FollowUpFilter:
    """What the list of follow-ups is asked."""

    whose: Whose = Whose.MINE
    state: State = State.OPEN
    due: str = ""
    team: str = ""
    #: Ids.
    assignee: int | None = None
    partner: int | None = None
    #: An order of the columns; empty is what is due first, or what was closed last.
    sort: str = ""
    #: The saved view that is open; it asks nothing by itself.
    view: str = ""

    @property
    def order(self) -> str:
        """The order in force."""
        return self.sort or _standing_order(self.state)

    @property
    def columns(self) -> Columns:
        """What the list offers, of what is to be done or of what was."""
        return FOLLOW_UP_COLUMNS if self.state is State.OPEN else CLOSED_FOLLOW_UP_COLUMNS

    @property
    def address(self) -> dict[str, Any]:
        """What the address of this list needs."""
        usual = FollowUpFilter.__dataclass_fields__
        return {name: value for name, value in vars(self).items() if value != usual[name].default}


def read_follow_up_filter(asked: Mapping[str, str], teams: Container[str]) -> FollowUpFilter:
    """The filter that an address asks for; `teams` are the codes that there are. Raises UnknownFilter."""
    given = {name: clean(asked.get(name, "")) for name in FollowUpFilter.__dataclass_fields__}
    for name, label, is_known in (
        ("whose", _l("whose"), given["whose"] in set(Whose)),
        ("state", _l("state"), given["state"] in set(State)),
        ("due", _l("due"), given["due"] in set(Due)),
        ("team", _l("team"), given["team"] in teams),
        ("assignee", _l("assignee"), _is_id(given["assignee"])),
        ("partner", _l("partner"), _is_id(given["partner"])),
        ("sort", _l("order"), given["sort"] in FOLLOW_UP_COLUMNS.sorts),
        ("view", _l("view"), len(given["view"]) <= LONGEST_QUERY),
    ):
        if given[name] and not is_known:
            raise UnknownFilter(label, given[name])
    state = State(given["state"] or State.OPEN)
    return FollowUpFilter(
        whose=Whose(given["whose"] or Whose.MINE),
        state=state,
        due=given["due"],
        team=given["team"],
        assignee=int(given["assignee"]) if given["assignee"] else None,
        partner=int(given["partner"]) if given["partner"] else None,
        sort="" if given["sort"] == _standing_order(state) else given["sort"],
        view=given["view"],
    )


def _standing_order(state: State) -> str:
    return FIRST_DUE if state is State.OPEN else LAST_CLOSED


def _is_id(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) < 10
