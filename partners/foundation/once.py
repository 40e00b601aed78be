"""Once: a form that creates something carries a key, so that a double click creates one thing."""

from datetime import datetime, timedelta
from uuid import uuid4

from sqlalchemy import delete, select
from sqlalchemy.orm import Mapped, mapped_column

from partners.foundation.clock import now
from partners.foundation.columns import UtcDateTime
from partners.foundation.database import Model, db

KEPT = timedelta(days=2)


class UsedKey(Model):
    """The key of a form that was sent, and where its result stands."""

    __tablename__ = "used_keys"

    key: Mapped[str] = mapped_column(primary_key=True)
    address: Mapped[str]
    used_at: Mapped[datetime] = mapped_column(UtcDateTime, index=True)


def new_key() -> str:
    return uuid4().hex


def made_before(key: str | None) -> str | None:
    """The address of what an earlier sending of the same form made."""
    if not key:
        return None
    return db.session.scalar(select(UsedKey.address).where(UsedKey.key == key))


def remember(key: str | None, address: str) -> None:
    """Note in the same transaction what this form made. A second one meets the unique key."""
    if key:
        db.session.add(UsedKey(key=key, address=address, used_at=now()))


def forget_old_keys() -> None:
    db.session.execute(delete(UsedKey).where(UsedKey.used_at < now() - KEPT))
