"""A real server on a free port: the program that `make run` starts, on a database that goes back in between."""

import os
import socket
import subprocess
import sys
import time
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

from partners.foundation.settings import PROJECT
from tests.support.databases import Sqlite
from tests.support.office import PASSWORD, REPORT, Office

PATIENCE_SECONDS = 30


class LiveServer:
    """Granian in processes of its own, on SQLite."""

    def __init__(self, folder: Path, workers: int = 1) -> None:
        self.database = Sqlite(folder)
        self.office = Office(self.database, folder / "live")
        self.office.restore(REPORT)
        self.office.close()
        self.port = _free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.log = folder / f"live{self.port}.log"
        self._process = self._start(folder, workers)

    def restore(self, state: str = REPORT) -> None:
        """Bring the database to a state while the server runs."""
        self.database.restore_in_use(state)

    def stop(self) -> None:
        self._process.terminate()
        try:
            self._process.wait(timeout=10)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        self.office.close()
        self.database.drop()

    def _start(self, folder: Path, workers: int) -> subprocess.Popen[bytes]:
        environment = {
            **os.environ,
            "INSTANCE_DIR": str(folder / "live"),
            "DATABASE_URL": self.database.url,
            "SECRET_KEY": "a key that only the tests use, long enough for production",
            "DEMO_PASSWORD": PASSWORD,
            "PARTNERS_MODE": "demo",
        }
        command = [sys.executable, "-m", "granian", "--interface", "wsgi", "--host", "127.0.0.1"]
        command += ["--port", str(self.port), "--workers", str(workers), "wsgi:app"]
        with self.log.open("wb") as log:
            process = subprocess.Popen(command, cwd=PROJECT, env=environment, stdout=log, stderr=log)
        deadline = time.monotonic() + PATIENCE_SECONDS
        while time.monotonic() < deadline and process.poll() is None:
            try:
                with urlopen(f"{self.url}/healthz", timeout=2):  # noqa: S310  our own address
                    return process
            except (URLError, ConnectionError, TimeoutError):
                time.sleep(0.05)
        process.kill()
        raise RuntimeError(f"The server did not start:\n{self.log.read_text()[-3000:]}")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port
