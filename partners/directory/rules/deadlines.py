"""What of a partner may come to its end, and how soon that asks for attention."""

from collections.abc import Sequence
from datetime import date, timedelta
from enum import StrEnum
from typing import Any

from partners.directory.rules.filters import PAST, SOON
from partners.foundation.words import _l

#: Story MG-4: what ends within these days is listed.
DAYS_AHEAD = 90
#: From here on it is urgent.
URGENT_DAYS = 14


class What(StrEnum):
    """What ends."""

    REGISTRATION = "registration"
    TERM = "term"
    PERIOD = "period"
    TIE = "tie"
    RETENTION = "retention"
    CONTACTS = "contacts"


WHAT_LABELS: dict[What, Any] = {
    What.REGISTRATION: _l("Foreign-patient registration"),
    What.TERM: _l("Term of office"),
    What.PERIOD: _l("Period of activity"),
    What.TIE: _l("Tie"),
    What.RETENTION: _l("Keeping personal data"),
    What.CONTACTS: _l("Keeping contacts' data"),
}

#: Kinds of partners with a day of their own on which something ends, by the column that holds it.
EXPIRING_COLUMNS = (("hospital", "registration_until"), ("ambassador", "term_until"), ("group", "ends_on"))


def expiring_columns(when: str) -> Sequence[tuple[str, str]]:
    """Where a filter looks: a period of activity that has ended is over, and nothing is left to be done."""
    return [one for one in EXPIRING_COLUMNS if one[0] != "group"] if when == PAST else EXPIRING_COLUMNS


def span(when: str, today: date) -> tuple[date | None, date]:
    """The first and the last day that a filter means (filters.EXPIRIES); the past has no first day."""
    if when == PAST:
        return None, today - timedelta(days=1)
    if when == SOON:
        return today, last_day(today)
    next_month = (today.replace(day=1) + timedelta(days=31)).replace(day=1)
    return today.replace(day=1), next_month - timedelta(days=1)


def last_day(today: date) -> date:
    """Until when ends are listed."""
    return today + timedelta(days=DAYS_AHEAD)


def is_urgent(ends_on: date, today: date) -> bool:
    return (ends_on - today).days <= URGENT_DAYS
