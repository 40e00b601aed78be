"""Reading interactions: single records, the list of all, timelines, figures, standings."""

from partners.interactions.queries.figures import (
    Balance,
    BalanceSide,
    Donations,
    aid_given_won,
    balance_of,
    companions_of,
    count_since,
    count_standing,
    donations_received,
    fiscal_years,
    silent_sister_cities,
)
from partners.interactions.queries.listing import count_interactions, page_of_interactions
from partners.interactions.queries.records import find_interaction, get_interaction, view_of
from partners.interactions.queries.rows import InteractionRow, OccurrenceRow, partners_of
from partners.interactions.queries.standings import Standing, hold_standings, standings_of
from partners.interactions.queries.timeline import timeline_of

__all__ = [
    "Balance",
    "BalanceSide",
    "Donations",
    "InteractionRow",
    "OccurrenceRow",
    "Standing",
    "aid_given_won",
    "balance_of",
    "companions_of",
    "count_interactions",
    "count_since",
    "count_standing",
    "donations_received",
    "find_interaction",
    "fiscal_years",
    "get_interaction",
    "hold_standings",
    "page_of_interactions",
    "partners_of",
    "silent_sister_cities",
    "standings_of",
    "timeline_of",
    "view_of",
]
