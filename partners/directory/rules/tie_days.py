"""Which days of a standing tie may still be written, and when a tie may end. Pure.

What holds when a tie is taken over holds for days that are written later: otherwise a later
correction would be the door past the council that taking over is not.
"""

from dataclasses import dataclass
from datetime import date

from partners.directory.rules.places import Objection
from partners.directory.rules.ties import LIVING, TakeOver, objection_to_take_over
from partners.foundation.words import _l


@dataclass(frozen=True, kw_only=True)
class TieDays:
    """The days of a tie as somebody writes them; unknown ones are None."""

    signed_on: date | None
    ceremony_on: date | None
    ends_on: date | None


@dataclass(frozen=True, kw_only=True)
class StandingTie:
    """What is fixed of a tie: with whom, of what type, and how it came about."""

    kind: str
    country: str
    type: str
    origin: str
    status: str
    reason: str
    source: str
    base_date: date | None
    days: TieDays


def objection_to_days(
    tie: StandingTie, told: TieDays, days_source: str, today: date, go_live: date | None
) -> Objection:
    """Why these days cannot be written: the field at fault and the sentence, or None."""
    if tie.status not in LIVING:
        return "signed_on", _l("This tie has ended. Its days stay as they were.")
    if tie.origin == "agreement":
        return _changed_signature(tie.days, told) or _out_of_order(told)
    if told == tie.days:
        return None
    return _without_source(tie.days, told, days_source) or objection_to_take_over(
        TakeOver(
            kind=tie.kind,
            country=tie.country,
            tie_type=tie.type,
            reason=tie.reason,
            source=tie.source,
            base_date=tie.base_date,
            signed_on=told.signed_on,
            ceremony_on=told.ceremony_on,
            ends_on=told.ends_on,
        ),
        today,
        go_live,
    )


def objection_to_end(status: str, signed_on: date | None, on: date | None, reason: str, today: date) -> Objection:
    """Why a tie cannot end on this day, or None."""
    if status not in LIVING:
        return "on", _l("This tie has ended already.")
    if not reason:
        return "reason", _l("Write why the tie ends.")
    if on is not None and on > today:
        return "on", _l("This day is still to come. End the tie when it has come.")
    if on is not None and signed_on is not None and on < signed_on:
        return "on", _l("The tie ends before it was signed. Check both dates.")
    return None


def _changed_signature(there: TieDays, told: TieDays) -> Objection:
    if told.signed_on != there.signed_on:
        return "signed_on", _l(
            "The day of signature came with the agreement and its council resolution. It stays as it is."
        )
    return None


def _without_source(there: TieDays, told: TieDays, days_source: str) -> Objection:
    if told.signed_on != there.signed_on and not days_source:
        return "days_source", _l("Write where this day is known from, such as the signed agreement.")
    return None


def _out_of_order(told: TieDays) -> Objection:
    if told.signed_on is None:
        return None
    if told.ceremony_on is not None and told.ceremony_on < told.signed_on:
        return "ceremony_on", _l("The ceremony lies before the signature. Check both dates.")
    if told.ends_on is not None and told.ends_on < told.signed_on:
        return "ends_on", _l("The tie ends before it was signed. Check both dates.")
    return None
