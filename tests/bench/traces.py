"""What a run writes is taken back: the next one, and whoever compares two of them, finds the same office."""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from typing import Any

from sqlalchemy import Table

from partners.directory.models import PartnerStanding
from partners.foundation.database import Base
from partners.lists.tallies import Tally
from tests.bench.databases import BenchDatabase

STANDINGS = PartnerStanding.__tablename__
#: By name: in the database they stand in the order in which they came.
COLUMNS = tuple(column.name for column in PartnerStanding.__table__.c)
#: The database adds to it whatever comes and goes, also what goes here.
TALLIES = Tally.__tablename__


@contextmanager
def taken_back(database: BenchDatabase) -> Iterator[None]:
    """Rows that are written inside are deleted at the end, and the standings that they changed are as before."""
    last, standings = _last_ids(database), _standings(database)
    try:
        yield
    finally:
        _take_back(database, last, standings)
        database.freshen()


def _last_ids(database: BenchDatabase) -> dict[str, int]:
    with closing(database.connect()) as connection:
        asked = {table.name: f"SELECT coalesce(max(id), 0) FROM {table.name}" for table in _numbered()}
        return {name: int(_one(connection, sql)) for name, sql in asked.items()}


def _standings(database: BenchDatabase) -> set[tuple[Any, ...]]:
    with closing(database.connect()) as connection:
        return set(connection.execute(f"SELECT {', '.join(COLUMNS)} FROM {STANDINGS}").fetchall())


def _take_back(database: BenchDatabase, last: dict[str, int], standings: set[tuple[Any, ...]]) -> None:
    changed = standings - _standings(database)
    mark = "?" if database.kind == "sqlite" else "%s"
    with closing(database.connect()) as connection:
        cursor = connection.cursor()
        cursor.execute("BEGIN")
        for table in reversed(Base.metadata.sorted_tables):
            column, of = _counted_by(table)
            if of in last and table.name != TALLIES:
                cursor.execute(f"DELETE FROM {table.name} WHERE {column} > {last[of]}")
        told = ", ".join(f"{name} = {mark}" for name in COLUMNS)
        for row in changed:
            cursor.execute(f"UPDATE {STANDINGS} SET {told} WHERE {COLUMNS[0]} = {mark}", (*row, row[0]))
        cursor.execute("COMMIT")


def _counted_by(table: Table) -> tuple[str, str]:
    """The column by which rows of a table are told from those before, and the table whose ids it holds."""
    if table in _numbered():
        return "id", table.name
    key = next(iter(table.primary_key.columns))
    return key.name, next((foreign.column.table.name for foreign in key.foreign_keys), "")


def _numbered() -> list[Table]:
    """Tables whose ids the database counts up."""
    return [
        table
        for table in Base.metadata.sorted_tables
        if "id" in table.primary_key.columns and table.c.id.type.python_type is int and not table.c.id.foreign_keys
    ]


def _one(connection: Any, sql: str) -> Any:
    return connection.execute(sql).fetchone()[0]
