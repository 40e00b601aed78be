"""What is forgotten by night, once nobody needs it any more."""

from datetime import timedelta

from sqlalchemy import delete

from partners.accounts.models import LoginAttempt, RoleGrant, UserSession
from partners.accounts.rules import GRANTS_KEPT
from partners.foundation.clock import now
from partners.foundation.database import db

ATTEMPTS_KEPT = timedelta(days=730)


def forget_old_attempts() -> None:
    """Delete attempts and ended sessions after two years."""
    db.session.execute(delete(LoginAttempt).where(LoginAttempt.at < now() - ATTEMPTS_KEPT))
    db.session.execute(delete(UserSession).where(UserSession.created_at < now() - ATTEMPTS_KEPT))


def forget_old_grants() -> None:
    """Delete what somebody was allowed once, three years after it ended (고시 제5조 ③)."""
    db.session.execute(delete(RoleGrant).where(RoleGrant.ended_at < now() - GRANTS_KEPT))
