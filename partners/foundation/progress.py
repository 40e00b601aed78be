"""How far a long piece of work is, for whoever waits for it.

It is kept in a small file and not in the database: until the work ends nobody would see its rows, and on SQLite nobody
else could write any. Every worker process on this machine reads it. On another machine nobody finds it, and waits
without it.
"""

import hashlib
import json
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from flask import current_app

from partners.foundation.clock import now

#: Work that was cut off (a server that was stopped) leaves its file behind.
STALE = timedelta(hours=1)


@dataclass(frozen=True)
class Stand:
    """Where the work stands: the step, and how much of it is done; `of` is 0 where nobody counts."""

    step: str
    done: int = 0
    of: int = 0


class Progress:
    """What a piece of work tells of itself. Without a file nobody listens."""

    def __init__(self, path: Path | None = None) -> None:
        self._path = path

    def tell(self, step: str, done: int = 0, of: int = 0) -> None:
        """Say where the work stands. Whatever keeps that from being written keeps the work from nothing."""
        if self._path is None:
            return
        written = self._path.with_suffix(".new")
        with suppress(OSError):
            written.write_text(json.dumps(asdict(Stand(step, done, of))))
            written.replace(self._path)


#: For work that nobody follows.
UNSEEN = Progress()


@contextmanager
def followed(person_id: int, key: str) -> Iterator[Progress]:
    """Let this person follow the work inside under the key; afterwards nothing is left of it."""
    path = _path(person_id, key)
    with suppress(OSError):
        path.parent.mkdir(mode=0o700, exist_ok=True)
        _sweep(path.parent)
    try:
        yield Progress(path)
    finally:
        with suppress(OSError):
            path.unlink(missing_ok=True)


def find_stand(person_id: int, key: str) -> Stand | None:
    """Where the work stands that this person follows under the key; None when there is none."""
    try:
        return Stand(**json.loads(_path(person_id, key).read_text()))
    except OSError:
        return None


def _path(person_id: int, key: str) -> Path:
    # Bound to the person: somebody else's key leads nowhere.
    name = hashlib.sha256(f"{person_id}:{key}".encode()).hexdigest()
    folder: Path = current_app.config["PARTNERS"].instance
    return folder / "progress" / f"{name}.json"


def _sweep(folder: Path) -> None:
    for path in folder.iterdir():
        if datetime.fromtimestamp(path.stat().st_mtime, UTC) < now() - STALE:
            path.unlink(missing_ok=True)
