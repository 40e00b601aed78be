"""What must hold before an account changes."""

from sqlalchemy import select

from partners.accounts.models import Team, User
from partners.accounts.rules import Role, SignedIn
from partners.foundation.access import Permission, ensure
from partners.foundation.database import db
from partners.foundation.refusals import Refusal, Stale
from partners.foundation.words import _l


def ensure_may(by: SignedIn | None, permission: Permission) -> None:
    """Raise Forbidden unless the person may; commands (None) are typed by whoever owns the machine."""
    if by is not None:
        ensure(by, permission)


def ensure_fresh(subject: User | Team, version: int | None) -> None:
    """Raise Stale when the record is not the one that its reader saw."""
    if version != subject.version:
        raise Stale(_l("Somebody else changed this in the meantime. Look at the values below, then save again."))


def ensure_not_oneself(user: User, by: SignedIn | None) -> None:
    """Raise Refusal: nobody locks the door behind oneself, nor gives oneself other rights."""
    if by is not None and user.id == by.id:
        raise Refusal(_l("You cannot do this to your own account. Ask another administrator."))


def ensure_one_administrator_left(user: User) -> None:
    """Raise Refusal when this is the last open account of an administrator.

    Holds the administrators' rows until the transaction ends: two who close each other at the same
    moment come one after the other, and the second finds only one left.
    """
    open_ones = (
        select(User.id)
        .where(User.role == Role.ADMINISTRATOR.value, User.disabled_at.is_(None))
        .order_by(User.id)
        .with_for_update()
    )
    if set(db.session.scalars(open_ones)) == {user.id}:
        raise Refusal(_l("This is the last administrator. Make somebody else an administrator first."))
