"""Starting the server: what its workers inherit."""

import subprocess
from typing import Any

import pytest
from sqlalchemy import text

from partners import commands
from partners.foundation.database import db, reading
from tests.support.office import Office


class FakeServer:
    """Stands where Granian would fork its workers."""

    connections_inherited: int | None = None

    def __init__(self, *_args: Any, **_kwargs: Any) -> None:
        pass

    def serve(self) -> None:
        FakeServer.connections_inherited = db.engine.pool.checkedin()


class FakeProcess:
    def __init__(self, *_args: Any, **_kwargs: Any) -> None:
        pass

    def send_signal(self, _signal: int) -> None:
        pass

    def wait(self, timeout: float) -> None:
        pass


def test_workers_inherit_no_connection(report: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    """Two processes on one connection read each other's answers, and lose what they write."""
    monkeypatch.setattr(commands, "Granian", FakeServer)
    monkeypatch.setattr(subprocess, "Popen", FakeProcess)
    monkeypatch.setattr(commands, "_make_ready", _read_something)

    with report.app.app_context():
        result = report.app.test_cli_runner().invoke(args=["serve"])

    assert result.exit_code == 0, result.output
    assert FakeServer.connections_inherited == 0


def _read_something(_settings: object) -> None:
    with reading() as session:
        session.execute(text("SELECT 1"))
