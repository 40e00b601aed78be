"""Writing many rows at once: COPY on PostgreSQL, prepared inserts on SQLite; indexes are made afterwards."""

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Column, Connection, Table, bindparam, func, literal_column, select, text
from sqlalchemy.types import JSON

from partners.foundation.database import Model

Row = tuple[Any, ...]

#: What a mapper would write into a new row.
FIRST_VERSION = 1


def table_of(model: type[Model]) -> Table:
    table = model.__table__
    if not isinstance(table, Table):
        raise TypeError(f"{model} stands on no table of its own.")
    return table


class Bulk:
    """Rows on their way into the tables of one transaction."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection
        self.is_postgres = connection.dialect.name == "postgresql"

    def write(self, model: type[Model], names: Sequence[str], rows: Iterable[Row]) -> None:
        """Write rows of these columns; the other columns get what a new record has in them."""
        table = table_of(model)
        left = [column for column in table.c if column.name not in names]
        columns = [table.c[name] for name in names] + [column for column in left if _has_default(column)]
        rest = tuple(_default(column) for column in columns[len(names) :])
        convert = [self._conversion(column) for column in columns]
        if any(convert):
            packed: Iterable[Row] = (
                tuple(
                    value if way is None or value is None else way(value)
                    for way, value in zip(convert, row + rest, strict=True)
                )
                for row in rows
            )
        else:
            packed = (row + rest for row in rows)
        (self._copy if self.is_postgres else self._insert)(table, columns, packed)

    @contextmanager
    def without_indexes(self, tables: Iterable[Table]) -> Iterator[None]:
        """Fill the tables without their indexes, foreign keys and triggers, and make those at the end."""
        names = [table.name for table in tables]
        made_again = self._drop_of_postgres(names) if self.is_postgres else self._drop_of_sqlite(names)
        yield
        for statement in made_again:
            self.connection.exec_driver_sql(statement)
        if not self.is_postgres:
            self._index_words()

    def count_on(self, tables: Iterable[Table]) -> None:
        """Let new records be numbered after those that were written; SQLite does so by itself."""
        if self.is_postgres:
            for table in tables:
                if "id" in table.c and len(table.primary_key) == 1:
                    sequence = func.pg_get_serial_sequence(table.name, "id")
                    last = select(func.coalesce(func.max(table.c.id), 0) + 1).scalar_subquery()
                    self.connection.execute(select(func.setval(sequence, last, literal_column("false"))))

    def _copy(self, table: Table, columns: Sequence[Column[Any]], rows: Iterable[Row]) -> None:
        listed = ", ".join(f'"{column.name}"' for column in columns)
        driver: Any = self.connection.connection.driver_connection
        with driver.cursor() as cursor, cursor.copy(f'COPY "{table.name}" ({listed}) FROM STDIN') as copy:
            for row in rows:
                copy.write_row(row)

    def _insert(self, table: Table, columns: Sequence[Column[Any]], rows: Iterable[Row]) -> None:
        listed = ", ".join(f'"{column.name}"' for column in columns)
        marks = ", ".join("?" for _ in columns)
        driver: Any = self.connection.connection.driver_connection
        driver.executemany(f'INSERT INTO "{table.name}" ({listed}) VALUES ({marks})', rows)  # noqa: S608  # nosec B608

    def _conversion(self, column: Column[Any]) -> Callable[[Any], Any] | None:
        if isinstance(column.type, JSON) or isinstance(column.type.dialect_impl(self.connection.dialect), JSON):
            return json.dumps
        if self.is_postgres:
            return None
        made: Callable[[Any], Any] | None = column.type.bind_processor(self.connection.dialect)
        return made

    def _drop_of_postgres(self, tables: list[str]) -> list[str]:
        of_tables = {"tables": tables}
        keys = self.connection.execute(_FOREIGN_KEYS, of_tables).all()
        indexes = self.connection.execute(_INDEXES, of_tables).all()
        for key in keys:
            self.connection.exec_driver_sql(f'ALTER TABLE "{key.table}" DROP CONSTRAINT "{key.name}"')
        for index in indexes:
            self.connection.exec_driver_sql(f'DROP INDEX "{index.name}"')
        for table in tables:
            self.connection.exec_driver_sql(f'ALTER TABLE "{table}" DISABLE TRIGGER USER')
        return [
            *(f'ALTER TABLE "{table}" ENABLE TRIGGER USER' for table in tables),
            "SET LOCAL maintenance_work_mem = '512MB'",
            *(index.made_by for index in indexes),
            *(f'ALTER TABLE "{key.table}" ADD CONSTRAINT "{key.name}" {key.made_by}' for key in keys),
        ]

    def _drop_of_sqlite(self, tables: list[str]) -> list[str]:
        self.connection.exec_driver_sql("PRAGMA defer_foreign_keys = ON")
        found = self.connection.execute(_OF_TABLES, {"tables": tables}).all()
        for made in found:
            self.connection.exec_driver_sql(f'DROP {made.type} "{made.name}"')
        return [made.sql for made in found]

    def _index_words(self) -> None:
        for name in self.connection.scalars(_WORD_INDEXES):
            self.connection.exec_driver_sql(f'INSERT INTO "{name}" ("{name}") VALUES (\'rebuild\')')  # noqa: S608  # nosec B608


def _has_default(column: Column[Any]) -> bool:
    return column.default is not None or column.name == "version"


def _default(column: Column[Any]) -> Any:
    if column.default is None:
        return FIRST_VERSION
    default: Any = column.default
    given = default.arg
    return given(None) if callable(given) else given


_FOREIGN_KEYS = text(
    'SELECT conrelid::regclass::text AS "table", conname AS name, pg_get_constraintdef(oid) AS made_by'
    " FROM pg_constraint WHERE contype = 'f' AND conrelid::regclass::text = ANY(:tables)"
)
_INDEXES = text(
    "SELECT indexname AS name, indexdef AS made_by FROM pg_indexes WHERE schemaname = current_schema()"
    " AND tablename = ANY(:tables) AND NOT EXISTS (SELECT 1 FROM pg_constraint WHERE conname = indexname)"
)
_OF_TABLES = text(
    "SELECT type, name, sql FROM sqlite_master WHERE type IN ('index', 'trigger') AND sql IS NOT NULL"
    " AND tbl_name IN :tables"
).bindparams(bindparam("tables", expanding=True))
_WORD_INDEXES = text("SELECT name FROM sqlite_master WHERE type = 'table' AND sql LIKE '%USING fts5%content=''%'")
