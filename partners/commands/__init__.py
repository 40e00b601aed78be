"""The `flask --app wsgi …` commands: what the administrator and the machines run."""

import signal
import socket
import subprocess
import sys
from ipaddress import ip_address
from pathlib import Path

import click
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from flask import Flask, current_app
from flask.cli import AppGroup
from flask_migrate import upgrade
from granian import Granian
from granian.constants import Interfaces
from whitenoise.compress import Compressor

from partners.accounts import jobs as _account_jobs  # noqa: F401  registers what runs by night
from partners.accounts.passwords import hashed
from partners.agreements import actions as agreements
from partners.commands.people import teams, users
from partners.demo import accounts as demo_accounts
from partners.demo import loading, volume
from partners.directory import actions as directory
from partners.directory.jobs import find_duplicates
from partners.files import jobs as _file_jobs  # noqa: F401
from partners.foundation import jobs
from partners.foundation.database import close_connections, reading, writing
from partners.foundation.memory import prepare_to_fork
from partners.foundation.refusals import Refusal
from partners.foundation.settings import PROJECT, Settings
from partners.foundation.statics import look_again
from partners.interactions import actions as interactions
from partners.lists import jobs as _list_jobs  # noqa: F401
from partners.search import actions as searching
from partners.upkeep import jobs as _upkeep_jobs  # noqa: F401

demo = AppGroup("demo", help="The report of 2020 as a data set.")
bench = AppGroup("bench", help="Volume data, for measuring.")
worker = AppGroup("jobs", help="The background worker.")
standings = AppGroup("standings", help="What lists show of each partner.")
search = AppGroup("search", help="The index of the search.")
upkeep = AppGroup("upkeep", help="Keeping the records tidy.")
SERVER_WORKERS = 2
SERVER_THREADS = 8
SECONDS_TO_STOP = 1
TOO_SMALL_TO_COMPRESS = 500


def prepare(app: Flask) -> None:
    for group in (teams, users, demo, bench, worker, standings, search, upkeep):
        app.cli.add_command(group)
    app.cli.add_command(serve)
    app.cli.add_command(make_ready)
    app.cli.add_command(compile_catalogues)


@demo.command("load")
def load_demo() -> None:
    """Load the 2020 report. Does nothing when it is there; refuses beside other records."""
    click.echo(_load_demo())


@bench.command("load")
@click.option("--partners", default=volume.FULL.partners, show_default=True, type=click.IntRange(1))
@click.option("--contacts", default=volume.FULL.contacts, show_default=True, type=click.IntRange(1))
@click.option("--interactions", default=volume.FULL.interactions, show_default=True, type=click.IntRange(1))
@click.option("--agreements", default=volume.FULL.agreements, show_default=True, type=click.IntRange(1))
def load_volume(partners: int, contacts: int, interactions: int, agreements: int) -> None:
    """Fill an empty database with a large office. Refuses in production and beside other records."""
    settings: Settings = current_app.config["PARTNERS"]
    try:
        password_hash = hashed(demo_accounts.password(settings))
        with writing():
            told = volume.load(settings, password_hash, volume.Size(partners, contacts, interactions, agreements))
    except Refusal as refusal:
        raise click.ClickException(str(refusal)) from refusal
    volume.freshen_statistics()
    click.echo(told)


@worker.command("run")
def run_jobs() -> None:
    """Work in the background until told to stop."""
    jobs.run(current_app._get_current_object())  # type: ignore[attr-defined]


@standings.command("rebuild")
def rebuild() -> None:
    """Compute again what lists show of each partner, and how many records the menu says there are, from the records."""
    with writing():
        directory.count_partners_anew()
        directory.fill_tabs_anew()
        agreements.count_cases_anew()
        interactions.count_interactions_anew()
        number = interactions.rebuild_standings()
        click.echo(f"{number} partners, {agreements.rebuild_standings()} of them with a case under way.")


@search.command("rebuild")
def rebuild_search() -> None:
    """Write the index of the search anew, from the records."""
    with writing():
        for record, number in searching.rebuild_index().items():
            click.echo(f"{record}: {number}")


@upkeep.command("find-duplicates")
def look_for_duplicates() -> None:
    """Look for partners and contacts that may be one, as every night."""
    with writing():
        for record, number in find_duplicates().items():
            click.echo(f"{record}: {number} pairs to look at")


