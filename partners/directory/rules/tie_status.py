"""How the status of a standing tie may change, and on which day. Pure.

A tie of decades falls silent, is suspended, and is taken up again (문두구구: 1995, silent after 1997, resumed in 2011).
"""

from datetime import date

from partners.directory.rules.places import Objection
from partners.directory.rules.ties import LIVING
from partners.foundation.words import Words, _l

#: What may become of a tie, by its status; ending it is a step of its own.
MAY_BECOME: dict[str, tuple[str, ...]] = {
    "active": ("dormant", "suspended"),
    "dormant": ("active", "suspended"),
    "suspended": ("active", "dormant"),
}
#: How a tie ends: 종료, 해지, 만료, 해촉, 승계.
ENDED_AS: dict[str, Words] = {
    "ended": _l("Ended"),
    "terminated": _l("Cancelled by both or one side"),
    "expired": _l("Expired"),
    "dismissed": _l("Dismissed"),
}
EVENT_LABELS: dict[str, Words] = {
    "made": _l("Tie made"),
    "taken_over": _l("Taken over"),
    "dormant": _l("Became dormant"),
    "suspended": _l("Suspended"),
    "resumed": _l("Resumed"),
    "renewed": _l("Renewed"),
    "extended": _l("Period lengthened"),
    "handed_over": _l("Handed over to the successor"),
    "ended": _l("Ended"),
}


def event_of(status: str) -> str:
    """What happened to a tie that has this status now: one that is active again was resumed."""
    return "resumed" if status == "active" else status


def objection_to_status(
    there: str, to: str, on: date | None, reason: str, *, not_before: date | None, today: date
) -> Objection:
    """Why the tie cannot become so on this day, or None. `not_before`: the day of what happened to it last."""
    if there not in LIVING:
        return "status", _l("This tie has ended already.")
    if to not in MAY_BECOME[there]:
        return "status", _l("The tie has this status already. Choose another.")
    if not reason:
        return "reason", _l("Write why the status changes.")
    return objection_to_day(on, not_before=not_before, today=today)


def objection_to_day(on: date | None, *, not_before: date | None, today: date) -> Objection:
    """A day may be unknown, but lies neither in the future nor before what happened last."""
    if on is not None and on > today:
        return "on", _l("This day is still to come. Write it when it has come.")
    if on is not None and not_before is not None and on < not_before:
        return "on", _l("This lies before what happened to the tie last. Check the day.")
    return None
