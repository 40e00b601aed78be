"""What lists show of partners whose follow-ups came or went."""

from partners.interactions.actions.standings import refresh_standings
from partners.interactions.models import FollowUp
from partners.interactions.queries import partners_concerned
from partners.upkeep.queries.images import Rows, ids_in


def refresh_after(rows: Rows) -> None:
    """Write anew what lists show of those whom these follow-ups concern and who stay."""
    named = [
        FollowUp(partner_id=row["partner_id"], interaction_id=row["interaction_id"])
        for row in rows.get("follow_ups", ())
    ]
    if named:
        refresh_standings(partners_concerned(named) - set(ids_in(rows, "partners")))
