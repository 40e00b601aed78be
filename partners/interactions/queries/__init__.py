"""Reading interactions: single records, the list of all, timelines, figures, standings."""

from partners.interactions.queries.figures import (
    Balance,
    BalanceSide,
    Donations,
    aid_given_won,
    balance_of,
    companions_of,
    count_since,
    count_unnamed,
    donations_received,
    fiscal_years,
)
from partners.interactions.queries.follow_up_list import (
    count_each_follow_up,
    count_follow_ups,
    follow_up_ids,
    page_of_follow_ups,
)
from partners.interactions.queries.follow_up_rows import FollowUpRow
from partners.interactions.queries.follow_ups import (
    DueGroup,
    chain_of,
    follow_up_view,
    follow_ups_of_interaction,
    follow_ups_with,
    follow_ups_with_ids,
    get_follow_up,
    grouped,
    hold_follow_ups,
    next_follow_ups,
    open_ids_with,
    partners_concerned,
    planned_with,
    titles_of_follow_ups,
)
from partners.interactions.queries.listing import count_each, count_interactions, page_of_interactions
from partners.interactions.queries.records import contacts_met, find_alike, find_interaction, get_interaction, view_of
from partners.interactions.queries.rows import InteractionRow, OccurrenceRow, partners_of
from partners.interactions.queries.search import search_interactions, texts_by_id
from partners.interactions.queries.standings import Standing, standings_of
from partners.interactions.queries.timeline import timeline_of

__all__ = [
    "Balance",
    "BalanceSide",
    "Donations",
    "DueGroup",
    "FollowUpRow",
    "InteractionRow",
    "OccurrenceRow",
    "Standing",
    "aid_given_won",
    "balance_of",
    "chain_of",
    "companions_of",
    "contacts_met",
    "count_each",
    "count_each_follow_up",
    "count_follow_ups",
    "count_interactions",
    "count_since",
    "count_unnamed",
    "donations_received",
    "find_alike",
    "find_interaction",
    "fiscal_years",
    "follow_up_ids",
    "follow_up_view",
    "follow_ups_of_interaction",
    "follow_ups_with",
    "follow_ups_with_ids",
    "get_follow_up",
    "get_interaction",
    "grouped",
    "hold_follow_ups",
    "next_follow_ups",
    "open_ids_with",
    "page_of_follow_ups",
    "page_of_interactions",
    "partners_concerned",
    "partners_of",
    "planned_with",
    "search_interactions",
    "standings_of",
    "texts_by_id",
    "timeline_of",
    "titles_of_follow_ups",
    "view_of",
]
