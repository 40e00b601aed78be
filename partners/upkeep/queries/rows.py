"""Rows of any table, as they are right now: what acts photograph and compare."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

from sqlalchemy import Column, Table, select, tuple_
from sqlalchemy.orm import InstrumentedAttribute

from partners.foundation.database import Base, db

#: Values in one question: SQLite takes 32,766, PostgreSQL 65,535.
AT_ONCE = 1_000

Key = tuple[Any, ...]
#: Rows of a table by their primary keys.
Rows = dict[Key, dict[str, Any]]


@dataclass(frozen=True)
class Frame:
    """Which rows of a table an act may touch: those whose `column` has one of the values, before or after it.

    Choose a column and values that the act cannot lead a foreign row into: of a merge both ids, of new tags their
    keys. For tables of joined inheritance give the column of the table itself (`Hospital.__table__.c.id`).
    """

    column: InstrumentedAttribute[Any] | Column[Any]
    values: Collection[Any]

    @property
    def core(self) -> Column[Any]:
        column = self.column
        return column if isinstance(column, Column) else column.property.columns[0]

    @property
    def table(self) -> Table:
        table: Table = self.core.table
        return table


def photograph(frames: Iterable[Frame]) -> dict[Table, Rows]:
    """The rows in the frames as they are now, held until the end of the transaction."""
    pictures: dict[Table, Rows] = {}
    for frame in frames:
        rows = pictures.setdefault(frame.table, {})
        for values in batches(sorted(set(frame.values))):
            rows.update(_read(frame.table, frame.core.in_(values)))
    return pictures


def rows_with_keys(table: Table, keys: Collection[Key], hold: bool = True) -> Rows:
    """The rows with these primary keys; `hold`: nobody else changes them until the end of the transaction."""
    columns = list(table.primary_key.columns)
    rows: Rows = {}
    for some in batches(sorted(keys)):
        found = columns[0].in_([key[0] for key in some]) if len(columns) == 1 else tuple_(*columns).in_(some)
        rows.update(_read(table, found, hold))
    return rows


def links_of(table: Table) -> frozenset[str]:
    """The columns that point at other rows."""
    return frozenset(column.name for column in table.c if column.foreign_keys)


def table_named(name: str) -> Table:
    return Base.metadata.tables[name]


def batches(values: Iterable[Any], size: int = AT_ONCE) -> Iterator[Sequence[Any]]:
    """The values, so many at a time."""
    left = iter(values)
    while some := list(islice(left, size)):
        yield some


def _read(table: Table, condition: Any, hold: bool = True) -> Iterator[tuple[Key, dict[str, Any]]]:
    key = list(table.primary_key.columns)
    # In the order of their keys, so that two who want the same rows do not wait for each other for ever.
    statement = select(table).where(condition).order_by(*key)
    if hold:
        statement = statement.with_for_update()
    for row in db.session.execute(statement).mappings():
        yield tuple(row[column] for column in key), {column.name: row[column] for column in table.c}
