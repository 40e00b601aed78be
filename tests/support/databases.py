"""Two real databases that go back to a kept state in milliseconds.

SQLite: the file is copied. PostgreSQL: the rows are kept in a schema beside the tables.
"""

import os
import shutil
import sqlite3
from contextlib import closing
from itertools import count
from pathlib import Path
from typing import Any, Protocol

import psycopg
from sqlalchemy import URL, make_url

from partners.foundation.database import Base

_numbers = count(1)


class Database(Protocol):
    """A database of this test process alone."""

    #: sqlite or postgresql.
    name: str
    url: str

    def keep(self, state: str) -> None:
        """Remember all rows under this name."""

    def restore(self, state: str) -> None:
        """Go back to the rows kept under this name. Nobody else may be connected to SQLite's file."""

    def drop(self) -> None:
        """Leave nothing behind."""


class Sqlite:
    name = "sqlite"

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.path = folder / f"partners{next(_numbers)}.db"
        self.url = f"sqlite:///{self.path}"

    def keep(self, state: str) -> None:
        with closing(sqlite3.connect(self.path)) as connection:
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        shutil.copyfile(self.path, self._kept(state))

    def restore(self, state: str) -> None:
        for ending in ("-wal", "-shm"):
            Path(f"{self.path}{ending}").unlink(missing_ok=True)
        shutil.copyfile(self._kept(state), self.path)

    def restore_in_use(self, state: str) -> None:
        """Go back while a server is connected to the file: page by page, in one transaction."""
        with closing(sqlite3.connect(self._kept(state))) as source, closing(sqlite3.connect(self.path)) as target:
            source.backup(target)

    def drop(self) -> None:
        for path in self.folder.glob(f"{self.path.name}*"):
            path.unlink()

    def _kept(self, state: str) -> Path:
        return self.folder / f"{self.path.name}.{state}"


class Postgres:
    name = "postgresql"

    def __init__(self, server: str) -> None:
        self.server = server
        self.database = f"partners_test_{os.getpid()}_{next(_numbers)}"
        self._on_server(f'CREATE DATABASE "{self.database}"')
        # A crash of the test server costs nothing: no need to wait for its disk.
        self._on_server(f'ALTER DATABASE "{self.database}" SET synchronous_commit = off')
        address: URL = make_url(server).set(database=self.database)
        self.plain_url = address.render_as_string(hide_password=False)
        self.url = address.set(drivername="postgresql+psycopg").render_as_string(hide_password=False)
        self._connection = psycopg.connect(self.plain_url, autocommit=True)

    def keep(self, state: str) -> None:
        copies = [f'CREATE TABLE {state}."{name}" AS TABLE public."{name}"' for name in _tables()]
        self._on_database(f"DROP SCHEMA IF EXISTS {state} CASCADE", f"CREATE SCHEMA {state}", *copies)
        self._write_way_back(state)

    def restore(self, state: str) -> None:
        # Rows come and go as they were kept: no key needs to be checked meanwhile (superusers only).
        self._on_database("SET LOCAL session_replication_role = replica", f"SELECT {state}.restore()")

    def _write_way_back(self, state: str) -> None:
        """A function of the server, which plans its statements once and not before every test."""
        tables = _tables()
        filled = [name for name in tables if self._has_rows(state, name)]
        empty = [f'DELETE FROM public."{name}";' for name in reversed(tables)]
        fill = [f'INSERT INTO public."{name}" SELECT * FROM {state}."{name}";' for name in filled]
        body = "\n".join([*empty, *fill, self._count_on(tables).replace("SELECT", "PERFORM", 1) + ";"])
        self._on_database(
            f"CREATE FUNCTION {state}.restore() RETURNS void LANGUAGE plpgsql AS $way$ BEGIN\n{body}\nEND $way$"
        )

    def _has_rows(self, state: str, name: str) -> bool:
        found = self._connection.execute(f'SELECT EXISTS (SELECT FROM {state}."{name}")')
        row = found.fetchone()
        return bool(row and row[0])

    def drop(self) -> None:
        self._connection.close()
        self._on_server(f'DROP DATABASE IF EXISTS "{self.database}" WITH (FORCE)')

    def _count_on(self, tables: list[str]) -> str:
        # Ids go on from the highest one, as in SQLite: tests see the same ids on both.
        numbered = [name for name in tables if Base.metadata.tables[name].autoincrement_column is not None]
        sequences = (
            f"setval(pg_get_serial_sequence('public.{name}', 'id'), "
            f'(SELECT coalesce(max(id), 0) + 1 FROM public."{name}"), false)'
            for name in numbered
        )
        return "SELECT " + ", ".join(sequences)

    def _on_database(self, *statements: str) -> None:
        with self._connection.transaction():
            self._connection.execute("; ".join(statements))

    def _on_server(self, statement: Any) -> None:
        with psycopg.connect(self.server, autocommit=True) as connection:
            connection.execute(statement)


def _tables() -> list[str]:
    return [table.name for table in Base.metadata.sorted_tables]
