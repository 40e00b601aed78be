"""The journal of acts: photograph the rows before, photograph them after, keep the difference."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Table, func, insert, select

from partners.accounts.rules import SignedIn
from partners.audit.actions import record
from partners.audit.models import AuditEvent, subject_type
from partners.foundation.clock import now
from partners.foundation.database import Model, db
from partners.upkeep.models import Act, ActImage, ActMember
from partners.upkeep.queries.rows import AT_ONCE, Frame, Rows, batches, links_of, photograph, rows_with_keys
from partners.upkeep.rules.images import difference, key_text

IMAGES: Table = ActImage.__table__  # type: ignore[assignment]
MEMBERS: Table = ActMember.__table__  # type: ignore[assignment]
About = Mapping[type[Model], Collection[int]]


@contextmanager
def photographing(
    kind: str,
    frames: Sequence[Frame],
    *,
    by: SignedIn,
    about: About,
    asked: Mapping[str, Any] | None = None,
    reason: str = "",
) -> Iterator[Act]:
    """One act: what the actions inside do to the rows in the frames can be taken back as a whole.

        with photographing("merge", frames, by=by, about={Partner: [kept.id, gone.id]}, reason=reason) as act:
            …actions, which record their own lines, with `"act": (None, act.id)` among the changes…

    `frames` name every row that may be changed, made or taken away, in any table (`Frame`): what stands in no frame
    is not taken back. Rows in frames are held until the end of the transaction. `about`: the records whose histories
    and names the act's page shows; the last line that each gets in the audit inside is kept with it. `asked`: what
    was asked for, as the page tells it, without personal data; reasons are kept apart and can be erased.
    Neither commits nor asks whether `by` may do it; an exception inside leaves nothing once the transaction ends.
    Do not photograph the audit, nor the tables of the ledger and of acts.
    """
    act = Act(kind=kind, at=now(), by_id=by.id, reason=reason, asked=dict(asked or {}), members=_number(about))
    db.session.add(act)
    db.session.flush()
    before = photograph(frames)
    last = db.session.scalar(select(func.max(AuditEvent.id))) or 0
    yield act
    db.session.flush()
    for table, rows in before.items():
        _keep(act, table, rows, _rows_after(table, rows, frames))
    for model, ids in about.items():
        _note_members(act, model, ids, last)
    record(by, f"act:{kind}", act, {"members": (None, act.members)}, reason or None)


def _rows_after(table: Table, before: Rows, frames: Sequence[Frame]) -> Rows:
    # A row may have left its frame: it was moved, not taken away.
    rows = photograph(frame for frame in frames if frame.table is table)[table]
    return {**rows, **rows_with_keys(table, before.keys() - rows.keys())}


def _keep(act: Act, table: Table, before: Rows, after: Rows) -> None:
    links, images = links_of(table), []
    for key in sorted(before.keys() | after.keys()):
        kept = difference(before.get(key), after.get(key), links)
        if kept:
            told = {"act_id": act.id, "table_name": table.name, "key": key_text(key)}
            images.append({**told, "before": kept[0], "after": kept[1]})
    for some in batches(images, AT_ONCE):
        db.session.execute(insert(IMAGES), some)


def _note_members(act: Act, model: type[Model], ids: Collection[int], last: int) -> None:
    kind = subject_type(model)
    for some in batches(sorted(set(ids))):
        lines = (
            select(AuditEvent.subject_id, func.max(AuditEvent.id))
            .where(AuditEvent.id > last, AuditEvent.subject_type == kind, AuditEvent.subject_id.in_(some))
            .where(AuditEvent.actor_id == act.by_id)
            .group_by(AuditEvent.subject_id)
        )
        found = {row[0]: row[1] for row in db.session.execute(lines)}
        told = [{"act_id": act.id, "record": kind, "record_id": one, "event_id": found.get(one)} for one in some]
        db.session.execute(insert(MEMBERS), told)


def _number(about: About) -> int:
    return sum(len(set(ids)) for ids in about.values())
