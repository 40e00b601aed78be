"""What interactions are, and what must hold before one is written down. No database, no web."""

from partners.interactions.rules.entries import (
    LABEL_SEPARATOR,
    YEARS,
    Entry,
    ThousandsMeant,
    Time,
    Understood,
    check_partners,
    direction_of,
    read_amount,
    read_fiscal_year,
    read_times,
    understand,
)
from partners.interactions.rules.filters import InteractionFilter, read_filter
from partners.interactions.rules.kinds import (
    CARRYING,
    DIRECTIONS,
    FREQUENT,
    KINDS,
    Direction,
    InteractionKind,
)
from partners.interactions.rules.words import ACTION_LABELS, FIELD_LABELS

__all__ = [
    "ACTION_LABELS",
    "CARRYING",
    "DIRECTIONS",
    "FIELD_LABELS",
    "FREQUENT",
    "KINDS",
    "LABEL_SEPARATOR",
    "YEARS",
    "Direction",
    "Entry",
    "InteractionFilter",
    "InteractionKind",
    "ThousandsMeant",
    "Time",
    "Understood",
    "check_partners",
    "direction_of",
    "read_amount",
    "read_filter",
    "read_fiscal_year",
    "read_times",
    "understand",
]
