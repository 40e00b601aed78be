"""What the first page asks of the capabilities below, where none of them answers it by itself."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import or_

from partners.accounts.rules import SignedIn
from partners.foundation.database import db
from partners.interactions.models import FollowUp, Interaction
from partners.interactions.queries import FollowUpRow, InteractionRow
from partners.interactions.queries import follow_up_rows as steps
from partners.interactions.queries import rows as records
from partners.interactions.queries.follow_ups import OPEN
from partners.interactions.rules.follow_ups import DAYS_AHEAD

#: Follow-ups that are read for both tabs; beyond that the list of all shows them.
MOST_DUE = 100
LATEST = 6


@dataclass(frozen=True)
class DueSoon:
    """Follow-ups due within a week: one's own, and those of one's team (of everybody for whoever has no team)."""

    mine: Sequence[FollowUpRow]
    team: Sequence[FollowUpRow]
    #: There are more than were read. One's own come first: they are cut only where they alone are too many.
    is_cut: bool


def due_soon(person: SignedIn, today: date) -> DueSoon:
    """Both tabs in one reading, one's own first where there are too many. Three statements at most."""
    mine = FollowUp.assignee_id == person.id
    team = FollowUp.owner_team_id == person.team_id if person.team_id else FollowUp.id > 0
    statement = (
        steps.rows_statement()
        .where(*OPEN, FollowUp.due_on <= today + timedelta(days=DAYS_AHEAD), or_(mine, team))
        .order_by(mine.desc().nulls_last(), FollowUp.due_on, FollowUp.id)
        .limit(MOST_DUE + 1)
    )
    found = db.session.execute(statement).all()
    rows = steps.complete(found[:MOST_DUE])
    by_day = sorted(rows, key=lambda row: (row.due_on or today, row.id))
    return DueSoon(
        mine=[row for row in by_day if row.assignee_id == person.id],
        team=[row for row in by_day if person.team_id in (None, row.owner_team_id)],
        is_cut=len(found) > MOST_DUE,
    )


def logged_by_others(person: SignedIn) -> list[InteractionRow]:
    """What colleagues wrote down last. Names of partners are left out: two statements."""
    statement = (
        records.rows_statement()
        .where(Interaction.voided_at.is_(None), Interaction.created_by_id != person.id)
        .order_by(Interaction.created_at.desc(), Interaction.id.desc())
        .limit(LATEST)
    )
    return records.without_partners(db.session.execute(statement).all())
