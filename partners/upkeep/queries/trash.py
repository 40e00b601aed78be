"""The trash: one page of it, one entry with its rows, and what a record that comes back would miss."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Row, func, select

from partners.accounts.models import User
from partners.foundation.clock import office_now
from partners.foundation.database import db
from partners.lists.keyset import Count, Page, SortKey, count_of, page_of
from partners.upkeep.models import TrashEntry, TrashRow
from partners.upkeep.queries.images import Rows, ids_in, read
from partners.upkeep.queries.rows import table_named
from partners.upkeep.rules.trash_filter import TrashFilter

LATEST = (SortKey(TrashEntry.id, descending=True),)
SOONEST = (SortKey(TrashEntry.destroy_on), SortKey(TrashEntry.id))
MOST_CHOSEN = 200


@dataclass(frozen=True)
class Missing:
    """A row that comes back names another one that is not there: in the trash too (`entry`), or destroyed."""

    table: str
    column: str
    of: str
    id: int
    entry: str | None


def page_of_trash(asked: TrashFilter, today: date, page: str | None) -> Page:
    """One page: entries with `who` deleted them. Raises BadPage."""
    statement = (
        select(TrashEntry, User.name.label("who"))
        .outerjoin(User, User.id == TrashEntry.deleted_by_id)
        .where(*_conditions(asked, today))
    )
    return page_of(statement, SOONEST if asked.sort == "left" else LATEST, page)


def count_trash(asked: TrashFilter, today: date) -> Count:
    return count_of(select(TrashEntry.id).where(*_conditions(asked, today)))


def who_deleted() -> Sequence[Row[int, str]]:
    """Those who deleted something that is in the trash: id and name."""
    deleters = select(TrashEntry.deleted_by_id)
    return db.session.execute(
        select(User.id, User.name).where(User.id.in_(deleters)).order_by(User.name, User.id)
    ).all()


def entries_of(ids: Collection[int]) -> Sequence[TrashEntry]:
    """These entries, latest first; those that are gone are left out."""
    chosen = sorted(set(ids))[:MOST_CHOSEN]
    return db.session.scalars(select(TrashEntry).where(TrashEntry.id.in_(chosen)).order_by(TrashEntry.id.desc())).all()


def get_entry(entry_id: int) -> TrashEntry:
    """The entry. Raises NoResultFound when it was brought back or destroyed meanwhile."""
    return db.session.scalars(select(TrashEntry).where(TrashEntry.id == entry_id)).one()


def find_entry_to_change(entry_id: int) -> TrashEntry | None:
    """The entry, held until the end of the transaction; None when somebody was first."""
    statement = select(TrashEntry).where(TrashEntry.id == entry_id).with_for_update()
    return db.session.scalars(statement.execution_options(populate_existing=True)).one_or_none()


def due_entries(today: date) -> Sequence[TrashEntry]:
    """What the night destroys."""
    return db.session.scalars(select(TrashEntry).where(TrashEntry.destroy_on <= today).order_by(TrashEntry.id)).all()


def rows_of(entry: TrashEntry) -> Rows:
    """The rows of an entry as they stood."""
    found = db.session.execute(
        select(TrashRow.table_name, TrashRow.image).where(TrashRow.entry_id == entry.id).order_by(TrashRow.id)
    )
    images: defaultdict[str, list[dict[str, Any]]] = defaultdict(list)
    for row in found:
        images[row.table_name].append(row.image)
    return {name: read(name, rows) for name, rows in images.items()}


def missing_for(rows: Rows) -> list[Missing]:
    """What these rows name and does not exist now."""
    return [one for name in rows for column in table_named(name).c for one in _missing_in(rows, name, column)]


def entries_about(partner_ids: Iterable[int]) -> Sequence[TrashEntry]:
    """Entries of what stood at these partners."""
    return db.session.scalars(select(TrashEntry).where(TrashEntry.place_id.in_(set(partner_ids)))).all()


def file_ids_in_trash(file_ids: Collection[int]) -> set[int]:
    """Which of these contents a file in the trash names."""
    named = TrashRow.image["file_id"].as_integer()
    statement = select(named).where(TrashRow.table_name == "attachments", named.in_(file_ids))
    return set(db.session.scalars(statement)) if file_ids else set()


def _missing_in(rows: Rows, name: str, column: Any) -> list[Missing]:
    for key in column.foreign_keys:
        of = key.column.table.name
        wanted = {row[column.name] for row in rows[name]} - {None, *ids_in(rows, of)}
        there = set(db.session.scalars(select(key.column).where(key.column.in_(wanted)))) if wanted else set()
        return [Missing(name, column.name, of, one, _entry_with(of, one)) for one in sorted(wanted - there)]
    return []


def _entry_with(table: str, row_id: int) -> str | None:
    rows = select(TrashRow.entry_id).where(TrashRow.table_name == table, TrashRow.row_id == row_id)
    return db.session.scalar(select(TrashEntry.name).where(TrashEntry.id.in_(rows)).limit(1))


def _conditions(asked: TrashFilter, today: date) -> list[ColumnElement[bool]]:
    conditions: list[ColumnElement[bool]] = []
    if asked.record:
        conditions.append(TrashEntry.record == asked.record)
    if asked.by:
        conditions.append(TrashEntry.deleted_by_id == int(asked.by))
    if asked.since:
        conditions.append(TrashEntry.deleted_at >= asked.earliest(office_now()))
    if asked.left:
        conditions.append(TrashEntry.destroy_on <= asked.last_day(today))
    if asked.q:
        conditions.append(func.lower(TrashEntry.name).contains(asked.q.lower(), autoescape=True))
    return conditions
