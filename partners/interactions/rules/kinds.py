"""The kinds of interactions and the ways they go, as the report of 2020 has them."""

from dataclasses import dataclass
from typing import Any

from partners.foundation.words import _l


@dataclass(frozen=True)
class Direction:
    """Which way it went, seen from our office. `arrow` is the sign before the word."""

    code: str
    label: Any
    #: received, given, mutual; empty for what only passed among us or among others.
    arrow: str


@dataclass(frozen=True)
class InteractionKind:
    """A kind of interaction: what it is called, its icon, and which way it usually goes."""

    code: str
    label: Any
    icon: str
    #: The direction taken when nobody says another.
    direction: str
    #: Something of worth changes hands: it has an item and an amount, which may be unknown.
    carries: bool = False
    #: Done among us or for the public: it may name nobody, as nine lines of the report do.
    public: bool = False


DIRECTIONS: dict[str, Direction] = {
    direction.code: direction
    for direction in (
        Direction("inbound", _l("Received"), "received"),
        Direction("outbound", _l("Sent"), "given"),
        Direction("mutual", _l("Mutual"), "mutual"),
        Direction("internal", _l("Our own"), ""),
        Direction("external", _l("By others"), ""),
    )
}

#: In the order of the form: what is logged most stands first, the rest folds away.
KINDS: dict[str, InteractionKind] = {
    kind.code: kind
    for kind in (
        InteractionKind("donation_received", _l("Donation received"), "gift", "inbound", carries=True),
        InteractionKind("aid_given", _l("Aid given"), "box", "outbound", carries=True),
        InteractionKind("letter", _l("Letter"), "letter", "outbound"),
        InteractionKind("meeting", _l("Consultation meeting"), "meeting", "mutual"),
        InteractionKind("mentoring", _l("Mentoring"), "mentoring", "inbound"),
        InteractionKind("recommendation", _l("Recommendation"), "recommendation", "inbound"),
        InteractionKind("signing", _l("Agreement signed"), "signing", "mutual"),
        InteractionKind("event", _l("Event"), "event", "mutual", public=True),
        InteractionKind("appointment", _l("Appointment"), "appointment", "outbound"),
        InteractionKind("recruitment", _l("Recruitment"), "recruitment", "outbound"),
        InteractionKind("study", _l("Research study"), "study", "internal", public=True),
        InteractionKind("competition_selection", _l("Competition won"), "trophy", "inbound"),
        InteractionKind("media_production", _l("Media production"), "film", "internal", public=True),
        InteractionKind("opening", _l("Opening"), "door", "external"),
        InteractionKind("service_operation", _l("Running a service"), "service", "outbound", public=True),
        InteractionKind("infrastructure_support", _l("Infrastructure support"), "tools", "outbound", carries=True),
        InteractionKind(
            "marketing_support", _l("Marketing support"), "megaphone", "outbound", carries=True, public=True
        ),
        InteractionKind("channel_operation", _l("Running a channel"), "channel", "internal", public=True),
        InteractionKind("advertising", _l("Advertising"), "billboard", "outbound", public=True),
    )
}

#: Kinds that stand open in the form; the others fold away.
FREQUENT = 9

CARRYING = tuple(code for code, kind in KINDS.items() if kind.carries)
