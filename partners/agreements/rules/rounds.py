"""Rounds of recruitment: their period, and what their table says of an applicant. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from partners.agreements.rules.sessions import Objection
from partners.foundation.words import _, _l


@dataclass(frozen=True)
class Round:
    """What somebody writes of a round."""

    title: str
    opens_on: date | None
    closes_on: date | None
    announced_on: date | None = None


def objection_to_round(told: Round, applied_on: Iterable[date]) -> Objection:
    """Why a round cannot be written so: the field at fault and the sentence, or None.

    `applied_on`: the days of the applications that it has received; they stay within its period.
    """
    if not told.title.strip():
        return "title", _l("Write down the title of the round.")
    if told.opens_on is None:
        return "opens_on", _l("Write down the first day on which applications are received.")
    if told.closes_on is None:
        return "closes_on", _l("Write down the last day on which applications are received.")
    if told.closes_on < told.opens_on:
        return "closes_on", _l("The period ends before it begins. Check both dates.")
    if told.announced_on is not None and told.announced_on > told.opens_on:
        return "announced_on", _l("The notice comes after the first day of reception. Check both dates.")
    for day in applied_on:
        if not told.opens_on <= day <= told.closes_on:
            field = "opens_on" if day < told.opens_on else "closes_on"
            return field, _("An application of %(day)s would lie outside. Check the dates.", day=day.isoformat())
    return None


def days_of(opens_on: date, closes_on: date) -> int:
    """How many days it receives applications, both ends counted: '20. 8. 31. ~ 10. 9. are 40."""
    return (closes_on - opens_on).days + 1
