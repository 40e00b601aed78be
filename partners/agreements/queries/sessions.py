"""Sessions of the council."""

from datetime import date

from sqlalchemy import select

from partners.agreements.models import CouncilSession
from partners.foundation.database import db


def session_on(day: date) -> CouncilSession | None:
    """The session that the council holds on a day; None when it holds none."""
    statement = select(CouncilSession).where(CouncilSession.starts_on <= day, CouncilSession.ends_on >= day)
    return db.session.scalar(statement.order_by(CouncilSession.starts_on.desc()).limit(1))
