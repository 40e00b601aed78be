"""Recording: one line inside each action, one entry for each look at personal data."""

import hashlib
import json
import secrets
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any, NamedTuple, Protocol

from sqlalchemy import Select, Table, Text, and_, delete, func, insert, literal, or_, select

from partners.audit.models import AccessEntry, AuditEvent, ChangeValue, subject_type
from partners.foundation import origin
from partners.foundation.clock import now
from partners.foundation.database import Model, db, to_ledger
from partners.foundation.identifiers import refuse_identifiers

#: Lines written in one statement.
AT_ONCE = 1_000


class Actor(Protocol):
    @property
    def id(self) -> int: ...


Changes = Mapping[str, tuple[Any, Any]]
EVENTS: Table = AuditEvent.__table__  # type: ignore[assignment]
VALUES: Table = ChangeValue.__table__  # type: ignore[assignment]


class Value(NamedTuple):
    """What a field held before and after, with the salt of both digests."""

    field: str
    before: str | None
    after: str | None
    salt: str

    @property
    def digests(self) -> dict[str, Any]:
        """What stays when the values themselves are erased."""
        before, after = _digest(self.salt, self.before), _digest(self.salt, self.after)
        return {"field": self.field, "before": before, "after": after}


def record(
    by: Actor | None, action: str, subject: Any, changes: Changes | None = None, reason: str | None = None
) -> None:
    """Note that `by` did this to the record, in the same transaction as the change itself.

    `changes` maps a field to (before, after); equal pairs are left out. The reason is kept
    with the values, since people write names into reasons. `by` is None for commands and jobs.
    Raises Refusal at the field whose new text holds a registration or passport number: every write
    passes here, whether a form, an import or the interface brought it.
    """
    values = _values(changes, reason)
    db.session.flush()
    _write(by, action, subject_type(subject), subject.id, values)


def record_at(by: Actor | None, action: str, kind_of_record: str, record_id: int, reason: str | None = None) -> None:
    """The same for a record that is not in its table any more, or not yet again: its kind is the table's name."""
    values = _values(None, reason)
    db.session.flush()
    _write(by, action, kind_of_record, record_id, values)


def erase_values(kind_of_record: str, ids: Iterable[int], only: Mapping[str, Collection[str]] | None = None) -> None:
    """Erase what the history of these records held; `only`: nothing but these texts in these fields.

    The events stay, with their digests, which say nothing without the salts that go too.
    """
    events = select(AuditEvent.id).where(AuditEvent.subject_type == kind_of_record, AuditEvent.subject_id.in_(set(ids)))
    erased = delete(ChangeValue).where(ChangeValue.event_id.in_(events))
    if only is not None:
        told = [
            and_(ChangeValue.field == field, or_(ChangeValue.before.in_(texts), ChangeValue.after.in_(texts)))
            for field, texts in only.items()
        ]
        erased = erased.where(or_(*told))
    db.session.execute(erased, execution_options={"synchronize_session": False})


def record_many(
    by: Actor | None, action: str, model: type[Model], ids: Select[int], changes: Changes, reason: str | None = None
) -> None:
    """The same for all records that `ids` selects: each gets its own line, in a few statements however many.

    They share the salts of their values, which says no more than the action does: the same happened to all.
    Call it while `ids` still finds them.
    """
    values, moment, kind = _values(changes, reason), now(), subject_type(model)
    db.session.flush()
    last = db.session.scalar(select(func.max(AuditEvent.id))) or 0
    columns = {
        "at": literal(moment, AuditEvent.at.type),
        "actor_id": literal(by.id if by else None, AuditEvent.actor_id.type),
        "action": literal(action),
        "subject_type": literal(kind),
        "fields": literal([value.digests for value in values], AuditEvent.fields.type),
    }
    found = ids.subquery()
    events = select(*columns.values(), found.c[0]).order_by(found.c[0])
    db.session.execute(insert(AuditEvent).from_select([*columns, "subject_id"], events))
    theirs = select(AuditEvent.id).where(
        AuditEvent.id > last, AuditEvent.at == moment, AuditEvent.action == action, AuditEvent.subject_type == kind
    )
    for value in values:
        told = {name: literal(getattr(value, name), Text()) for name in ("field", "before", "after", "salt")}
        rows = theirs.add_columns(*told.values())
        db.session.execute(insert(ChangeValue).from_select(["event_id", *told], rows))


def record_each(
    by: Actor | None,
    action: str,
    model: type[Model],
    changes_of: Mapping[int, Changes],
    reason: str | None = None,
) -> None:
    """The same for many records that each change in their own way, by id: a line each, in a few statements."""
    moment, kind = now(), subject_type(model)
    db.session.flush()
    for ids in _batches(sorted(changes_of)):
        values = [_values(changes_of[one], reason) for one in ids]
        told = {"at": moment, "actor_id": by.id if by else None, "action": action, "subject_type": kind}
        rows = [
            {**told, "subject_id": one, "fields": [value.digests for value in of]}
            for one, of in zip(ids, values, strict=True)
        ]
        made = db.session.scalars(insert(EVENTS).returning(EVENTS.c.id, sort_by_parameter_order=True), rows).all()
        kept = [
            {"event_id": event_id, **value._asdict()} for event_id, of in zip(made, values, strict=True) for value in of
        ]
        if kept:
            db.session.execute(insert(VALUES), kept)


def saw(by: Actor, purpose: str, kind_of_record: str, ids: Iterable[int]) -> None:
    """Note whose personal data this answer shows: at most one entry an answer and kind of record.

    Written in the ledger before the answer leaves; nothing is written when it shows nobody.
    """
    shown = sorted(set(ids))
    if not shown:
        return
    caller = origin.current()
    to_ledger(
        AccessEntry(
            at=now(),
            user_id=by.id,
            address=caller.address,
            page=caller.page,
            purpose=purpose,
            subject_type=kind_of_record,
            subject_ids=shown,
        )
    )


def _batches(ids: Sequence[int]) -> Iterable[Sequence[int]]:
    return (ids[start : start + AT_ONCE] for start in range(0, len(ids), AT_ONCE))


def _write(by: Actor | None, action: str, kind_of_record: str, record_id: int, values: list[Value]) -> None:
    event = AuditEvent(
        at=now(),
        actor_id=by.id if by else None,
        action=action,
        subject_type=kind_of_record,
        subject_id=record_id,
        fields=[value.digests for value in values],
    )
    db.session.add(event)
    db.session.flush()
    if values:
        db.session.execute(insert(VALUES), [{"event_id": event.id, **value._asdict()} for value in values])


def _values(changes: Changes | None, reason: str | None) -> list[Value]:
    """What differs, and the reason. Raises Refusal, as `record` says."""
    pairs = {field: pair for field, pair in (changes or {}).items() if pair[0] != pair[1]}
    if reason:
        pairs["reason"] = (None, reason)
    refuse_identifiers({field: after for field, (_before, after) in pairs.items()})
    return [
        Value(field, _text(before), _text(after), secrets.token_hex(16)) for field, (before, after) in pairs.items()
    ]


def _digest(salt: str, text: str | None) -> str | None:
    return None if text is None else hashlib.sha256(f"{salt}{text}".encode()).hexdigest()


def _text(value: Any) -> str | None:
    if value is None or isinstance(value, str):
        return value
    return json.dumps(value, ensure_ascii=False, default=str, sort_keys=True)
