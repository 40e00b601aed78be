"""One writer at a time into a SQLite file."""

import fcntl
import os
import threading

PATIENCE_SECONDS = 30


class WriteGate:
    """Lets one writer at a time into a SQLite file: a lock in this process, `flock` between processes.

    SQLite's own lock makes writers poll and, under load, fail with "database is locked".
    A fresh descriptor each time, because `flock` belongs to the open file, not to the thread.
    """

    def __init__(self, path: str) -> None:
        self.path = path
        self.lock = threading.Lock()

    def enter(self) -> int:
        """Wait for the turn and return the descriptor to hand back to `leave`."""
        if not self.lock.acquire(timeout=PATIENCE_SECONDS):
            raise TimeoutError("The write gate did not open; is a write transaction nested in another?")
        try:
            descriptor = os.open(self.path, os.O_RDWR | os.O_CREAT, 0o600)
            fcntl.flock(descriptor, fcntl.LOCK_EX)
        except BaseException:
            self.lock.release()
            raise
        return descriptor

    def leave(self, descriptor: int) -> None:
        os.close(descriptor)
        self.lock.release()
