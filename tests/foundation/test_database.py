"""T36 and the way of a transaction: one writer at a time, nothing lost, readers never wait."""

import http.client
import re
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlencode

import psycopg
import pytest
from sqlalchemy import func, select, text, update
from sqlalchemy.exc import IntegrityError, OperationalError
from sqlalchemy.orm.exc import StaleDataError

from partners.accounts.models import LoginAttempt, Team, User
from partners.accounts.queries import find_team, get_user
from partners.foundation import connections, writegate
from partners.foundation.clock import now
from partners.foundation.database import ReadOnlyRequest, db, ledger, reading, to_ledger
from partners.foundation.writegate import WriteGate
from partners.interactions.models import Interaction
from tests.support import services
from tests.support.office import PASSWORD, Office
from tests.support.server import LiveServer
from tests.support.visitor import Visitor

WRITERS = READERS = 8
PROCESSES = 4
SECONDS = 8


def attempt(username: str = "x") -> LoginAttempt:
    return LoginAttempt(username=username, at=now(), succeeded=False, address="")


def test_what_succeeds_is_kept_and_what_fails_is_not(office: Office) -> None:
    with office.writing() as session:
        session.add(Team(code="kept", name="kept"))
    with pytest.raises(ZeroDivisionError), office.writing() as session:
        session.add(Team(code="lost", name="lost"))
        session.flush()
        raise ZeroDivisionError
    with office.reading():
        assert find_team("kept") is not None
        assert find_team("lost") is None


def test_a_reader_cannot_write(office: Office) -> None:
    with office.reading() as session:
        session.add(Team(code="sly", name="sly"))
        with pytest.raises(ReadOnlyRequest):
            session.flush()
        session.rollback()
        with reading() as aside:
            assert aside.scalar(select(Team.id).where(Team.code == "sly")) is None


def test_the_ledger_stands_whatever_happens(office: Office) -> None:
    with pytest.raises(ZeroDivisionError), office.writing():
        to_ledger(attempt("in a failed transaction"))
        raise ZeroDivisionError
    with office.app.app_context():
        to_ledger(attempt("outside of any"))
        with ledger() as session:
            session.add(attempt("directly"))
    with office.reading() as session:
        assert session.scalars(select(LoginAttempt.username).order_by(LoginAttempt.id)).all() == [
            "in a failed transaction",
            "outside of any",
            "directly",
        ]


def test_readers_do_not_see_half_a_transaction(office: Office) -> None:
    with office.writing() as session:
        session.add(Team(code="half", name="half"))
        session.flush()
        with reading() as aside:
            assert aside.scalar(select(Team.id).where(Team.code == "half")) is None


def test_two_editors_of_one_record(office: Office) -> None:
    with pytest.raises(StaleDataError), office.writing() as session:
        user = get_user("viewer")
        session.connection().exec_driver_sql("UPDATE users SET version = version + 1")
        user.name = "later"
        session.flush()


def test_foreign_keys_and_unique_keys_hold(office: Office) -> None:
    with pytest.raises(IntegrityError), office.writing() as session:
        session.add(Team(code="csr", name="again"))
    with pytest.raises(IntegrityError), office.writing() as session:
        session.execute(update(User).values(team_id=999))


@pytest.mark.one_database
def test_sqlite_is_set_as_decided(office: Office) -> None:
    expected = {
        "journal_mode": "wal",
        "synchronous": 2,
        "foreign_keys": 1,
        "busy_timeout": 5000,
        "wal_autocheckpoint": 0,
        "secure_delete": 1,
    }
    with office.reading() as session:
        assert {name: session.scalar(text(f"PRAGMA {name}")) for name in expected} == expected