@click.command("make-ready")
def make_ready() -> None:
    """Migrate the database, load the report into an empty one, compile and compress."""
    _make_ready(current_app.config["PARTNERS"])


@click.command("compile-catalogues")
def compile_catalogues() -> None:
    """Compile the translations."""
    _compile_catalogues(Path(current_app.config["TRANSLATIONS"]))


@click.command("serve")
@click.option("--host", envvar="HOST", default="127.0.0.1")
@click.option("--port", envvar="PORT", default=8000, type=int)
def serve(host: str, port: int) -> None:
    """Make ready, then serve pages and work in the background until Ctrl-C."""
    settings: Settings = current_app.config["PARTNERS"]
    if settings.is_demo and not _is_loopback(host):
        raise click.ClickException("Demo mode serves this machine only. Set PARTNERS_MODE=production to serve others.")
    _ensure_free(host, port)
    _make_ready(settings)
    # The server's workers are copies of this process, whose app was made before the files were compressed.
    look_again(current_app._get_current_object())  # type: ignore[attr-defined]
    _announce(settings, host, port)
    close_connections()
    prepare_to_fork()
    background = subprocess.Popen([sys.executable, "-m", "flask", "--app", "wsgi", "jobs", "run"], cwd=PROJECT)
    try:
        Granian(
            "wsgi:app",
            address=host,
            port=port,
            interface=Interfaces.WSGI,
            workers=SERVER_WORKERS,
            blocking_threads=SERVER_THREADS,
            # Ctrl-C while a worker is still starting would otherwise wait for it for ever.
            workers_kill_timeout=SECONDS_TO_STOP,
        ).serve()
    finally:
        _stop(background)


def _make_ready(settings: Settings) -> None:
    upgrade()
    _compile_catalogues(Path(current_app.config["TRANSLATIONS"]))
    _compress(PROJECT / "static")
    if settings.is_demo and not _has_partners():
        click.echo(_load_demo())


def _load_demo() -> str:
    settings: Settings = current_app.config["PARTNERS"]
    try:
        password_hash = hashed(demo_accounts.password(settings))
        with writing():
            return loading.load(settings, password_hash)
    except Refusal as refusal:
        raise click.ClickException(str(refusal)) from refusal


def _has_partners() -> bool:
    with reading() as session:
        return loading.has_partners(session)


def _announce(settings: Settings, host: str, port: int) -> None:
    click.echo(f"\n  Partners: http://{host}:{port}/")
    if settings.is_demo:
        click.echo(f"  Accounts: {', '.join(demo_accounts.USERNAMES)}")
        click.echo(f"  Password: {demo_accounts.password(settings)}\n")


def _stop(process: subprocess.Popen[bytes]) -> None:
    process.send_signal(signal.SIGTERM)
    try:
        process.wait(timeout=5)
    except subprocess.TimeoutExpired:
        process.kill()


def _is_loopback(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _ensure_free(host: str, port: int) -> None:
    # The server shares its port between workers, so the system would let a second server share it too.
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            raise click.ClickException(f"Port {port} is taken. Set PORT to another one.") from error


def _compile_catalogues(folder: Path) -> None:
    for source in folder.glob("*/LC_MESSAGES/*.po"):
        target = source.with_suffix(".mo")
        if not target.exists() or target.stat().st_mtime < source.stat().st_mtime:
            with source.open("rb") as text, target.open("wb") as compiled:
                write_mo(compiled, read_po(text, locale=source.parts[-3]))


def _compress(folder: Path) -> None:
    compressor = Compressor(quiet=True)
    for path in folder.rglob("*"):
        packed = Path(f"{path}.br")
        if path.is_file() and compressor.should_compress(path.name) and not _is_fresh(packed, path):
            for stale in (packed, Path(f"{path}.gz")):
                stale.unlink(missing_ok=True)
            list(compressor.compress(str(path)))


def _is_fresh(made: Path, source: Path) -> bool:
    if made.exists():
        return made.stat().st_mtime >= source.stat().st_mtime
    # Too small to gain by compressing: the compressor leaves no file, so do not ask again.
    return source.stat().st_size < TOO_SMALL_TO_COMPRESS
