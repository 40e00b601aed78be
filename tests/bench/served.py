"""The real server with its two workers, and a person who is signed in."""

import http.client
import os
import re
import socket
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Self
from urllib.parse import urlencode

from partners.foundation.settings import PROJECT
from tests.bench.databases import BenchDatabase
from tests.support.office import PASSWORD

PATIENCE_SECONDS = 90
TOKEN = re.compile(r'name="csrf_token"[^>]*value="([^"]+)"')
HTML = "application/x-www-form-urlencoded"


class Visitor:
    """A browser on one kept connection."""

    def __init__(self, port: int) -> None:
        self.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        self.cookies: dict[str, str] = {}

    def get(self, path: str, expect: int = 200, htmx: bool = False) -> bytes:
        return self._ask("GET", path, None, expect, htmx)

    def post(self, path: str, values: Mapping[str, str | Sequence[str]], expect: int = 303) -> bytes:
        return self._ask("POST", path, urlencode(values, doseq=True).encode(), expect, False)

    def token(self, path: str) -> str:
        """The CSRF token of the form on a page."""
        found = TOKEN.search(self.get(path).decode())
        if found is None:
            raise RuntimeError(f"{path} has no form")
        return found[1]

    def _ask(self, method: str, path: str, body: bytes | None, expect: int, htmx: bool) -> bytes:
        headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())}
        if body is not None:
            headers["Content-Type"] = HTML
        if htmx:
            headers["HX-Request"] = "true"
        self.connection.request(method, path, body, headers)
        answer = self.connection.getresponse()
        content = answer.read()
        for name, value in answer.getheaders():
            if name.lower() == "set-cookie":
                cookie, _, rest = value.partition("=")
                self.cookies[cookie] = rest.partition(";")[0]
        if answer.status != expect:
            raise RuntimeError(f"{method} {path} answered {answer.status}, not {expect}")
        return content


class Served:
    """`with Served(database) as served:` a server on a free port until the end."""

    def __init__(self, database: BenchDatabase) -> None:
        self.database = database
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port: int = probe.getsockname()[1]

    def __enter__(self) -> Self:
        command = [sys.executable, "-m", "flask", "--app", "wsgi", "serve", "--port", str(self.port)]
        with (self.database.folder / "server.log").open("wb") as log:
            environment = dict(self.database.environment)
            self.process = subprocess.Popen(command, cwd=PROJECT, env=environment, stdout=log, stderr=log)
        deadline = time.monotonic() + PATIENCE_SECONDS
        while time.monotonic() < deadline and self.process.poll() is None:
            try:
                Visitor(self.port).get("/readyz")
                return self
            except (OSError, RuntimeError, http.client.HTTPException):
                time.sleep(0.2)
        self.__exit__()
        raise SystemExit(f"The server did not start: see {self.database.folder}/server.log")

    def __exit__(self, *_: object) -> None:
        self.process.terminate()
        try:
            self.process.wait(timeout=20)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()

    def sign_in(self, username: str) -> Visitor:
        visitor = Visitor(self.port)
        values = {"csrf_token": visitor.token("/login"), "username": username, "password": PASSWORD}
        visitor.post("/login", values)
        return visitor

    def memory(self) -> float:
        """Of the server's processes the one that holds most, in MB: its own memory and its share of what is shared."""
        return max(map(_megabytes, _family(self.process.pid)), default=0.0)


def _family(pid: int) -> list[int]:
    children = [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
    return [pid, *(one for child in children if os.path.exists(f"/proc/{child}") for one in _family(child))]


def _megabytes(pid: int) -> float:
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0.0
    return sum(int(line.split()[1]) for line in lines if line.startswith("Pss:")) / 1024
