"""Sessions of the council."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import or_, select

from partners.agreements.models import CouncilSession, Motion
from partners.agreements.rules.sessions import Period
from partners.foundation.database import db

MOST = 100


def session_on(day: date) -> CouncilSession | None:
    """The session that the council holds on a day; None when it holds none."""
    statement = select(CouncilSession).where(CouncilSession.starts_on <= day, CouncilSession.ends_on >= day)
    return db.session.scalar(statement.order_by(CouncilSession.starts_on.desc()).limit(1))


def get_session(session_id: int) -> CouncilSession:
    """A session. Raises NoResultFound."""
    return db.session.execute(select(CouncilSession).where(CouncilSession.id == session_id)).scalar_one()


def sessions_from(day: date, limit: int = 5) -> Sequence[CouncilSession]:
    """Those that run on the day or come after it, next first; those without days last."""
    statement = select(CouncilSession).where(or_(CouncilSession.ends_on >= day, CouncilSession.ends_on.is_(None)))
    return db.session.scalars(
        statement.order_by(CouncilSession.starts_on.nulls_last(), CouncilSession.id).limit(limit)
    ).all()


def all_sessions() -> Sequence[CouncilSession]:
    """The sessions on record, latest first."""
    order = (CouncilSession.starts_on.desc().nulls_last(), CouncilSession.number.desc(), CouncilSession.id.desc())
    return db.session.scalars(select(CouncilSession).order_by(*order).limit(MOST)).all()


def periods() -> list[Period]:
    """Number, kind and days of every session."""
    columns = (
        CouncilSession.id,
        CouncilSession.number,
        CouncilSession.kind,
        CouncilSession.starts_on,
        CouncilSession.ends_on,
    )
    return [Period(*row) for row in db.session.execute(select(*columns))]


def days_decided_in(session_id: int) -> list[date]:
    """The days of the resolutions that are on record for a session."""
    statement = select(Motion.resolved_on).where(
        Motion.session_id == session_id, Motion.resolved_on.is_not(None), Motion.voided_at.is_(None)
    )
    return [day for day in db.session.scalars(statement) if day is not None]
