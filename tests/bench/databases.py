"""The large office in a database of its own, loaded once and kept for the next run."""

import hashlib
import os
import sqlite3
import subprocess
import sys
from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import psycopg
from sqlalchemy import make_url

from partners.demo.volume import FULL
from partners.foundation.settings import PROJECT
from tests.support.office import PASSWORD, SECRET_KEY
from tests.support.services import postgres_url

FOLDER = PROJECT / "instance" / "bench"


@dataclass(frozen=True)
class BenchDatabase:
    """Where the office lies, and how large it is."""

    kind: str
    scale: float
    url: str
    folder: Path

    @property
    def environment(self) -> Mapping[str, str]:
        return {
            **os.environ,
            "PARTNERS_MODE": "demo",
            "DATABASE_URL": self.url,
            "INSTANCE_DIR": str(self.folder),
            "SECRET_KEY": SECRET_KEY,
            "DEMO_PASSWORD": PASSWORD,
            # Whoever measures is no attacker, and no session ends meanwhile.
            "SESSION_IDLE_MINUTES": "600",
        }

    def flask(self, *words: str) -> None:
        command = [sys.executable, "-m", "flask", "--app", "wsgi", *words]
        subprocess.run(command, cwd=PROJECT, env=dict(self.environment), check=True, stderr=subprocess.DEVNULL)

    def connect(self) -> "psycopg.Connection[tuple[object, ...]] | sqlite3.Connection":
        """A connection past our own code: what it takes is the limit."""
        if self.kind == "sqlite":
            return sqlite3.connect(self.url.removeprefix("sqlite:///"), isolation_level=None)
        return psycopg.connect(self.url, autocommit=True, prepare_threshold=None)


def prepared(kind: str, scale: float) -> BenchDatabase:
    """The office of this size, loaded now unless an earlier run of the same code left it."""
    folder = FOLDER / f"{kind}-{scale:g}"
    folder.mkdir(parents=True, exist_ok=True)
    made = _made_by()
    database = BenchDatabase(kind, scale, _url(kind, scale, folder), folder)
    mark = folder / "loaded"
    if mark.exists() and mark.read_text() == made and _answers(database):
        return database
    mark.unlink(missing_ok=True)
    print(f"Loading {FULL.scaled(scale)} into {kind} …", flush=True)
    _begin_anew(database)
    database.flask("db", "upgrade")
    size = FULL.scaled(scale)
    database.flask(
        "bench", "load", *(word for name, number in vars(size).items() for word in (f"--{name}", str(number)))
    )
    mark.write_text(made)
    return database


def _made_by() -> str:
    """What the data depends on: the tables and the code that fills them."""
    digest = hashlib.sha256()
    for folder in (PROJECT / "migrations" / "versions", PROJECT / "partners" / "demo" / "volume"):
        for path in sorted((*folder.glob("*.py"), *folder.glob("*.json"))):
            digest.update(path.read_bytes())
    return digest.hexdigest()


def _url(kind: str, scale: float, folder: Path) -> str:
    if kind == "sqlite":
        return f"sqlite:///{folder}/partners.db"
    server = postgres_url()
    if server is None:
        raise SystemExit("make bench needs a PostgreSQL server (TEST_POSTGRES_URL), or BENCH_DATABASE=sqlite.")
    return make_url(server).set(database=_name(scale)).render_as_string(hide_password=False)


def _name(scale: float) -> str:
    return f"partners_bench_{scale:g}".replace(".", "_")


def _answers(database: BenchDatabase) -> bool:
    try:
        with closing(database.connect()) as connection:
            return connection.execute("SELECT 1 FROM partners LIMIT 1").fetchone() is not None
    except (psycopg.Error, sqlite3.Error):
        return False


def _begin_anew(database: BenchDatabase) -> None:
    if database.kind == "sqlite":
        for path in database.folder.glob("partners.db*"):
            path.unlink()
        return
    with psycopg.connect(postgres_url() or "", autocommit=True) as connection:
        connection.execute(f'DROP DATABASE IF EXISTS "{_name(database.scale)}" WITH (FORCE)')
        connection.execute(f'CREATE DATABASE "{_name(database.scale)}"')
