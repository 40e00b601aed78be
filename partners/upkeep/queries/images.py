"""Rows as they stand in their tables, and as they are written down to be put back to the letter."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import select

from partners.foundation.database import Base, db
from partners.upkeep.queries.rows import table_named
from partners.upkeep.rules.images import packed, unpacked

Row = dict[str, Any]
#: Rows by the name of their table.
Rows = dict[str, list[Row]]


def in_order_of_need(names: Collection[str]) -> list[str]:
    """The tables in which rows can be put back: what is named comes before what names it."""
    return [table.name for table in Base.metadata.sorted_tables if table.name in names]


def rows_where(name: str, column: str, values: Collection[Any], **same: Any) -> list[Row]:
    """The rows of a table whose column has one of the values, in the order of their keys."""
    table = table_named(name)
    equal = [table.c[other] == value for other, value in same.items()]
    statement = select(table).where(table.c[column].in_(values), *equal).order_by(*table.primary_key.columns)
    return [dict(row) for row in db.session.execute(statement).mappings()] if values else []


def ids_in(rows: Mapping[str, Sequence[Row]], name: str) -> list[int]:
    return [row["id"] for row in rows.get(name, ())]


def key_of(name: str, row: Row) -> tuple[Any, ...]:
    return tuple(row[column.name] for column in table_named(name).primary_key.columns)


def written(row: Row) -> Row:
    """The row as JSON can keep it."""
    return {name: packed(value) for name, value in row.items()}


def read(name: str, images: Iterable[Row]) -> list[Row]:
    """Rows of a table out of what `written` made of them."""
    kinds = {column.name: column.type.python_type for column in table_named(name).c}
    return [{column: unpacked(value, kinds[column]) for column, value in image.items()} for image in images]
