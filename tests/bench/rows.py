"""What is measured: the rows of the table, as requests to the real server."""

import re
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from urllib.parse import quote

from tests.bench.databases import BenchDatabase
from tests.bench.served import Visitor

DEEP = 500
PAGE = 50
SEARCHED, SUBJECT = "영암", "마스크"
PANEL = re.compile(r'hx-get="([^"]+)" hx-trigger="load"')
#: The columns that stand chosen in the form of an export.
CHOSEN = re.compile(r'<input(?=[^>]*\bchecked\b)(?=[^>]*name="columns")[^>]*value="([^"]+)"')
EXPORTS = 3
#: What COPY took for the same rows where the bars of design/speed.md were set.
COPY_MS = 140.0
#: The frame of every page, with the person signed in and hardly anything inside.
EMPTY = "/account/password"


@dataclass(frozen=True)
class Row:
    """One row. `path` is empty where it is no single page; `missing` says why there is nothing to measure."""

    key: str
    label: str
    path: str
    run: Callable[[Visitor], int]
    #: The most that it may take by itself, in ms, on the machine of design/speed.md; for comparison only.
    at_most: float | None = None
    #: What the raw SQL needs to know: a partner, a depth.
    number: int = 0
    #: Asked so often at most; what takes seconds is asked less.
    rounds: int | None = None
    #: How many times its limit and an empty page together it may take; None: as every page.
    most_ratio: float | None = None
    #: Whether it brings every record: then its time grows with them.
    brings_all: bool = False


def of(database: BenchDatabase, visitor: Visitor) -> list[Row]:
    hottest, companies = _facts(database)
    # In a small office there are fewer pages: the last one then.
    deep = min(DEEP, companies // PAGE)
    panels = PANEL.findall(visitor.get(f"/partners/{hottest}").decode())
    return [
        _page("a", "partner list, first page by name, counted", "/partners/", 12),
        _page("b", f"kind + country, page {deep}", f"/partners/?kind=company&country=KR&page={deep}", 14, deep),
        _page("c", f"search {SEARCHED}, first page", f"/partners/?q={quote(SEARCHED)}", 14),
        _partner(hottest, panels),
        _logging(hottest, visitor),
        _page("f", "board of foreign cities", "/agreements/board?pipeline=city_foreign", 22),
        _page("h", "list of all interactions, first page", "/interactions/", 14),
        _page("h2", f"interactions, {SUBJECT} in their subjects", f"/interactions/?q={quote(SUBJECT)}", 20),
        _export("g", "csv", 900, visitor),
        _export("g2", "xlsx", 7_000, visitor),
    ]


def empty(visitor: Visitor) -> int:
    return len(visitor.get(EMPTY))


def _page(key: str, label: str, path: str, at_most: float, number: int = 0) -> Row:
    return Row(key, label, path, lambda visitor: len(visitor.get(path)), at_most, number)


def _partner(hottest: int, panels: list[str]) -> Row:
    path = f"/partners/{hottest}"

    def run(visitor: Visitor) -> int:
        return len(visitor.get(path)) + sum(len(visitor.get(panel, htmx=True)) for panel in panels)

    return Row("d", f"the busiest partner's page and its {len(panels)} panels", path, run, 14, hottest)


def _logging(partner_id: int, visitor: Visitor) -> Row:
    form = f"/interactions/new?partner={partner_id}"
    values = {
        "csrf_token": visitor.token(form),
        "partners": str(partner_id),
        "date": "2020-11-19",
        "kind": "letter",
        "title": "측정용 서한",
        "team": "1",
    }

    def run(visitor: Visitor) -> int:
        return len(visitor.post("/interactions/new", values))

    return Row("e", "log an interaction, with audit and standing", "", run, 9, partner_id)


def _export(key: str, ending: str, at_most: float, visitor: Visitor) -> Row:
    """All partners as a file, with their people, read to its end."""
    path = "/transfers/export?list=partners"
    page = visitor.get(path).decode()
    values = {
        "csrf_token": visitor.token(path),
        "columns": CHOSEN.findall(page),
        "format": ending,
        "persons": "with",
        "purpose": "내보내기 측정",
    }
    label = f"export of all partners, {ending.upper()}"
    return Row(
        key,
        label,
        "",
        lambda visitor: len(visitor.post(path, values, expect=200)),
        at_most,
        rounds=EXPORTS,
        most_ratio=at_most / COPY_MS,
        brings_all=True,
    )


def _facts(database: BenchDatabase) -> tuple[int, int]:
    with closing(database.connect()) as connection:
        busiest = "SELECT partner_id FROM partner_standings ORDER BY interaction_count DESC, partner_id LIMIT 1"
        companies = "SELECT count(*) FROM partners WHERE section = 'company' AND country = 'KR' AND trashed_at IS NULL"
        return connection.execute(busiest).fetchone()[0], connection.execute(companies).fetchone()[0]  # type: ignore[index, return-value]
