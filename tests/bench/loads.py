"""What is measured beside single requests: how many statements a page runs, and which pages are asked under load."""

from collections.abc import Sequence

from sqlalchemy import event

from partners.application import create_app
from partners.foundation.database import db
from partners.foundation.settings import from_environment
from tests.bench.databases import BenchDatabase
from tests.bench.rows import Row
from tests.bench.served import TOKEN
from tests.support.office import PASSWORD


class Counting:
    """The app inside this process, with somebody signed in, so that statements can be counted."""

    def __init__(self, database: BenchDatabase) -> None:
        self.app = create_app(from_environment(database.environment))
        self.client = self.app.test_client()
        self.statements: list[str] = []
        with self.app.app_context():
            self.engine = db.engine
        event.listen(self.engine, "before_cursor_execute", self._note)
        token = TOKEN.search(self.client.get("/login").get_data(as_text=True))
        values = {"csrf_token": token[1] if token else "", "username": "manager", "password": PASSWORD}
        self.client.post("/login", data=values)

    def of(self, path: str) -> int:
        """How many statements the page runs; the second time, when nothing has to be looked up first."""
        self.client.get(path)
        self.statements.clear()
        self.client.get(path)
        return len(self.statements)

    def close(self) -> None:
        self.engine.dispose()

    def _note(self, _connection: object, _cursor: object, statement: str, *_: object) -> None:
        if not statement.startswith(("BEGIN", "PRAGMA", "SAVEPOINT")):
            self.statements.append(statement)


def path_of(asked: Sequence[Row], key: str) -> str:
    return next(row.path for row in asked if row.key == key)
