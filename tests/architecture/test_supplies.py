"""What is delivered with the house: vendored files as recorded, Korean complete, dependencies pinned."""

import re
import subprocess
import sys

from partners.foundation.settings import PROJECT
from tests.support import catalogue

PIN = re.compile(r"^[a-z0-9][\w.\-\[\],]*==", re.MULTILINE | re.IGNORECASE)


def test_vendored_files_are_as_recorded() -> None:
    answer = subprocess.run(
        [sys.executable, "static/vendor/vendor.py", "--check"], cwd=PROJECT, capture_output=True, text=True, timeout=60
    )
    assert answer.returncode == 0, answer.stdout + answer.stderr


def test_the_korean_is_complete() -> None:
    assert catalogue.faults() == []


def test_every_dependency_is_pinned_with_hashes() -> None:
    for name in ("requirements.txt", "requirements-dev.txt"):
        text = (PROJECT / name).read_text()
        pins = PIN.findall(text)
        assert pins
        blocks = re.split(r"\n(?=[a-z0-9])", text, flags=re.IGNORECASE)
        bare = [block.splitlines()[0] for block in blocks if PIN.match(block) and "--hash=sha256:" not in block]
        assert bare == [], name


def test_nothing_stands_at_the_top_that_was_not_agreed() -> None:
    listed = subprocess.run(["git", "ls-files"], cwd=PROJECT, capture_output=True, text=True, timeout=30)
    agreed = {
        "wsgi.py", "partners", "templates", "static", "migrations", "tests", "docs", "Makefile", "pyproject.toml",
        "requirements.in", "requirements.txt", "requirements-dev.in", "requirements-dev.txt", "README.md", "babel.cfg",
        "LICENSE",
    }  # fmt: skip
    top = {line.split("/")[0] for line in listed.stdout.splitlines()}
    assert {name for name in top if not name.startswith(".")} <= agreed
