"""The database: one transaction a request, one writer at a time on SQLite, and the ledger.

Actions and queries use `db.session`. Nobody commits but the wrapped dispatch below, `writing()`
for commands and jobs, and `ledger()` for sessions, login attempts and the access log.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import TYPE_CHECKING, Any

from flask import Flask, Response, has_request_context, request, session
from flask.globals import request_ctx
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import MetaData, event, func, select, text
from sqlalchemy.exc import IntegrityError, OperationalError
from sqlalchemy.orm import DeclarativeBase, Session
from sqlalchemy.orm.exc import StaleDataError

from partners.foundation.connections import begin_in_turn, look_before_use

SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})
#: PostgreSQL: two waited for each other's rows, and this one was sent away.
DEADLOCK = "40P01"


class Base(DeclarativeBase):
    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_name)s",
            "pk": "pk_%(table_name)s",
        }
    )


db = SQLAlchemy(model_class=Base)

if TYPE_CHECKING:
    Model = Base
else:
    Model = db.Model

_writing: ContextVar[bool] = ContextVar("partners_writing", default=False)
_ledger_rows: ContextVar[list[Base] | None] = ContextVar("partners_ledger_rows", default=None)


class ReadOnlyRequest(RuntimeError):
    """A request that must not change anything tried to."""


class Application(Flask):
    """Flask with its dispatch wrapped in one transaction.

    Not `after_request`: an error at commit must still reach the error handlers.
    """

    def dispatch_request(self) -> Response:
        return _in_one_transaction(lambda: self.make_response(Flask.dispatch_request(self)))


def prepare(app: Flask) -> None:
    """Bind the database to the app; call once, after its settings are in place."""
    db.init_app(app)
    with app.app_context():
        if db.engine.dialect.name == "sqlite":
            begin_in_turn(db.engine, _writing.get)
        else:
            look_before_use(db.engine)
    event.listen(db.session, "before_flush", _refuse_writes_of_readers)
    for end in ("after_commit", "after_rollback"):
        event.listen(db.session, end, _forget)


def close_connections() -> None:
    """Close every connection of this process. Call before workers fork.

    A worker that inherits an open one would share it with its siblings and read their answers.
    """
    db.session.remove()
    db.engine.dispose()


def memory() -> dict[str, Any]:
    """What may be remembered until the transaction ends: things read over and over that change seldom."""
    return db.session().info.setdefault("memory", {})  # type: ignore[no-any-return]


def is_writing() -> bool:
    """Whether what is read now may be this transaction's own, and be taken back yet."""
    return _writing.get()


@contextmanager
def writing() -> Iterator[Session]:
    """One write transaction on `db.session`, for commands, jobs and tests. Commits at its end."""
    db.session.rollback()
    token = _ledger_rows.set([])
    try:
        with _intent(writes=True):
            try:
                yield db.session()
                db.session.commit()
            except BaseException:
                db.session.rollback()
                raise
            finally:
                # After the transaction: on SQLite the ledger waits at the same gate.
                _write_ledger()
    finally:
        _ledger_rows.reset(token)


def hold(what: str) -> None:
    """Let others who hold the same wait until this transaction ends: for rows that are only ever added to,
    where there is none to lock. SQLite has one writer anyway."""
    if db.engine.dialect.name == "postgresql":
        db.session.execute(select(func.pg_advisory_xact_lock(func.hashtext(what))))


def hold_table(name: str) -> None:
    """Let whoever writes this table wait until the transaction ends; those who have written it come first."""
    if db.engine.dialect.name == "postgresql":
        db.session.execute(text(f"LOCK TABLE {name} IN SHARE ROW EXCLUSIVE MODE"))


@contextmanager
def before_writing() -> Iterator[None]:
    """Read in a request that writes, before its write gate is taken: for what takes long, such as writing papers.

    Afterwards the transaction begins anew: records that were read inside are not to be used.
    """
    with _intent(writes=False):
        try:
            yield
        finally:
            db.session.rollback()


