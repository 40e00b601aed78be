"""One follow-up as lists show it: light, complete, and read with three queries however many."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.orm import aliased

from partners.accounts.models import Team, User
from partners.directory.queries import PartnerName, partners_named
from partners.foundation.clock import SEOUL
from partners.interactions.models import FollowUp, Interaction
from partners.interactions.queries.rows import partners_of
from partners.interactions.rules.follow_ups import Due, State, due

Assignee, Doer = aliased(User), aliased(User)


@dataclass(frozen=True)
class FollowUpRow:
    """A follow-up as lists and pages show it."""

    id: int
    title: str
    body: str
    #: None: no day was set.
    due_on: date | None
    interaction_id: int | None
    interaction_title: str | None
    recipients_unspecified: bool
    previous_id: int | None
    assignee_id: int | None
    #: None: nobody was named yet.
    assignee_name: str | None
    owner_team_id: int
    team_name: str
    created_at: datetime
    done_at: datetime | None
    done_by: str | None
    outcome: str
    cancelled_at: datetime | None
    cancel_reason: str
    version: int
    partners: tuple[PartnerName, ...]

    @property
    def is_open(self) -> bool:
        return self.done_at is None and self.cancelled_at is None

    @property
    def done_on(self) -> date | None:
        """The day in Seoul on which it was done."""
        return _day_of(self.done_at)

    @property
    def closed_on(self) -> date | None:
        """The day in Seoul on which it was done or called off."""
        return _day_of(self.cancelled_at or self.done_at)

    @property
    def came_of_it(self) -> str:
        """What came of it, or why it was called off."""
        return self.cancel_reason if self.cancelled_at else self.outcome

    @property
    def planned_on(self) -> date:
        """The day in Seoul on which it was planned."""
        return self.created_at.astimezone(SEOUL).date()

    @property
    def state(self) -> State:
        if self.cancelled_at is not None:
            return State.CALLED_OFF
        return State.DONE if self.done_at is not None else State.OPEN

    @property
    def persons(self) -> list[int]:
        """Ids of the natural persons that it names: whoever shows them notes it in the access log."""
        return [partner.id for partner in self.partners if partner.is_person]

    def due(self, today: date) -> Due:
        return due(self.due_on, today)

    def days_late(self, today: date) -> int:
        """How many days it is overdue; 0 when it is not."""
        return max(0, (today - self.due_on).days) if self.due_on else 0


def _day_of(moment: datetime | None) -> date | None:
    return moment.astimezone(SEOUL).date() if moment else None


COLUMNS: tuple[Any, ...] = (
    FollowUp.id,
    FollowUp.title,
    FollowUp.body,
    FollowUp.due_on,
    FollowUp.partner_id,
    FollowUp.interaction_id,
    Interaction.title.label("interaction_title"),
    Interaction.recipients_unspecified,
    FollowUp.previous_id,
    FollowUp.assignee_id,
    Assignee.name.label("assignee_name"),
    FollowUp.owner_team_id,
    Team.name.label("team_name"),
    FollowUp.created_at,
    FollowUp.done_at,
    Doer.name.label("done_by"),
    FollowUp.outcome,
    FollowUp.cancelled_at,
    FollowUp.cancel_reason,
    FollowUp.version,
)


def rows_statement() -> Select[Any]:
    """Select the columns of FollowUpRow, to be filtered and ordered."""
    return (
        select(*COLUMNS)
        .join(Team, Team.id == FollowUp.owner_team_id)
        .outerjoin(Interaction, Interaction.id == FollowUp.interaction_id)
        .outerjoin(Assignee, Assignee.id == FollowUp.assignee_id)
        .outerjoin(Doer, Doer.id == FollowUp.done_by_id)
    )


def complete(rows: Sequence[Any], known: Iterable[PartnerName] = ()) -> list[FollowUpRow]:
    """Add whom each concerns: two queries for all of them, none for those whose partner is `known`."""
    own = {partner.id: partner for partner in known}
    own |= partners_named(row.partner_id for row in rows if row.partner_id is not None and row.partner_id not in own)
    named = partners_of([row.interaction_id for row in rows if row.partner_id is None and row.interaction_id])
    return [_row(row, own, named) for row in rows]


def _row(row: Any, own: dict[int, PartnerName], named: defaultdict[int, list[PartnerName]]) -> FollowUpRow:
    values = {name: row._mapping[name] for name in FollowUpRow.__annotations__ if name in row._mapping}
    values["recipients_unspecified"] = bool(row.recipients_unspecified)
    partners = [own[row.partner_id]] if row.partner_id is not None else named[row.interaction_id]
    return FollowUpRow(**values, partners=tuple(partners))
