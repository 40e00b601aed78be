"""What a review reads."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import select

from partners.agreements.queries.as_of import cases_as_of
from partners.directory.queries.ties_as_of import ties_as_of
from partners.foundation.database import db
from partners.reports.models import PipelineReview
from partners.reports.rules import State

MOST = 24


def state_on(day: date) -> State:
    """Cases under way and ties as they stood at the end of a day. Four statements."""
    return State(day, cases_as_of(day, only_open=True), ties_as_of(day))


def reviews_before(day: date) -> Sequence[PipelineReview]:
    """The reviews of earlier days, latest first."""
    statement = select(PipelineReview).where(PipelineReview.as_of < day)
    return db.session.scalars(
        statement.order_by(PipelineReview.as_of.desc(), PipelineReview.id.desc()).limit(MOST)
    ).all()
