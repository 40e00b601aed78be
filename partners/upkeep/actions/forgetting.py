"""Rows as they were do not outlive their purpose: the time to take an act back, or a person's data."""

from collections.abc import Collection, Iterator
from typing import Any

from sqlalchemy import ColumnElement, Table, delete, or_, select, update

from partners.foundation.clock import now
from partners.foundation.database import Base, db
from partners.upkeep.models import Act, ActImage, ActMember
from partners.upkeep.queries.rows import batches, table_named
from partners.upkeep.rules.acts import UNDO_WINDOW
from partners.upkeep.rules.images import key_text

#: Numbers in one question, each of which stands in it several times.
SOME = 500


def forget(table: str, ids: Collection[int]) -> int:
    """Destroy what acts keep of these records' personal data; returns how many images of rows that were.

    For the destruction of a person's data (trust): call it with the table of the person ("partners", "contacts")
    beside destroying the rows themselves. It reaches the row, and the rows of other tables that belong or belonged
    to it, as far as they hold a column marked `info["personal"]`. An act that loses a row can no longer be taken
    back, and loses its written reason.
    """
    gone = 0
    for some in batches(sorted(set(ids)), SOME):
        for other in Base.metadata.sorted_tables:
            gone += _forget_rows(table_named(table), other, some)
        _forget_reasons(table, some)
    return gone


def forget_old_acts() -> None:
    """Rows of acts that can no longer be taken back are not kept; what was done to whom stays on record."""
    old = select(Act.id).where(Act.at < now() - UNDO_WINDOW, Act.forgotten_at.is_(None)).scalar_subquery()
    db.session.execute(delete(ActImage).where(ActImage.act_id.in_(old)))
    db.session.execute(
        update(Act).where(Act.at < now() - UNDO_WINDOW, Act.forgotten_at.is_(None)).values(forgotten_at=now())
    )


def _forget_reasons(table: str, ids: Collection[int]) -> None:
    """Why two records were merged says something of whom they are about, also once the rows are kept no longer."""
    about = select(ActMember.act_id).where(ActMember.record == table, ActMember.record_id.in_(ids))
    db.session.execute(update(Act).where(Act.kind == "merge", Act.id.in_(about)).values(reason=""))


def _forget_rows(person: Table, table: Table, ids: Collection[int]) -> int:
    personal = {column.name for column in table.c if column.info.get("personal")}
    theirs = list(_theirs(person, table, ids))
    if not personal or not theirs:
        return 0
    statement = select(ActImage.id, ActImage.act_id, ActImage.before, ActImage.after)
    rows = db.session.execute(statement.where(ActImage.table_name == table.name, or_(*theirs))).all()
    held = [row for row in rows if personal & {*(row.before or {}), *(row.after or {})}]
    for some in batches(held):
        db.session.execute(delete(ActImage).where(ActImage.id.in_([row.id for row in some])))
    acts = {row.act_id for row in held}
    db.session.execute(update(Act).where(Act.id.in_(acts)).values(forgotten_at=now(), reason=""))
    return len(held)


def _theirs(person: Table, table: Table, ids: Collection[int]) -> Iterator[ColumnElement[bool]]:
    """Which images of the table are about these people."""
    if table is person:
        yield ActImage.key.in_([key_text([one]) for one in ids])
    for column in table.c:
        if _links_to(column, person):
            yield ActImage.before[column.name].as_integer().in_(ids)
            yield ActImage.after[column.name].as_integer().in_(ids)


def _links_to(column: Any, table: Table) -> bool:
    return any(link.column.table is table for link in column.foreign_keys)
