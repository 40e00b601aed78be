"""A real server on a free port: the program that `make run` starts, on a database that goes back in between."""

import os
import socket
import subprocess
import sys
import time
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

from partners.commands import SERVER_THREADS
from partners.foundation.settings import PROJECT
from tests.support.databases import Sqlite
from tests.support.office import PASSWORD, REPORT, SECRET_KEY, Office

PATIENCE_SECONDS = 30


class LiveServer:
    """Granian in processes of its own, on SQLite: one process a port, so that each is sure to get requests."""

    def __init__(self, folder: Path, processes: int = 1, **environment: str) -> None:
        self._environment = environment
        self.database = Sqlite(folder)
        self.office = Office(self.database, folder / "live")
        self.office.restore(REPORT)
        self.office.close()
        self.ports = [_free_port() for _ in range(processes)]
        self.url = f"http://127.0.0.1:{self.ports[0]}"
        self.log = folder / f"live{self.ports[0]}.log"
        self._processes = [self._start(folder, port) for port in self.ports]
        for port, process in zip(self.ports, self._processes, strict=True):
            self._wait_for(port, process)

    def restore(self, state: str = REPORT) -> None:
        """Bring the database to a state while the server runs."""
        self.database.restore_in_use(state)

    def stop(self) -> None:
        for process in self._processes:
            process.terminate()
        for process in self._processes:
            try:
                process.wait(timeout=10)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
        self.office.close()
        self.database.drop()

    def _start(self, folder: Path, port: int) -> subprocess.Popen[bytes]:
        environment = {
            **os.environ,
            "INSTANCE_DIR": str(folder / "live"),
            "DATABASE_URL": self.database.url,
            "SECRET_KEY": SECRET_KEY,
            "DEMO_PASSWORD": PASSWORD,
            "PARTNERS_MODE": "demo",
            **self._environment,
        }
        command = [sys.executable, "-m", "granian", "--interface", "wsgi", "--host", "127.0.0.1"]
        command += ["--port", str(port), "--blocking-threads", str(SERVER_THREADS), "wsgi:app"]
        with self.log.open("ab") as log:
            return subprocess.Popen(command, cwd=PROJECT, env=environment, stdout=log, stderr=log)

    def _wait_for(self, port: int, process: subprocess.Popen[bytes]) -> None:
        deadline = time.monotonic() + PATIENCE_SECONDS
        while time.monotonic() < deadline and process.poll() is None:
            try:
                with urlopen(f"http://127.0.0.1:{port}/healthz", timeout=2):
                    return
            except (URLError, ConnectionError, TimeoutError):
                time.sleep(0.05)
        self.stop()
        raise RuntimeError(f"The server did not start:\n{self.log.read_text()[-3000:]}")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port
