"""The doors that tests can try are all there are: ties are made in one place each."""

import re
from pathlib import Path

import pytest

import partners

HOUSE = Path(partners.__file__).parent
#: Rows written in bulk for measuring speed: never in an office.
FOR_MEASURING = "demo/volume/"


@pytest.mark.parametrize(
    ("words", "places"),
    [
        (r"\bmake_tie\(", {"agreements/actions/signing.py", "directory/actions/ties.py"}),
        (r"(?<!class )\bTie\(", {"directory/actions/ties.py"}),
        (r"\bstate = COMPLETED\b", {"agreements/actions/moving.py"}),
        (r"\bagreement\.stage = ", {"agreements/actions/trail.py"}),
    ],
)
def test_only_there(words: str, places: set[str]) -> None:
    found = {path.relative_to(HOUSE).as_posix() for path in HOUSE.rglob("*.py") if re.search(words, path.read_text())}
    assert {name for name in found if not name.startswith(FOR_MEASURING)} == places
