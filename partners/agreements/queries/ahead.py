"""What lies ahead with a partner: its open follow-ups, due first, those without a day last."""

from dataclasses import dataclass
from datetime import date

from partners.directory.queries import PartnerInShort
from partners.interactions import queries as interactions
from partners.interactions.queries import FollowUpRow


@dataclass(frozen=True)
class FollowUpEntry:
    """What is to be done; it stays ahead until it is done, also when it is overdue."""

    on: date | None
    row: FollowUpRow

    what = "follow_up"


def follow_ups_ahead(partner: PartnerInShort) -> list[FollowUpEntry]:
    """The open follow-ups that concern the partner or one of its institutions."""
    rows = interactions.follow_ups_with(partner.with_institutions, known=[partner])
    return [FollowUpEntry(row.due_on, row) for row in rows]
