"""Partners of which something ends, and with which nobody has spoken for long: for the filters of lists.

Both count from the business day on which somebody looks; nothing needs to be joined.
"""

from datetime import date, timedelta
from typing import Any

from sqlalchemy import ColumnElement, and_, exists, or_, select, union_all
from sqlalchemy.orm import aliased

from partners.directory.kinds.tables import TABLES
from partners.directory.models import Partner, PartnerStanding, Tie
from partners.directory.rules.deadlines import expiring_columns, span
from partners.directory.rules.filters import NEVER
from partners.directory.rules.ties import LIVING
from partners.foundation.clock import today


def is_out_of_touch(contact: str) -> ColumnElement[bool]:
    """That no exchange is on record for so many days, or none at all.

    One whose day is unknown may have been on the last day of its year.
    """
    standing = aliased(PartnerStanding)
    heard = exists().where(standing.partner_id == Partner.id)
    if contact == NEVER:
        return ~heard.where(standing.last_contact_on.is_not(None))
    since = today() - timedelta(days=int(contact))
    dated = and_(standing.last_contact_dated, standing.last_contact_on >= since)
    undated = and_(~standing.last_contact_dated, standing.last_contact_year >= since.year)
    return ~heard.where(or_(dated, undated))


def is_expiring(when: str) -> ColumnElement[bool]:
    """That a living tie, a registration, a term of office or a period of activity ends then."""
    first, last = span(when, today())
    tie = aliased(Tie)
    ending = select(tie.partner_id).where(tie.status.in_(LIVING), _between(tie.ends_on, first, last))
    own = (_of_kind(*one, first, last) for one in expiring_columns(when))
    # As one set: what ends is little, and databases begin with it instead of walking through all partners.
    return Partner.id.in_(union_all(ending, *own))


def _of_kind(kind: str, column: str, first: date | None, last: date) -> Any:
    table = TABLES[kind].__table__
    return select(table.c.id).where(_between(table.c[column], first, last))


def _between(day: Any, first: date | None, last: date) -> ColumnElement[bool]:
    between: ColumnElement[bool] = day <= last if first is None else day.between(first, last)
    return between
