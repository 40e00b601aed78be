"""Settings: read from the environment once, then frozen. README has the same table."""

import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Literal

Mode = Literal["demo", "production"]

PROJECT = Path(__file__).resolve().parents[2]
DEMO_DAY = date(2020, 11, 20)
#: The base date of the report that the demo data comes from.
DEMO_GO_LIVE = date(2020, 10, 31)


class SettingsError(Exception):
    """A setting is missing or cannot be used; the message says which and why."""


@dataclass(frozen=True, kw_only=True)
class Settings:
    """Everything that the environment decides. Times are durations, the day is a calendar day."""

    mode: Mode
    database_url: str
    migration_database_url: str
    secret_key: str
    instance: Path
    #: Only in demo mode: the business day, so that the records of 2020 are alive.
    demo_day: date | None
    redis_url: str | None
    attachments_dir: Path
    #: Where the office keeps templates of papers and letterheads of its own.
    papers_dir: Path
    #: Asked about each file before it is kept, with the file's path as its last word.
    virus_scan_command: str | None
    trusted_hosts: tuple[str, ...]
    trusted_proxies: int
    map_tiles_url: str | None
    #: A file of map tiles (PMTiles, version 3) on this machine.
    map_pmtiles: Path | None
    mail_url: str | None
    session_idle: timedelta
    session_length: timedelta
    demo_password: str | None
    #: The day on which the office began to work with Partners. From then on a foreign sister tie
    #: arises only by an agreement; while it is not set, none can be taken over.
    go_live: date | None = None
    #: How many business days a deleted record can be brought back.
    trash_days: int = 30

    @property
    def is_demo(self) -> bool:
        return self.mode == "demo"

    @property
    def uses_sqlite(self) -> bool:
        return self.database_url.startswith("sqlite")


def from_environment(environ: Mapping[str, str] = os.environ) -> Settings:
    """Read the settings. Raises SettingsError when production would not be safe to start."""
    mode = _mode(environ)
    instance = Path(environ.get("INSTANCE_DIR", PROJECT / "instance"))
    instance.mkdir(parents=True, exist_ok=True)
    database_url = _database_url(environ.get("DATABASE_URL", f"sqlite:///{instance}/partners.db"))
    return Settings(
        mode=mode,
        database_url=database_url,
        migration_database_url=_database_url(environ.get("MIGRATION_DATABASE_URL", database_url)),
        secret_key=_secret_key(environ, mode, instance),
        instance=instance,
        demo_day=_demo_day(environ) if mode == "demo" else None,
        redis_url=environ.get("REDIS_URL") or None,
        attachments_dir=Path(environ.get("ATTACHMENTS_DIR", instance / "attachments")),
        papers_dir=Path(environ.get("PAPERS_DIR", instance / "papers")),
        virus_scan_command=environ.get("VIRUS_SCAN_COMMAND") or None,
        trusted_hosts=tuple(host.strip() for host in environ.get("TRUSTED_HOSTS", "").split(",") if host.strip()),
        trusted_proxies=_whole_number(environ, "TRUSTED_PROXIES", 0),
        map_tiles_url=environ.get("MAP_TILES_URL") or None,
        map_pmtiles=_file(environ, "MAP_PMTILES"),
        mail_url=environ.get("MAIL_URL") or None,
        session_idle=timedelta(minutes=_whole_number(environ, "SESSION_IDLE_MINUTES", 30)),
        session_length=timedelta(hours=_whole_number(environ, "SESSION_HOURS", 8)),
        demo_password=environ.get("DEMO_PASSWORD") or None,
        trash_days=_whole_number(environ, "TRASH_DAYS", 30),
        go_live=_day(environ, "PARTNERS_GO_LIVE") or (DEMO_GO_LIVE if mode == "demo" else None),
    )


def kept_secret(path: Path, length: int) -> str:
    """Return the secret kept in the file, making one that only its owner can read when there is none."""
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return path.read_text().strip()
    with os.fdopen(descriptor, "w") as file:
        secret = secrets.token_urlsafe(length)
        file.write(secret)
    return secret


def _mode(environ: Mapping[str, str]) -> Mode:
    mode = environ.get("PARTNERS_MODE", "demo")
    if mode == "demo":
        return "demo"
    if mode == "production":
        return "production"
    raise SettingsError(f"PARTNERS_MODE is {mode!r}; it must be demo or production.")


def _secret_key(environ: Mapping[str, str], mode: Mode, instance: Path) -> str:
    given = environ.get("SECRET_KEY", "")
    if mode == "production" and len(given) < 32:
        raise SettingsError("Production needs a SECRET_KEY of at least 32 characters.")
    return given or kept_secret(instance / "secret-key", 48)


def _database_url(url: str) -> str:
    # SQLAlchemy would pick psycopg2 for the plain name; Partners ships psycopg 3.
    for plain in ("postgresql://", "postgres://"):
        if url.startswith(plain):
            return "postgresql+psycopg://" + url.removeprefix(plain)
    return url


def _demo_day(environ: Mapping[str, str]) -> date:
    return _day(environ, "PARTNERS_TODAY") or DEMO_DAY


def _day(environ: Mapping[str, str], name: str) -> date | None:
    text = environ.get(name)
    try:
        return date.fromisoformat(text) if text else None
    except ValueError as error:
        raise SettingsError(f"{name} is {text!r}; it must look like 2020-11-20.") from error


def _file(environ: Mapping[str, str], name: str) -> Path | None:
    text = environ.get(name)
    if text and not Path(text).is_file():
        raise SettingsError(f"{name} is {text!r}; there is no such file.")
    return Path(text) if text else None


def _whole_number(environ: Mapping[str, str], name: str, default: int) -> int:
    text = environ.get(name, str(default))
    if not text.isascii() or not text.isdigit():
        raise SettingsError(f"{name} is {text!r}; it must be a whole number.")
    return int(text)
