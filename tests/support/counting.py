"""Counts what a request asks of the database."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Engine, event

from partners.foundation.database import db
from tests.support.office import Office


class QueryCounter:
    """`with queries.at_most(8): manager.visit(…)` fails with the list of statements when there are more."""

    def __init__(self, office: Office) -> None:
        with office.app.app_context():
            self.engine: Engine = db.engine

    @contextmanager
    def at_most(self, number: int) -> Iterator[list[str]]:
        """Allow so many statements inside; the person must have signed in before."""
        with self.counted() as statements:
            yield statements
        listed = "\n".join(f"{index}. {' '.join(text.split())[:200]}" for index, text in enumerate(statements, 1))
        assert len(statements) <= number, f"{len(statements)} statements, at most {number}:\n{listed}"

    @contextmanager
    def counted(self) -> Iterator[list[str]]:
        """Collect the statements that are run inside."""
        statements: list[str] = []

        def note(_connection: Any, _cursor: Any, statement: str, *_: Any) -> None:
            if not statement.startswith(("BEGIN", "PRAGMA", "SAVEPOINT")):
                statements.append(statement)

        event.listen(self.engine, "before_cursor_execute", note)
        try:
            yield statements
        finally:
            event.remove(self.engine, "before_cursor_execute", note)
