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


@dataclass(frozen=True, kw_only=True)
class Joining:
    """A case that is to be put into a round, with what is known of it and of the round."""

    is_open: bool
    #: The round is one of the case's own pipeline.
    fits: bool
    #: The title of the round in which it is already; empty: in none.
    stands_in: str
    is_the_same: bool
    #: Its application was received and is under review, or decided.
    is_reviewed: bool
    #: The day of its application; None: not received yet.
    applied_on: date | None
    #: A manager let the late application pass.
    was_let_pass: bool
    opens_on: date
    closes_on: date


def objection_to_joining(told: Joining) -> Objection:
    """Why the case cannot be put into the round: the field at fault and the sentence, or None.

    A round compares its own applicants: whoever is under review stays in its round, and an application belongs to
    the round that received it (모집공고 → 신청 → 자격확인 → 서면·현장심사).
    """
    if not told.is_open:
        return "round_id", _l("This case is closed. Its record stays as it is.")
    if not told.fits:
        return "round_id", _l("This round belongs to another pipeline.")
    if told.is_the_same:
        return "round_id", _l("The case is in this round already. Choose another.")
    if told.stands_in and told.is_reviewed:
        return "round_id", _("Its application is under review in “%(round)s”. It stays there.", round=told.stands_in)
    if told.applied_on and not told.was_let_pass and not told.opens_on <= told.applied_on <= told.closes_on:
        period = {"first": told.opens_on.isoformat(), "last": told.closes_on.isoformat()}
        sentence = _(
            "It applied on %(day)s. This round receives applications from %(first)s to %(last)s.",
            day=told.applied_on.isoformat(),
            **period,
        )
        return "round_id", sentence
    return None


def days_of(opens_on: date, closes_on: date) -> int:
    """How many days it receives applications, both ends counted: '20. 8. 31. ~ 10. 9. are 40."""
    return (closes_on - opens_on).days + 1
