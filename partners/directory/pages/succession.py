"""The page on which an abolished or merged partner hands over to its successor."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from partners.directory import queries
from partners.directory.models import Partner, Tie
from partners.directory.queries.succession import objection_between
from partners.directory.queries.tie_history import living_ties_of
from partners.foundation.words import Words


@dataclass(frozen=True)
class Succession:
    """Who hands over, to whom, which ties, and what stands against it before anything is typed."""

    partner: Partner
    successor: Partner | None
    ties: Sequence[Tie]
    obstacle: Words | None

    @property
    def first_day(self) -> date | None:
        """The day after its last one: since then the successor is in its place."""
        last = self.partner.valid_to
        return last + timedelta(days=1) if last else None


def succession_of(partner: Partner) -> Succession:
    """The page of a partner, with the successor that is on record."""
    successor, ties = queries.find_partner(partner.successor_id or 0), living_ties_of(partner.id)
    return Succession(partner, successor, ties, _obstacle(partner, successor, ties) if successor else None)


def _obstacle(partner: Partner, successor: Partner, ties: Sequence[Tie]) -> Words | None:
    # The reason is yet to be written, and asked for then.
    objection = objection_between(partner, successor, ties, reason="-")
    return objection[1] if objection else None
