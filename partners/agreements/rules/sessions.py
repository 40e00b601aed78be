"""Sessions of the council: when one may be held, and until when motions may be handed in. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from partners.agreements.vocabulary import Words
from partners.foundation.words import _, _l

Objection = tuple[str, Words] | None


@dataclass(frozen=True)
class Period:
    """A session with its days, as far as they are known."""

    id: int | None
    number: int
    kind: str
    starts_on: date | None
    ends_on: date | None

    def overlaps(self, other: "Period") -> bool:
        if None in (self.starts_on, self.ends_on, other.starts_on, other.ends_on):
            return False
        return self.starts_on <= other.ends_on and other.starts_on <= self.ends_on  # type: ignore[operator]


def objection_to_session(
    told: Period, submit_by: date | None, others: Iterable[Period], decided_on: Iterable[date]
) -> Objection:
    """Why a session cannot be recorded so: the field at fault and the sentence, or None.

    `decided_on`: the days of the resolutions that are on record for it; they stay within it.
    """
    if told.starts_on and told.ends_on and told.ends_on < told.starts_on:
        return "ends_on", _l("The session ends before it begins. Check both dates.")
    if submit_by and told.ends_on and submit_by > told.ends_on:
        return "submit_by", _l("Motions cannot be handed in after the session. Check the date.")
    for other in others:
        if other.id != told.id and (other.number, other.kind) == (told.number, told.kind):
            return "number", _l("This session is recorded already.")
        if other.id != told.id and told.overlaps(other):
            return "starts_on", _("It overlaps with session %(number)s. Check the dates.", number=other.number)
    for day in decided_on:
        if (told.starts_on and day < told.starts_on) or (told.ends_on and day > told.ends_on):
            sentence = _("A resolution of %(day)s would lie outside. Check the dates.", day=day.isoformat())
            return "starts_on" if told.starts_on and day < told.starts_on else "ends_on", sentence
    return None


def last_day_to_submit(starts_on: date | None, submit_by: date | None, days_before: int) -> date | None:
    """The last day on which a motion may be handed in: as recorded, else so many days before the session begins."""
    if submit_by is not None or starts_on is None:
        return submit_by
    return starts_on - timedelta(days=days_before)
