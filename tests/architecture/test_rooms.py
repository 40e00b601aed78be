"""The manners of the rooms that import-linter cannot see: sizes, names, commits, words."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from partners.foundation.settings import PROJECT

PARTNERS = PROJECT / "partners"
MODULES = sorted(PARTNERS.rglob("*.py"))
TEMPLATES = sorted((PROJECT / "templates").rglob("*.html"))
HANGUL = re.compile("[가-힣]")
#: Where a commit is somebody's work: the wrapped dispatch, `writing()` and `ledger()`.
MAY_COMMIT = {"foundation/database.py"}
ATTICS = {"utils", "helpers", "common", "misc"}
LONGEST_ROOM = 300
LONGEST_VIEW = 15
#: Korean text that is matched or copied, not shown: names of provinces, units of money and dates.
#: A language is called by its own name.
OWN_NAME = "한국어"
READS_KOREAN = (
    "accounts/rules/passwords",
    "foundation/hangul",
    "foundation/identifiers",
    "foundation/money",
    "foundation/dates",
    "directory/rules",
    "geography/",
    "maps/",
)


def name_of(path: Path) -> str:
    return path.relative_to(PARTNERS).as_posix()


def nodes(kind: type[ast.AST] | tuple[type[ast.AST], ...]) -> Iterator[tuple[Path, ast.AST]]:
    for path in MODULES:
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, kind):
                yield path, node


def test_no_attics() -> None:
    found = [name_of(path) for path in PARTNERS.rglob("*") if path.stem in ATTICS]
    assert found == []


def test_rooms_are_small() -> None:
    long = {name_of(path): lines for path in MODULES if (lines := len(path.read_text().splitlines())) > LONGEST_ROOM}
    assert long == {}, "A room past 300 lines becomes a folder of its name."


def test_every_module_says_what_it_is() -> None:
    silent = [
        name_of(path)
        for path in MODULES
        if path.read_text().strip() and not ast.get_docstring(ast.parse(path.read_text()))
    ]
    assert silent == []


def test_nobody_commits_but_the_dispatch() -> None:
    commits = {
        name_of(path)
        for path, call in nodes(ast.Call)
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Attribute) and call.func.attr == "commit"
    }
    assert commits == MAY_COMMIT


def test_no_import_inside_a_function() -> None:
    inside = [
        f"{name_of(path)}:{inner.lineno}"
        for path, function in nodes((ast.FunctionDef, ast.AsyncFunctionDef))
        for inner in ast.walk(function)
        if isinstance(inner, ast.Import | ast.ImportFrom)
    ]
    assert inside == [], "A circle means that something lives on the wrong floor."


def test_views_do_not_select() -> None:
    selects = [
        name_of(path) for path in MODULES if _room(path) == "views" and re.search(r"\bselect\(", path.read_text())
    ]
    assert selects == []


def test_views_are_short() -> None:
    long = [
        f"{name_of(path)}: {function.name} has {lines} lines"
        for path, function in nodes(ast.FunctionDef)
        if isinstance(function, ast.FunctionDef) and _room(path) == "views" and function.decorator_list
        if (lines := _length(function)) > LONGEST_VIEW
    ]
    assert long == []


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.relative_to(PROJECT / "templates").as_posix())
def test_templates_keep_the_policy(path: Path) -> None:
    text = re.sub(r"\{#.*?#\}", "", path.read_text(), flags=re.DOTALL)
    assert not HANGUL.search(text), "Korean stands in the catalogue."
    assert not re.search(r"\|\s*safe\b", text), "Nothing is marked as safe."
    assert not re.search(r"""<[^>]*\s(?:style|on[a-z]+)=["']""", text), "No inline style or handler."
    for tag in re.findall(r"<(?:script|style)\b[^>]*>", text):
        assert "src=" in tag or "nonce=" in tag, f"inline: {tag}"


def test_the_code_speaks_english() -> None:
    korean = [
        f"{name_of(path)}:{node.lineno} {node.value[:40]!r}"
        for path, node in _strings()
        if HANGUL.search(node.value) and node.value != OWN_NAME and not name_of(path).startswith(READS_KOREAN)
    ]
    assert korean == [], "Messages are English; their Korean stands in the catalogue."


def _strings() -> Iterator[tuple[Path, ast.Constant]]:
    for path in MODULES:
        tree = ast.parse(path.read_text())
        documentation = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
        for node in ast.walk(tree):
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in documentation:
                yield path, node


def _room(path: Path) -> str:
    parts = path.relative_to(PARTNERS).with_suffix("").parts
    return parts[1] if len(parts) > 1 else ""


def _length(function: ast.FunctionDef) -> int:
    body = function.body
    if isinstance(body[0], ast.Expr) and isinstance(body[0].value, ast.Constant):
        body = body[1:]
    return (body[-1].end_lineno or 0) - body[0].lineno + 1 if body else 0
