"""Lengthening a special zone: whether its period may be written so, and what keeps one of its places back. Pure.

The minister designates a zone for a period; the period is part of the zone's plan, which the ministry's committee
changes (규제자유특구 및 지역특화발전특구에 관한 규제특례법; 영등포 스마트메디컬특구 2018–2022, lengthened to 2027).
So one decision lengthens it for everybody who operates in it, or for nobody.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from partners.agreements.rules.sessions import Objection
from partners.agreements.vocabulary import Words
from partners.foundation.words import _, _l


@dataclass(frozen=True, kw_only=True)
class Extension:
    """The ministry's change of the plan: its day, the last day of the new period, and the notice that says so."""

    changed_on: date | None
    ends_on: date | None
    notice: str


@dataclass(frozen=True, kw_only=True)
class Place:
    """The standing tie of one who operates in the zone."""

    tie_id: int
    #: The version of the tie that was read.
    version: int
    name: str
    status: str
    #: The last day of its present period; None: unknown.
    ends_on: date | None
    #: The latest known day of what happened to the tie.
    happened_on: date | None
    #: The reader works with its partner.
    is_ours: bool
    #: The id of a case in which the place's own change or removal is being decided.
    changing_case: int | None


def objection_to_extension(told: Extension, today: date) -> Objection:
    """Why the period cannot be lengthened so, whoever operates there: the field at fault and the sentence."""
    if told.changed_on is None:
        return "changed_on", _l("Write down the day on which the plan was changed.")
    if told.changed_on > today:
        return "changed_on", _l("This day is still to come. Write it when it has come.")
    if told.ends_on is None:
        return "ends_on", _l("Write down the last day of the zone's period.")
    if told.ends_on < told.changed_on:
        return "ends_on", _l("The period ends before the plan was changed. Check both dates.")
    if not told.notice.strip():
        return "notice", _l("Write down the notice that says so, such as its number.")
    return None


def obstacle(place: Place, told: Extension) -> Words | None:
    """What keeps this place back, or None. A tie that rests or is suspended stays so, and its period is the zone's."""
    if not place.is_ours:
        return _l("Belongs to another team. A manager can lengthen the zone.")
    if place.changing_case is not None:
        return _l("A case decides on its change or removal. Move it on or end it first.")
    if told.ends_on and place.ends_on and place.ends_on >= told.ends_on:
        return _l("Its period ends on that day or later already.")
    if told.changed_on and place.happened_on and told.changed_on < place.happened_on:
        day = place.happened_on.isoformat()
        return _("The change lies before what happened to this tie last (%(day)s).", day=day)
    return None


def as_seen(places: Iterable[Place], told: Extension) -> str:
    """What a preview shows, in short: two are alike only when neither the zone nor what was typed changed between."""
    ties = " ".join(f"{place.tie_id}-{place.version}" for place in places)
    return f"{told.changed_on} {told.ends_on} {ties}"
