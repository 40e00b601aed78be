"""How long a question to the database may take before its reader is told so, in words."""

from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from time import monotonic
from typing import Any

from sqlalchemy import text
from sqlalchemy.exc import OperationalError

from partners.foundation.database import db
from partners.foundation.refusals import Refusal
from partners.foundation.words import _l

#: PostgreSQL's word for a statement that was cut off, and SQLite's.
CUT_OFF = frozenset({"57014", "SQLITE_INTERRUPT"})
#: SQLite asks after so many steps of its machine, some hundred times a second.
STEPS = 20_000
#: How long a list may look for words.
LIST_SECONDS = 5.0
#: Where a session notes the limit of its transaction.
LIMIT = "patience"


class TooSlow(Refusal):
    """The question took too long and was cut off. Nothing was read and nothing changed."""

    status = 503

    def __init__(self) -> None:
        super().__init__(_l("The search took too long and was stopped. Write a longer word, or choose one kind."))


@contextmanager
def patience(seconds: float) -> Iterator[None]:
    """Let no statement inside take longer; raises TooSlow, and then the transaction is rolled back.

    On PostgreSQL it holds for every statement until the transaction ends; on SQLite for all inside together.
    """
    try:
        with _limited(seconds):
            yield
    except OperationalError as error:
        if _code(error) not in CUT_OFF:
            raise
        db.session.rollback()
        raise TooSlow() from error


@contextmanager
def patience_with(words: str) -> Iterator[None]:
    """The patience of a list that looks for words: they are what may ask for too much. Without any it has no end."""
    with patience(LIST_SECONDS) if words else nullcontext():
        yield


@contextmanager
def _limited(seconds: float) -> Iterator[None]:
    if db.engine.dialect.name == "postgresql":
        # Nothing is no limit to PostgreSQL.
        _limit_postgresql(str(max(1, int(seconds * 1000))))
        yield
        return
    connection: Any = db.session.connection().connection.driver_connection
    until = monotonic() + seconds
    connection.set_progress_handler(lambda: monotonic() > until, STEPS)
    try:
        yield
    finally:
        connection.set_progress_handler(None, 0)


def _limit_postgresql(most: str) -> None:
    """Say it once a transaction, however many statements of it are watched."""
    session = db.session()
    if session.info.get(LIMIT) != (session.get_transaction(), most):
        session.execute(text("SELECT set_config('statement_timeout', :most, true)"), {"most": most})
        session.info[LIMIT] = session.get_transaction(), most


def _code(error: OperationalError) -> str:
    return str(getattr(error.orig, "sqlstate", None) or getattr(error.orig, "sqlite_errorname", ""))
