"""The page on which partners without coordinates are placed, one after the other or all that leave no doubt."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from partners.directory.kinds import KINDS
from partners.directory.pages.points import Offer, offers_of
from partners.directory.permissions import PartnerPermission
from partners.directory.queries.placing import count_unplaced, unplaced_page
from partners.directory.rules.placing import Proposals, described, propose
from partners.foundation.access import Scope, scope_of
from partners.lists.keyset import Count, Page


@dataclass(frozen=True)
class Unplaced:
    """A partner without coordinates, and what the gazetteer proposes for it."""

    row: Any
    proposals: Proposals

    @property
    def offers(self) -> Sequence[Offer]:
        return offers_of(self.proposals)

    @property
    def chosen(self) -> str:
        """What is chosen from the start: a proposal only where it leaves no doubt."""
        return self.proposals.one.value if self.proposals.one else ""

    @property
    def is_person(self) -> bool:
        return KINDS[self.row.kind].is_person


@dataclass(frozen=True)
class PlacingPage:
    """Everything that the template needs."""

    page: Page
    count: Count
    of_team: bool

    @cached_property
    def rows(self) -> Sequence[Unplaced]:
        return [Unplaced(row, propose(described(row))) for row in self.page.rows]

    @property
    def decided(self) -> int:
        """How many of this page leave no doubt."""
        return sum(bool(one.chosen) for one in self.rows)

    @property
    def found(self) -> str:
        return f"{self.count.number:,}" + ("+" if self.count.capped else "")


def placing_page(person: Any, page: str | None) -> PlacingPage:
    """A page of the partners without coordinates that this person may place. Raises BadPage."""
    of_team = scope_of(person, PartnerPermission.EDIT) is Scope.OWN_TEAM
    team_id = (person.team_id or 0) if of_team else None
    return PlacingPage(unplaced_page(team_id, page), count_unplaced(team_id), of_team)
