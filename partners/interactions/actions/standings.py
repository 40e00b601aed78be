"""The standing of partners: what lists show of their interactions and of what is to follow."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import Any

from partners.directory import actions as directory
from partners.directory import queries as partners
from partners.directory.models import PartnerStanding
from partners.interactions import queries, wording
from partners.interactions.models import Interaction

STANDINGS_AT_ONCE = 500


def refresh_standings(partner_ids: Collection[int]) -> None:
    """Write anew what lists show of these partners' interactions and of their next follow-up."""
    ids = sorted(partner_ids)
    for start in range(0, len(ids), STANDINGS_AT_ONCE):
        _refresh(ids[start : start + STANDINGS_AT_ONCE])


def count_in(interaction: Interaction, partner_ids: Collection[int], held: Mapping[int, PartnerStanding]) -> None:
    """One more record was logged with these partners: it is added to how they stand, however many they have.

    `held`: what `hold_standings` gave before the record had its id, so that it is the latest of its day. Whatever
    else happens to a record, its partners' standing is computed from all of theirs anew.
    """
    directory.stand_many({one: _with(interaction, held.get(one)) for one in sorted(partner_ids)}, held)


def _refresh(partner_ids: Sequence[int]) -> None:
    held = directory.hold_standings(partner_ids)
    standings = queries.standings_of(partner_ids)
    following = queries.next_follow_ups(partner_ids)
    columns = {one: _columns(standings.get(one), *following.get(one, ("", None))) for one in partner_ids}
    directory.stand_many(columns, held)


def _with(interaction: Interaction, stood: PartnerStanding | None) -> dict[str, Any]:
    """How a partner stands with one more record; nothing was on record where its day is empty."""
    if stood is None or stood.last_contact_on is None:
        return _standing_columns(queries.Standing.by(interaction))
    counted = {
        "interaction_count": stood.interaction_count + 1,
        "last_contact_year": max(stood.last_contact_year or 0, interaction.fiscal_year),
    }
    is_latest = (interaction.sort_on, interaction.is_dated) >= (stood.last_contact_on, stood.last_contact_dated)
    return {**_standing_columns(queries.Standing.by(interaction)), **counted} if is_latest else counted


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
