"""What of a partner may come to its end, and how soon that asks for attention."""

from datetime import date, timedelta
from enum import StrEnum
from typing import Any

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


def last_day(today: date) -> date:
    """Until when ends are listed."""
    return today + timedelta(days=DAYS_AHEAD)


def is_urgent(ends_on: date, today: date) -> bool:
    return (ends_on - today).days <= URGENT_DAYS
