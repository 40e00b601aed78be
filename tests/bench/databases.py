"""The large office in a database of its own, loaded once and kept for the next run."""

import hashlib
import json
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

    def freshen(self) -> None:
        """Let the database know what it holds: new indexes have no statistics, and what was taken back is still there."""
        with closing(self.connect()) as connection:
            connection.execute("ANALYZE" if self.kind == "sqlite" else "VACUUM ANALYZE")


def prepared(kind: str, scale: float) -> BenchDatabase:
    """The office of this size: as an earlier run left it, brought to the head of the migrations, or loaded now."""
    folder = FOLDER / f"{kind}-{scale:g}"
    folder.mkdir(parents=True, exist_ok=True)
    database = BenchDatabase(kind, scale, _url(kind, scale, folder), folder)
    mark, made = folder / "loaded.json", _made_by()
    kept = json.loads(mark.read_text()) if mark.exists() and _answers(database) else {}
    if kept != made:
        mark.unlink(missing_ok=True)
        if kept.items() <= made.items() and kept:
            # What was loaded stands under migrations that are still the same: the later ones are added.
            database.flask("db", "upgrade")
            database.freshen()
        else:
            _load(database)
        mark.write_text(json.dumps(made, indent=1))
    return database


def _load(database: BenchDatabase) -> None:
    size = FULL.scaled(database.scale)
    print(f"Loading {size} into {database.kind} …", flush=True)
    _begin_anew(database)
    database.flask("db", "upgrade")
    database.flask(
        "bench", "load", *(word for name, number in vars(size).items() for word in (f"--{name}", str(number)))
    )


def _made_by() -> dict[str, str]:
    """What the data depends on, by name: the code that fills the tables, and each migration."""
    filling = PROJECT / "partners" / "demo" / "volume"
    migrations = sorted((PROJECT / "migrations" / "versions").glob("*.py"))
    return {
        "volume": _digest(*sorted((*filling.glob("*.py"), *filling.glob("*.json")))),
        **{path.stem: _digest(path) for path in migrations},
    }


def _digest(*paths: Path) -> str:
    digest = hashlib.sha256()
    for path in paths:
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
