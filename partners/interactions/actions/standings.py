"""The standing of partners: what lists show of their interactions and of what is to follow."""

from collections.abc import Collection, Sequence
from datetime import date
from typing import Any

from partners.directory import actions as directory
from partners.directory import queries as partners
from partners.interactions import queries, wording

STANDINGS_AT_ONCE = 500


def refresh_standings(partner_ids: Collection[int]) -> None:
    """Write anew what lists show of these partners' interactions and of their next follow-up."""
    ids = sorted(partner_ids)
    for start in range(0, len(ids), STANDINGS_AT_ONCE):
        _refresh(ids[start : start + STANDINGS_AT_ONCE])


def _refresh(partner_ids: Sequence[int]) -> None:
    queries.hold_standings(partner_ids)
    standings = queries.standings_of(partner_ids)
    following = queries.next_follow_ups(partner_ids)
    directory.stand_many({one: _columns(standings.get(one), *following.get(one, ("", None))) for one in partner_ids})


def _columns(standing: queries.Standing | None, title: str, due_on: date | None) -> dict[str, Any]:
    return {**_standing_columns(standing), "follow_up_title": title, "follow_up_due_on": due_on}


def follow_relation(_institution_id: int, *, of: Collection[int]) -> None:
    """What passed with an institution counts as passed with those to whom it belongs (`directory/events.py`)."""
    refresh_standings(of)


def rebuild_standings() -> int:
    """Write the standing of every partner anew, from the records; how many they are."""
    ids = partners.all_partner_ids()
    refresh_standings(ids)
    return len(ids)


def _standing_columns(standing: queries.Standing | None) -> dict[str, Any]:
    if standing is None:
        return {
            "interaction_count": 0,
            "last_contact_on": None,
            "last_contact_dated": False,
            "last_contact_year": None,
            "last_contact_kind": None,
            "last_contact_title": "",
            "last_contact_text": "",
        }
    latest = standing.latest
    return {
        "interaction_count": standing.interaction_count,
        "last_contact_on": standing.sort_on,
        "last_contact_dated": standing.is_dated,
        "last_contact_year": standing.fiscal_year,
        "last_contact_kind": standing.kind,
        # Of several times the latest has its own name: 협정식.
        "last_contact_title": (latest.label if latest else "") or standing.title,
        # As written, where it is not one day that can be written anew.
        "last_contact_text": latest.text if latest and not wording.is_one_day(latest) else "",
    }