@contextmanager
def reading() -> Iterator[Session]:
    """A short read transaction of its own, beside the request's."""
    with _intent(writes=False), Session(db.engine, expire_on_commit=False) as session:
        yield session


@contextmanager
def reads_only() -> Iterator[None]:
    """A transaction that begins inside takes no write gate, also in a request that writes."""
    with _intent(writes=False):
        yield


@contextmanager
def before_the_view() -> Iterator[Session]:
    """Read what must be known before the view runs: who is at the keyboard.

    A request that only reads does so in the transaction in which its view goes on: one connection and one transaction
    a page. One that writes has a short one of its own, since its write gate is not to be taken yet.
    """
    if has_request_context() and request.method in SAFE_METHODS:
        yield db.session()
    else:
        with reading() as session:
            yield session


@contextmanager
def ledger() -> Iterator[Session]:
    """A short write transaction of its own: it stands even when the request is refused."""
    with _intent(writes=True), Session(db.engine, expire_on_commit=False) as session, session.begin():
        yield session


def to_ledger(row: Base) -> None:
    """Have the row written in the ledger right after the request's own transaction.

    If that fails, the answer does not leave: nobody sees personal data unrecorded.
    """
    rows = _ledger_rows.get()
    if rows is None:
        with ledger() as session:
            session.add(row)
    else:
        rows.append(row)


def _in_one_transaction(dispatch: Callable[[], Response]) -> Response:
    writes = request.method not in SAFE_METHODS
    token = _ledger_rows.set([])
    try:
        with _intent(writes):
            response = _run(dispatch, writes)
        _write_ledger()
    finally:
        _ledger_rows.reset(token)
    return response


def _run(dispatch: Callable[[], Response], writes: bool) -> Response:
    """Run the view in its transaction; when somebody else was first, once more, so that it sees what they did.

    The second run finds the other's record and answers as it always does: at the field, with everything typed.
    """
    told = dict(session)
    try:
        return _attempt(dispatch, writes)
    except (IntegrityError, StaleDataError, OperationalError) as error:
        if not writes or not _somebody_was_first(error):
            raise
        _begin_anew(told)
        return _attempt(dispatch, writes)


def _somebody_was_first(error: Exception) -> bool:
    """Whether another request's change is what stopped this one: not a lost connection, nor a full disk."""
    return not isinstance(error, OperationalError) or getattr(error.orig, "sqlstate", None) == DEADLOCK


def _begin_anew(told: dict[str, Any]) -> None:
    """Forget what the first run said and read: its messages, its ledger rows, how far it read the files."""
    session.clear()
    session.update(told)
    # What was shown already: Flask keeps it beside the session.
    request_ctx.flashes = None
    rows = _ledger_rows.get()
    if rows is not None:
        rows.clear()
    for _name, file in request.files.items(multi=True):
        file.seek(0)


def _attempt(dispatch: Callable[[], Response], writes: bool) -> Response:
    try:
        response = dispatch()
        if writes and response.status_code < 400:
            db.session.commit()
        else:
            db.session.rollback()
    except BaseException:
        db.session.rollback()
        raise
    return response


def _write_ledger() -> None:
    rows = _ledger_rows.get()
    if rows:
        with ledger() as session:
            session.add_all(rows)
        rows.clear()


@contextmanager
def _intent(writes: bool) -> Iterator[None]:
    token = _writing.set(writes)
    try:
        yield
    finally:
        _writing.reset(token)


def _forget(session: Session) -> None:
    session.info.pop("memory", None)


def _refuse_writes_of_readers(session: Session, *_: Any) -> None:
    changed = session.new or session.deleted or any(session.is_modified(row) for row in session.dirty)
    if changed and not _writing.get():
        raise ReadOnlyRequest("A page that only shows something tried to change a record.")
