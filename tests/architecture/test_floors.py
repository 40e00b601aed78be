"""The drawing of the house is executable: the contracts hold, and they bite."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from partners.foundation.settings import PROJECT

#: A breach each: the file, the line that it gets, and the words in which the contract names it.
BREACHES = {
    "a floor below imports one above": (
        "partners/directory/queries/breach.py",
        "import partners.agreements.models\n",
        "Floors",
    ),
    "foundation imports a capability": ("partners/foundation/breach.py", "import partners.audit.models\n", "Floors"),
    "siblings know each other": ("partners/accounts/breach.py", "import partners.files.models\n", "Floors"),
    "a room imports one above": ("partners/accounts/models.py", "import partners.accounts.forms\n", "Rooms"),
    "flask in a room of rules": ("partners/accounts/rules.py", "import flask\n", "Rules are pure"),
    "the database in a room of rules": ("partners/accounts/rules.py", "import sqlalchemy\n", "Rules are pure"),
    "the web in an action": ("partners/audit/actions.py", "import flask\n", "The web stays"),
    "forms in a query": ("partners/audit/queries.py", "import wtforms\n", "The web stays"),
    "a folder without a floor": ("partners/attic/__init__.py", '"""Odds and ends."""\n', "attic"),
}


def check(tree: Path) -> subprocess.CompletedProcess[str]:
    program = Path(sys.executable).parent / "lint-imports"
    return subprocess.run([program, "--no-cache"], cwd=tree, capture_output=True, text=True, timeout=120)


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    tree = tmp_path_factory.mktemp("house")
    shutil.copytree(PROJECT / "partners", tree / "partners", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(PROJECT / "pyproject.toml", tree)
    return tree


def test_the_contracts_hold() -> None:
    answer = check(PROJECT)
    assert answer.returncode == 0, answer.stdout + answer.stderr


@pytest.mark.parametrize("breach", BREACHES)
def test_the_contracts_bite(copy: Path, breach: str) -> None:
    name, line, words = BREACHES[breach]
    path = copy / name
    before = path.read_text() if path.exists() else None
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text((before or "") + "\n" + line)
    try:
        answer = check(copy)
    finally:
        if before is not None:
            path.write_text(before)
        elif path.name == "__init__.py":
            shutil.rmtree(path.parent)
        else:
            path.unlink()
    assert answer.returncode == 1, "The breach was not noticed."
    assert words in answer.stdout + answer.stderr
