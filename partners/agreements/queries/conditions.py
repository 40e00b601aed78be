"""What lists and the board of cases may be narrowed to beyond a column's value."""

from datetime import timedelta

from sqlalchemy import ColumnElement, and_, func, or_

from partners.agreements.models import Agreement
from partners.agreements.rules.moves import LONG_DAYS
from partners.agreements.vocabulary import OPEN
from partners.foundation.clock import today


def is_stuck() -> ColumnElement[bool]:
    """막힌 건: under way, and late, without a next step, or longer in its stage than `LONG_DAYS`."""
    waiting = func.coalesce(Agreement.stage_entered_on, Agreement.as_of_date)
    waits_long = waiting < today() - timedelta(days=LONG_DAYS)
    return and_(Agreement.state == OPEN, or_(Agreement.next_due_on < today(), Agreement.next_action == "", waits_long))
