"""What this machine has to test with. What is missing is skipped and listed; REQUIRE_ALL=1 forbids that."""

import os
import shutil
from functools import cache
from typing import NoReturn

import psycopg
import pytest

LOCAL_POSTGRES = ("postgresql://postgres@127.0.0.1:5432/postgres", "postgresql:///postgres")
CHROMIUM_NAMES = ("/usr/bin/chromium", "chromium", "google-chrome", "chromium-browser")
NOT_HERE = "not on this machine: "


@cache
def postgres_url() -> str | None:
    """The address of a PostgreSQL server on which we may make databases."""
    given = os.environ.get("TEST_POSTGRES_URL")
    candidates = (given.replace("postgresql+psycopg://", "postgresql://"),) if given else LOCAL_POSTGRES
    return next((url for url in candidates if _answers(url)), None)


@cache
def chromium() -> str | None:
    """The path of a Chromium to drive."""
    candidates = (os.environ.get("CHROMIUM", ""), *CHROMIUM_NAMES)
    return next((path for name in candidates if name and (path := shutil.which(name))), None)


def do_without(service: str) -> NoReturn:
    """Skip the test for want of a service, or fail it where everything is required."""
    if os.environ.get("REQUIRE_ALL") == "1":
        pytest.fail(NOT_HERE + service, pytrace=False)
    pytest.skip(NOT_HERE + service)


def _answers(url: str) -> bool:
    try:
        with psycopg.connect(url, connect_timeout=3):
            return True
    except psycopg.OperationalError:
        return False
