"""The history of rights: from when to when somebody had which role in which team (고시 제5조 ③)."""

from collections.abc import Collection

from sqlalchemy import insert, literal, select, update

from partners.accounts.models import RoleGrant, User
from partners.accounts.rules import SignedIn
from partners.foundation.clock import now
from partners.foundation.database import db


def begin_grant(user: User, by: SignedIn | None, reason: str) -> None:
    """Note that the person has the role and the team from now on."""
    begin_grants([user.id], by, reason)


def begin_grants(user_ids: Collection[int], by: SignedIn | None, reason: str) -> None:
    """The same for several people whose accounts are open; each with the role and team that it has now."""
    columns = ["user_id", "role", "team_id", "granted_at", "granted_by_id", "reason"]
    db.session.flush()
    moment = literal(now(), RoleGrant.granted_at.type)
    have = select(
        User.id, User.role, User.team_id, moment, literal(by.id if by else None, User.id.type), literal(reason)
    )
    db.session.execute(
        insert(RoleGrant).from_select(columns, have.where(User.id.in_(user_ids), User.disabled_at.is_(None)))
    )


def end_grants(user_ids: Collection[int], by: SignedIn | None) -> None:
    """Note that these people no longer have what they had."""
    db.session.execute(
        update(RoleGrant)
        .where(RoleGrant.user_id.in_(user_ids), RoleGrant.ended_at.is_(None))
        .values(ended_at=now(), ended_by_id=by.id if by else None)
    )
