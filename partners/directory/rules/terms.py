"""Whether something that lasts until a day still holds. Pure."""

from datetime import date, timedelta
from enum import StrEnum

#: From so many days before its end on, lists and pages say that it ends soon.
SOON = timedelta(days=90)


class Lasting(StrEnum):
    """How a term stands on a day."""

    HOLDS = "holds"
    ENDS_SOON = "ends_soon"
    ENDED = "ended"
    UNKNOWN = "unknown"


def lasting(until: date | None, today: date) -> Lasting:
    """How it stands with something whose last day is `until`; that day still belongs to it."""
    if until is None:
        return Lasting.UNKNOWN
    if until < today:
        return Lasting.ENDED
    return Lasting.ENDS_SOON if until <= today + SOON else Lasting.HOLDS
