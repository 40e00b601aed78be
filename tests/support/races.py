"""Two requests at the same moment."""

import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Engine, event

from partners.foundation.database import db
from tests.support.office import Office

PATIENCE_SECONDS = 2


@contextmanager
def meeting_at(office: Office, statement: str) -> Iterator[None]:
    """Let the first two requests that run such a statement begin it together, where the database lets them."""
    barrier = threading.Barrier(2)
    with office.app.app_context():
        engine: Engine = db.engine

    def wait(_connection: Any, _cursor: Any, text: str, *_: Any) -> None:
        if text.startswith(statement) and not barrier.broken:
            try:
                barrier.wait(PATIENCE_SECONDS)
            except threading.BrokenBarrierError:
                return  # SQLite has one writer at a time: the second is not here yet.
            barrier.abort()

    event.listen(engine, "before_cursor_execute", wait)
    try:
        yield
    finally:
        event.remove(engine, "before_cursor_execute", wait)


@contextmanager
def asking_at(office: Office, statement: str, ask: Callable[[], None]) -> Iterator[None]:
    """Let somebody else ask, in a thread of their own, whenever a request runs such a statement; it waits meanwhile."""
    with office.app.app_context():
        engine: Engine = db.engine

    def stop(_connection: Any, _cursor: Any, text: str, *_: Any) -> None:
        if text.startswith(statement):
            with ThreadPoolExecutor(1) as pool:
                pool.submit(ask).result()

    event.listen(engine, "before_cursor_execute", stop)
    try:
        yield
    finally:
        event.remove(engine, "before_cursor_execute", stop)
