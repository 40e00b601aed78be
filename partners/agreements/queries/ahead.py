"""What lies ahead with a partner: its open follow-ups, due first, those without a day last."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from partners.interactions import queries as interactions
from partners.interactions.queries import FollowUpRow


@dataclass(frozen=True)
class FollowUpEntry:
    """What is to be done; it stays ahead until it is done, also when it is overdue."""

    on: date | None
    row: FollowUpRow

    what = "follow_up"


def follow_ups_ahead(partner_ids: Collection[int]) -> list[FollowUpEntry]:
    """The open follow-ups that concern one of the partners."""
    return [FollowUpEntry(row.due_on, row) for row in interactions.follow_ups_with(partner_ids)]
