"""The history of a record, as its page shows it."""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import column, select, table

from partners.audit.models import AuditEvent, ChangeValue, subject_type
from partners.foundation.database import db

# By name only: the audit lies below the accounts.
USERS = table("users", column("id"), column("name"))


@dataclass(frozen=True)
class Change:
    """One field of one event. Both values are empty once they have been erased."""

    field: str
    before: str | None
    after: str | None


@dataclass(frozen=True)
class Happening:
    """One line of a record's history; `at` is in UTC, `who` is empty for the system."""

    id: int
    at: datetime
    who: str | None
    action: str
    changes: list[Change] = field(default_factory=list)

    @property
    def reason(self) -> str | None:
        return next((change.after for change in self.changes if change.field == "reason"), None)


def history_of(subject: Any, limit: int = 50, before: int | None = None) -> list[Happening]:
    """What was done to the record, latest first. `before` is the id to go on from."""
    return history_of_kind(subject_type(subject), limit, before, [subject.id])


def history_of_kind(
    kind_of_record: str, limit: int = 50, before: int | None = None, ids: Collection[int] | None = None
) -> list[Happening]:
    """What was done to all records of a kind, also to those that are gone, latest first; only to these with `ids`."""
    statement = (
        select(AuditEvent.id, AuditEvent.at, USERS.c.name, AuditEvent.action)
        .outerjoin(USERS, USERS.c.id == AuditEvent.actor_id)
        .where(AuditEvent.subject_type == kind_of_record)
        .order_by(AuditEvent.id.desc())
        .limit(limit)
    )
    if ids is not None:
        statement = statement.where(AuditEvent.subject_id.in_(ids))
    if before is not None:
        statement = statement.where(AuditEvent.id < before)
    happenings = {row.id: Happening(row.id, row.at, row.name, row.action) for row in db.session.execute(statement)}
    _add_values(happenings)
    return list(happenings.values())


def happenings_with(event_ids: Collection[int]) -> dict[int, Happening]:
    """These lines of the audit by id, whatever records they are about."""
    statement = (
        select(AuditEvent.id, AuditEvent.at, USERS.c.name, AuditEvent.action)
        .outerjoin(USERS, USERS.c.id == AuditEvent.actor_id)
        .where(AuditEvent.id.in_(event_ids))
    )
    happenings = {row.id: Happening(row.id, row.at, row.name, row.action) for row in db.session.execute(statement)}
    _add_values(happenings)
    return happenings


def _add_values(happenings: dict[int, Happening]) -> None:
    values = select(ChangeValue).where(ChangeValue.event_id.in_(happenings)).order_by(ChangeValue.id)
    for value in db.session.scalars(values):
        happenings[value.event_id].changes.append(Change(value.field, value.before, value.after))
