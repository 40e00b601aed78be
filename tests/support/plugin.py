"""The fixtures of the whole house, and what is said of tests that this machine could not run."""

import gc
import os
import shutil
import tempfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from partners.accounts.rules import SignedIn
from partners.foundation.database import writing
from tests.support import services
from tests.support.counting import QueryCounter
from tests.support.databases import Postgres, Sqlite
from tests.support.office import ACCOUNTS_ONLY, REPORT, Office
from tests.support.visitor import Visitor

DATABASES = ("sqlite", "postgresql")
#: New objects until the collector looks for dead ones.
COLLECT_AFTER = 100_000
MEMORY = Path("/dev/shm")  # noqa: S108  a folder of our own is made in it


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "one_database: it makes no difference on which database this runs: SQLite only")


def pytest_collection_finish() -> None:
    """Let the collector pass by what every test shares, the house and the suite itself: a sixth of the time."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(COLLECT_AFTER, 50, 50)


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Whatever touches the database runs on both."""
    if "office_of" in metafunc.fixturenames:
        once = metafunc.definition.get_closest_marker("one_database")
        metafunc.parametrize("office_of", DATABASES[:1] if once else DATABASES, indirect=True, scope="session")


def pytest_terminal_summary(terminalreporter: Any) -> None:
    """Name what was not tested, so that nobody takes silence for success."""
    reasons: Counter[str] = Counter()
    for report in terminalreporter.stats.get("skipped", []):
        reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else str(report.longrepr)
        reasons[reason.removeprefix("Skipped: ")] += 1
    if reasons:
        terminalreporter.section("NOT TESTED ON THIS MACHINE")
        for reason, number in reasons.most_common():
            terminalreporter.line(f"{number} tests: {reason}")


@pytest.fixture(scope="session")
def workshop() -> Iterator[Path]:
    """A folder in memory where there is one: SQLite waits for the disk at every commit."""
    parent = MEMORY if os.access(MEMORY, os.W_OK) else None
    folder = Path(tempfile.mkdtemp(prefix="partners-tests-", dir=parent))
    yield folder
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="session")
def offices(workshop: Path) -> Iterator[dict[str, Office]]:
    """The offices of this process, one a database, opened when somebody needs them."""
    opened: dict[str, Office] = {}
    yield opened
    for office in opened.values():
        office.close()
        office.database.drop()


@pytest.fixture(scope="session")
def office_of(request: pytest.FixtureRequest, offices: dict[str, Office], workshop: Path) -> Office:
    name = request.param
    if name == "postgresql" and services.postgres_url() is None:
        services.do_without("PostgreSQL")
    if name not in offices:
        database = Sqlite(workshop) if name == "sqlite" else Postgres(services.postgres_url() or "")
        offices[name] = Office(database, workshop / name)
    return offices[name]


@pytest.fixture
def office(request: pytest.FixtureRequest, office_of: Office) -> Office:
    """The app and its database: accounts and teams, nothing else (or the report, for tests that ask for it)."""
    office_of.restore(REPORT if "report" in request.fixturenames else ACCOUNTS_ONLY)
    return office_of


@pytest.fixture
def report(office: Office) -> Office:
    """The office with the report of 2020 loaded."""
    return office


@pytest.fixture
def at_work(office: Office) -> Iterator[Office]:
    """Inside one write transaction that ends with the test and leaves nothing: for actions and queries.

    Do not send forms meanwhile: on SQLite they would wait for this transaction.
    """
    try:
        with office.app.app_context(), writing():
            yield office
            raise _Undo
    except _Undo:
        pass


class _Undo(Exception):
    """Ends a test's transaction."""


@pytest.fixture
def queries(office: Office) -> QueryCounter:
    """`with queries.at_most(8): …`"""
    return QueryCounter(office)


def _visitor(username: str | None) -> Any:
    def who(office: Office) -> Visitor:
        return Visitor(office, username)

    who.__doc__ = f"At the keyboard: {username or 'somebody who has not signed in'}."
    return pytest.fixture(who, name=username or "stranger")


exchange = _visitor("exchange")
medical = _visitor("medical")
csr = _visitor("csr")
finance = _visitor("finance")
manager = _visitor("manager")
viewer = _visitor("viewer")
privacy = _visitor("privacy")
admin = _visitor("admin")
stranger = _visitor(None)


@pytest.fixture
def officer(office: Office) -> SignedIn:
    """The exchange team's officer, for `by=officer`."""
    return office.person("exchange")


@pytest.fixture
def head(office: Office) -> SignedIn:
    """The manager, for `by=head`."""
    return office.person("manager")
