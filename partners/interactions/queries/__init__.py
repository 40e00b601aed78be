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
from partners.interactions.queries.follow_up_rows import FollowUpRow
from partners.interactions.queries.follow_ups import (
    DueGroup,
    FollowUpsDue,
    chain_of,
    count_follow_ups,
    follow_up_view,
    follow_ups_due,
    follow_ups_of_interaction,
    follow_ups_with,
    get_follow_up,
    grouped,
    next_follow_ups,
    page_of_follow_ups,
    partners_concerned,
    planned_with,
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
    "DueGroup",
    "FollowUpRow",
    "FollowUpsDue",
    "InteractionRow",
    "OccurrenceRow",
    "Standing",
    "aid_given_won",
    "balance_of",
    "chain_of",
    "companions_of",
    "count_follow_ups",
    "count_interactions",
    "count_since",
    "count_standing",
    "donations_received",
    "find_interaction",
    "fiscal_years",
    "follow_up_view",
    "follow_ups_due",
    "follow_ups_of_interaction",
    "follow_ups_with",
    "get_follow_up",
    "get_interaction",
    "grouped",
    "hold_standings",
    "next_follow_ups",
    "page_of_follow_ups",
    "page_of_interactions",
    "partners_concerned",
    "partners_of",
    "planned_with",
    "silent_sister_cities",
    "standings_of",
    "timeline_of",
    "view_of",
]
