"""When signing in closes, and how long a session lasts."""

from datetime import UTC, datetime, timedelta

import pytest

from partners.accounts.rules import is_alive, locked_until, needs_touch

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
IDLE, LENGTH = timedelta(minutes=30), timedelta(hours=8)
SECOND = timedelta(seconds=1)


@pytest.mark.parametrize("failures", range(5))
def test_four_failures_close_nothing(failures: int) -> None:
    assert locked_until(failures, NOON) is None


@pytest.mark.parametrize(("failures", "minutes"), [(5, 1), (6, 2), (7, 4), (10, 32), (11, 60), (400, 60)])
def test_the_lock_grows_up_to_an_hour(failures: int, minutes: int) -> None:
    assert locked_until(failures, NOON) == NOON + timedelta(minutes=minutes)


def test_nobody_failed_yet() -> None:
    assert locked_until(0, None) is None


@pytest.mark.parametrize(
    ("seen_ago", "age", "alive"),
    [
        (IDLE - SECOND, IDLE - SECOND, True),
        (IDLE, IDLE, False),
        (IDLE + SECOND, IDLE + SECOND, False),
        (timedelta(), LENGTH - SECOND, True),
        (timedelta(), LENGTH, False),
    ],
)
def test_a_session_ends_when_idle_or_old(seen_ago: timedelta, age: timedelta, alive: bool) -> None:
    assert is_alive(NOON - age, NOON - seen_ago, NOON, IDLE, LENGTH) is alive


def test_use_is_noted_once_a_minute() -> None:
    assert not needs_touch(NOON, NOON + timedelta(seconds=59))
    assert needs_touch(NOON, NOON + timedelta(minutes=1))