def test_the_gate_lets_one_in_at_a_time(tmp_path: Path) -> None:
    gate = WriteGate(str(tmp_path / "gate"))
    inside, most = 0, 0

    def work() -> None:
        nonlocal inside, most
        for _ in range(20):
            descriptor = gate.enter()
            inside += 1
            most = max(most, inside)
            time.sleep(0.0005)
            inside -= 1
            gate.leave(descriptor)

    threads = [threading.Thread(target=work) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (most, inside) == (1, 0)


def test_two_gates_on_one_file_are_one(tmp_path: Path) -> None:
    """As in two processes: each has its own lock, the file has one."""
    first, second = WriteGate(str(tmp_path / "gate")), WriteGate(str(tmp_path / "gate"))
    descriptor = first.enter()
    entered = threading.Event()

    def wait() -> None:
        other = second.enter()
        entered.set()
        second.leave(other)

    thread = threading.Thread(target=wait)
    thread.start()
    assert not entered.wait(0.2)
    first.leave(descriptor)
    assert entered.wait(2)
    thread.join()


def test_a_nested_write_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(writegate, "PATIENCE_SECONDS", 0.05)
    gate = WriteGate(str(tmp_path / "gate"))
    descriptor = gate.enter()
    with pytest.raises(TimeoutError, match="nested"):
        gate.enter()
    gate.leave(descriptor)
    gate.leave(gate.enter())


@pytest.mark.one_database
def test_the_gate_opens_after_a_failure(office: Office) -> None:
    for _ in range(3):
        with pytest.raises(IntegrityError), office.writing() as session:
            session.add(Team(code="csr", name="again"))
    with office.writing() as session, suppress(OperationalError):
        session.add(Team(code="after", name="after"))
    with office.reading():
        assert find_team("after") is not None


@pytest.mark.one_database
def test_the_log_of_writes_is_folded_back(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody else checkpoints: without this the -wal file would only grow."""
    monkeypatch.setattr(connections, "CHECKPOINT_BYTES", 100_000)
    log = Path(f"{office.settings.database_url.removeprefix('sqlite:///')}-wal")
    largest = 0
    for number in range(60):
        with office.writing() as session:
            session.add_all([attempt(f"{number} {'x' * 80}") for _ in range(20)])
            db.session.flush()
        largest = max(largest, log.stat().st_size)
    assert largest < 2_000_000


@dataclass
class Tally:
    """What the clients of the load saw; written by threads, each into its own."""

    statuses: Counter[int] = field(default_factory=Counter)
    seconds: list[float] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)


@pytest.fixture(scope="module")
def busy_server(workshop: Path) -> Iterator[LiveServer]:
    folder = workshop / "busy"
    folder.mkdir()
    server = LiveServer(folder, processes=PROCESSES)
    yield server
    server.stop()


def test_eight_writers_and_eight_readers(
    busy_server: LiveServer, record_property: Callable[[str, object], None]
) -> None:
    before = busy_server.office.count(Interaction)
    busy_server.office.close()
    ports, until = busy_server.ports, time.monotonic() + SECONDS
    writers, readers = [Tally() for _ in range(WRITERS)], [Tally() for _ in range(READERS)]
    threads = [
        threading.Thread(target=_write, args=(ports[n % PROCESSES], until, tally, n)) for n, tally in enumerate(writers)
    ]
    threads += [
        threading.Thread(target=_read, args=(ports[n % PROCESSES], until, tally)) for n, tally in enumerate(readers)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    record_property("p99 write", _p99(writers))
    record_property("p99 read", _p99(readers))
    assert [problem for tally in writers + readers for problem in tally.problems] == []
    acknowledged = sum(tally.statuses[303] for tally in writers)
    assert sum(sum(tally.statuses.values()) for tally in writers) == acknowledged
    assert {status for tally in readers for status in tally.statuses} == {200}
    assert acknowledged > WRITERS * 5, "The writers hardly came to write."
    assert busy_server.office.count(Interaction) == before + acknowledged, "Acknowledged records are missing."
    assert "database is locked" not in busy_server.log.read_text()


def _p99(tallies: list[Tally]) -> float:
    seconds = sorted(second for tally in tallies for second in tally.seconds)
    return seconds[int(len(seconds) * 0.99) - 1] if seconds else 0.0


class _Client:
    """A small keep-alive browser for the load: cookies and the CSRF token, nothing else."""

    def __init__(self, port: int) -> None:
        self.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        self.cookie = ""
        self.token = ""

    def sign_in(self, username: str) -> None:
        self.read_token("/login")
        self.ask("POST", "/login", {"username": username, "password": PASSWORD})
        self.read_token("/account")

    def read_token(self, path: str) -> None:
        _status, body = self.ask("GET", path)
        found = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', body)
        assert found, body[:300]
        self.token = found[1]

    def ask(self, method: str, path: str, data: dict[str, object] | None = None) -> tuple[int, str]:
        body = urlencode({**data, "csrf_token": self.token}, doseq=True) if data is not None else None
        headers = {"Cookie": self.cookie, "Content-Type": "application/x-www-form-urlencoded"}
        self.connection.request(method, path, body, headers)
        answer = self.connection.getresponse()
        text_of_answer = answer.read().decode()
        if cookie := answer.getheader("Set-Cookie"):
            self.cookie = cookie.split(";")[0]
        return answer.status, text_of_answer


def _write(port: int, until: float, tally: Tally, number: int) -> None:
    try:
        client = _Client(port)
        client.sign_in("exchange")
        while time.monotonic() < until:
            data: dict[str, object] = {
                "partners": [1, 2 + number % 5], "date": "2020-11-01", "kind": "meeting", "direction": "mutual",
                "title": f"writer {number}, {sum(tally.statuses.values())}",
            }  # fmt: skip
            _timed(client, tally, "POST", "/interactions/new", data)
            time.sleep(0.05)
    except Exception as problem:
        tally.problems.append(repr(problem))


def _read(port: int, until: float, tally: Tally) -> None:
    try:
        client = _Client(port)
        client.sign_in("viewer")
        while time.monotonic() < until:
            _timed(client, tally, "GET", "/interactions/")
            _timed(client, tally, "GET", "/partners/2")
            time.sleep(0.05)
    except Exception as problem:
        tally.problems.append(repr(problem))


def _timed(client: _Client, tally: Tally, method: str, path: str, data: dict[str, object] | None = None) -> None:
    began = time.monotonic()
    status, body = client.ask(method, path, data)
    tally.seconds.append(time.monotonic() - began)
    tally.statuses[status] += 1
    if status not in {200, 303}:
        tally.problems.append(f"{method} {path}: {status} {body[:300]}")


def test_a_connection_that_died_while_it_rested_is_replaced(report: Office, viewer: Visitor) -> None:
    viewer.visit("directory.index")
    # A file does not hang up.
    if report.database.name == "postgresql":
        with report.reading() as session:
            rests = session.scalar(select(func.pg_backend_pid()))
        with psycopg.connect(services.postgres_url() or "", autocommit=True) as server:
            # Waits until it is gone.
            server.execute("SELECT pg_terminate_backend(%s, 5000)", [rests])
    assert "기시와다시" in viewer.visit("directory.index").text
