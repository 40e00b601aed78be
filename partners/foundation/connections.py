"""Connections: how SQLite's begin, and whether those to PostgreSQL that rested in the pool still lead anywhere.

SQLAlchemy's own pre-ping asks the server before every use, one more way there and back for each page. A server that
stopped has closed its end, and that can be seen here without asking; only what rested long is asked, since a firewall
may have forgotten it without a word.
"""

import os
from collections.abc import Callable
from select import POLLIN, poll
from time import monotonic
from typing import Any

from sqlalchemy import Connection, Engine, event
from sqlalchemy.exc import DisconnectionError

from partners.foundation.writegate import WriteGate

CHECKPOINT_BYTES = 4 * 1024 * 1024
#: So long a connection may rest unasked.
RESTS_SECONDS = 60


def begin_in_turn(engine: Engine, writes: Callable[[], bool]) -> None:
    """SQLite: set connections up, and let transactions that write begin one after the other, in all processes."""
    path = engine.url.database or ""
    gate = WriteGate(path + ".gate")

    @event.listens_for(engine, "connect")
    def configure(connection: Any, _record: Any) -> None:
        # None: SQLAlchemy's own BEGIN below is the only one.
        connection.isolation_level = None
        for pragma in (
            "journal_mode=WAL",
            "synchronous=FULL",
            "busy_timeout=5000",
            "foreign_keys=ON",
            "secure_delete=ON",
            # Checkpoints run inside the gate only: SQLite before 3.51.3 has a race between several.
            "wal_autocheckpoint=0",
        ):
            connection.execute(f"PRAGMA {pragma}")

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        if writes():
            connection.info["gate"] = gate.enter()
            connection.exec_driver_sql("BEGIN IMMEDIATE")
        else:
            connection.exec_driver_sql("BEGIN")

    @event.listens_for(engine, "checkin")
    def leave_gate(connection: Any, record: Any) -> None:
        descriptor = record.info.pop("gate", None)
        if descriptor is None:
            return
        try:
            if connection is not None and _size(path + "-wal") > CHECKPOINT_BYTES:
                connection.execute("PRAGMA wal_checkpoint(PASSIVE)")
        finally:
            gate.leave(descriptor)


def look_before_use(engine: Engine) -> None:
    """Have connections looked at when they leave the pool; a dead one is replaced before anybody notices."""

    @event.listens_for(engine, "checkin")
    def note_the_time(_connection: Any, record: Any) -> None:
        record.info["rests_since"] = monotonic()

    @event.listens_for(engine, "checkout")
    def look(connection: Any, record: Any, _proxy: Any) -> None:
        since = record.info.get("rests_since")
        # A new connection has not rested yet.
        if since is None or (monotonic() - since < RESTS_SECONDS and not _has_been_told_something(connection)):
            return
        try:
            engine.dialect.do_ping(connection)
        except engine.dialect.loaded_dbapi.Error as error:
            raise DisconnectionError() from error


def _has_been_told_something(connection: Any) -> bool:
    """Whether the server sent what nobody asked for: that it closes the connection, as a rule."""
    looked = poll()
    looked.register(connection.fileno(), POLLIN)
    return bool(looked.poll(0))


def _size(path: str) -> int:
    try:
        return os.stat(path).st_size
    except FileNotFoundError:
        return 0
