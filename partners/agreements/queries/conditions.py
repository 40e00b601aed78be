"""What lists and the board of cases may be narrowed to beyond a column's value."""

from datetime import timedelta

from sqlalchemy import ColumnElement, Date, and_, func, literal_column, or_, select

from partners.agreements.models import Agreement
from partners.agreements.rules.filters import CaseFilter
from partners.agreements.rules.moves import LONG_DAYS
from partners.agreements.vocabulary import OPEN
from partners.directory.models import Partner
from partners.foundation.clock import today

#: Since when a case has waited in its stage. One of which nobody knows stands behind all others, in every database.
#: Written as the index of the board's columns has it (migration 0012), as is the next.
WAITING = func.coalesce(Agreement.stage_entered_on, Agreement.as_of_date, literal_column("'9999-12-31'", Date))
IS_UNDER_WAY = Agreement.state == literal_column("'open'")


def is_stuck() -> ColumnElement[bool]:
    """막힌 건: under way, and late, without a next step, or longer in its stage than `LONG_DAYS`."""
    waiting = func.coalesce(Agreement.stage_entered_on, Agreement.as_of_date)
    waits_long = waiting < today() - timedelta(days=LONG_DAYS)
    return and_(Agreement.state == OPEN, or_(Agreement.next_due_on < today(), Agreement.next_action == "", waits_long))


def narrowing_of(asked: CaseFilter, team: int | None) -> list[ColumnElement[bool]]:
    """What the board is narrowed to beside pipeline and stage; `team` is the id behind the filter's code."""
    narrowing: list[ColumnElement[bool]] = [is_stuck()] if asked.stuck else []
    if asked.country:
        narrowing.append(Agreement.partner_id.in_(select(Partner.id).where(Partner.country == asked.country)))
    if asked.owner:
        # NOBODY has no id: IS NULL.
        narrowing.append(Agreement.owner_id == asked.owner_id)
    if team:
        narrowing.append(Agreement.owner_team_id == team)
    return narrowing
