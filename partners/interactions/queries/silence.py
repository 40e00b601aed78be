"""With whom we spoke by a past day: silence as directory/rules/silence.py defines it, read from the records."""

from collections.abc import Collection
from datetime import date

from sqlalchemy import ColumnElement, exists, or_, select

from partners.foundation.clock import today
from partners.foundation.database import db
from partners.interactions.models import Interaction, Occurrence
from partners.interactions.queries.naming import named_or_related


def begun_by(day: date) -> ColumnElement[bool]:
    """That a record had begun by the day. Without a date it stands at the first day of its fiscal year."""
    begun = exists().where(Occurrence.interaction_id == Interaction.id, Occurrence.starts_on <= day)
    return or_(Interaction.sort_on <= day, begun)


def partners_spoken_with(partner_ids: Collection[int], day: date) -> set[int]:
    """Those of the partners with whom something was on record since the beginning of the day's year, by that day.

    By name or through an institution of theirs. As of the business day everything counts that is on record, as it
    does in the standings that lists read.
    """
    spoken = named_or_related(partner_ids).subquery()
    statement = (
        select(spoken.c.partner_id)
        .join(Interaction, Interaction.id == spoken.c.interaction_id)
        .where(Interaction.voided_at.is_(None), Interaction.fiscal_year >= day.year)
        .distinct()
    )
    if day < today():
        statement = statement.where(begun_by(day))
    return set(db.session.scalars(statement))
