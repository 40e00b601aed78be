"""Where contents lie: a folder outside the web root, each content once under its hash, ab/cd/abcd….

A content is whole or not there: it is written beside, forced to the disk, and then renamed. No name
that a person typed ever becomes part of a path.
"""

import contextlib
import fcntl
import hashlib
import os
import re
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from flask import current_app

HASH = re.compile(r"[0-9a-f]{64}")
#: Half-written contents lie here until they are renamed.
INCOMING = "incoming"
#: So long nobody asks whether a content is in use: a request may be about to say so.
GRACE = timedelta(days=1)


class Store:
    """The folder of one office."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def put(self, content: bytes, check: Callable[[Path], None] | None = None) -> str:
        """Keep the content and return its SHA-256 in hexadecimal digits.

        `check` sees the file before it counts as kept, and stops it by raising. Raises OSError when the
        disk does not take it; then nothing of it stays.
        """
        sha256 = hashlib.sha256(content).hexdigest()
        target = self.path_of(sha256)
        incoming = self.folder / INCOMING
        incoming.mkdir(parents=True, exist_ok=True, mode=0o700)
        # Readable by nobody but us: mkstemp's own mode is 0600.
        descriptor, name = tempfile.mkstemp(dir=incoming)
        try:
            with os.fdopen(descriptor, "wb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            if check is not None:
                check(Path(name))
            target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            with self._locked():
                # Also when it is there already: a new day of writing keeps it from being tidied away.
                os.replace(name, target)
        except BaseException:
            with contextlib.suppress(OSError):
                os.unlink(name)
            raise
        _force(target.parent)
        return sha256

    def path_of(self, sha256: str) -> Path:
        """Where the content of this hash lies. Raises ValueError for anything that is no hash."""
        if not HASH.fullmatch(sha256):
            raise ValueError("That is no SHA-256.")
        return self.folder / sha256[:2] / sha256[2:4] / sha256

    def tidy(self, in_use: Callable[[], set[str]]) -> int:
        """Delete what no record names and nobody has touched for a day; how many files that were."""
        before = time.time() - GRACE.total_seconds()
        old = [path for path in self._files() if _is_older(path, before)]
        known = in_use() if old else set()
        return sum(self._delete(path, before) for path in old if path.name not in known)

    def _files(self) -> Iterator[Path]:
        yield from self.folder.glob(f"{INCOMING}/*")
        yield from self.folder.glob("[0-9a-f][0-9a-f]/[0-9a-f][0-9a-f]/*")

    def _delete(self, path: Path, before: float) -> bool:
        with self._locked():
            # Somebody may have sent the same content again meanwhile.
            if not _is_older(path, before):
                return False
            path.unlink()
        return True

    @contextlib.contextmanager
    def _locked(self) -> Iterator[None]:
        """Between looking at a file's age and deleting it, nobody puts it there anew."""
        with (self.folder / ".lock").open("ab") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield


@dataclass(frozen=True)
class Written:
    """A file that Partners wrote itself; its content lies in the store."""

    name: str
    size: int
    sha256: str
    content_type: str


def put_written(name: str, content_type: str, content: bytes) -> Written:
    """Store a content of our own making, to be attached to a record."""
    return Written(name, len(content), store().put(content), content_type)


def store() -> Store:
    """The store of this office."""
    return Store(current_app.config["PARTNERS"].attachments_dir)


def _is_older(path: Path, moment: float) -> bool:
    try:
        return path.stat().st_mtime < moment
    except FileNotFoundError:
        return False


def _force(folder: Path) -> None:
    """Have the disk know the folder's new entry."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
