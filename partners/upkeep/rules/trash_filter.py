"""What the trash may be asked, read from an address. Pure."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any

from partners.directory.rules.filters import LONGEST_QUERY, MINE, UnknownFilter
from partners.foundation.hangul import clean
from partners.foundation.words import _l
from partners.upkeep.rules.trash import Record

PERSON_ID = re.compile(r"[1-9][0-9]{0,8}")
#: Days that are left at most.
LEFT: dict[str, Any] = {"0": _l("Tonight"), "3": _l("Within 3 days"), "7": _l("Within 7 days")}
#: Days since it was deleted at most.
SINCE: dict[str, Any] = {
    "1": _l("In the last 24 hours"),
    "7": _l("In the last 7 days"),
    "30": _l("In the last 30 days"),
}
SORTS = ("deleted", "left")


@dataclass(frozen=True, kw_only=True)
class TrashFilter:
    """What the page shows; empty is everything."""

    record: str = ""
    #: Who deleted it: an id, or MINE.
    by: str = ""
    since: str = ""
    left: str = ""
    q: str = ""
    sort: str = "deleted"

    @property
    def narrowing(self) -> dict[str, str]:
        asked = {name: getattr(self, name) for name in ("record", "by", "since", "left", "q")}
        return {name: value for name, value in asked.items() if value}

    @property
    def address(self) -> dict[str, str]:
        return self.narrowing | ({} if self.sort == "deleted" else {"sort": self.sort})

    def for_person(self, person_id: int) -> "TrashFilter":
        return replace(self, by=str(person_id)) if self.by == MINE else self

    def earliest(self, moment: datetime) -> datetime:
        """What was deleted before this is too long ago."""
        return moment - timedelta(days=int(self.since))

    def last_day(self, today: date) -> date:
        """What is destroyed by then has at most the days left that are asked for."""
        return today + timedelta(days=int(self.left))


def read_trash_filter(asked: Mapping[str, str]) -> TrashFilter:
    """The filter that an address asks for. Raises UnknownFilter."""
    given = {name: clean(asked.get(name, "")) for name in TrashFilter.__dataclass_fields__}
    given["sort"] = given["sort"] or "deleted"
    checks = (
        ("record", _l("record"), given["record"] in tuple(Record)),
        ("by", _l("who deleted it"), given["by"] == MINE or bool(PERSON_ID.fullmatch(given["by"]))),
        ("since", _l("when it was deleted"), given["since"] in SINCE),
        ("left", _l("days left"), given["left"] in LEFT),
        ("q", _l("text"), len(given["q"]) <= LONGEST_QUERY),
        ("sort", _l("order"), given["sort"] in SORTS),
    )
    for name, label, is_known in checks:
        if given[name] and not is_known:
            raise UnknownFilter(label, given[name])
    return TrashFilter(**given)
