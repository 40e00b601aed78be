"""The table: what was measured, beside its limit and its bar, and what is over."""

import os
import platform
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from partners.demo.volume import FULL
from partners.foundation.settings import PROJECT
from tests.bench.measuring import Series
from tests.bench.rows import Row

RESULTS = PROJECT / "docs" / "benchmarks.md"
#: A page may take so many times its limit and an empty page together; growing tenfold so many times as long.
MOST_RATIO, MOST_GROWTH = 3.0, 1.3
EMPTY_AT_MOST, MEMORY_AT_MOST, REQUESTS_AT_LEAST = 4.0, 160.0, 250.0


@dataclass
class Measured:
    """One office: each row's page, its raw SQL and the empty page, taken in turn."""

    rows: Sequence[Row]
    pages: Mapping[str, Series]
    limits: Mapping[str, Series]
    empty: Mapping[str, Series]
    statements: Mapping[str, int]
    throughput: dict[str, float] = field(default_factory=dict)
    memory: float = 0.0

    def ratio(self, key: str) -> float:
        """The median page over the median of its limit and an empty page together."""
        return self.pages[key].median / (self.limits[key].median + self.empty[key].median)

    @property
    def empty_page(self) -> float:
        medians = sorted(series.median for series in self.empty.values())
        return medians[len(medians) // 2]


def failures(measured: Measured, growth: Mapping[str, float]) -> list[str]:
    """What is over its bar, in words. Absolute times depend on the machine and fail nothing."""
    over = [
        f"{row.key}: ratio {measured.ratio(row.key):.1f}, at most {row.most_ratio or MOST_RATIO:.1f}"
        for row in measured.rows
        if measured.ratio(row.key) > (row.most_ratio or MOST_RATIO)
    ]
    over += [
        f"{key}: growth {times:.2f}, at most {MOST_GROWTH:g}" for key, times in growth.items() if times > MOST_GROWTH
    ]
    if measured.memory > MEMORY_AT_MOST:
        over.append(f"memory: {measured.memory:.0f} MB, at most {MEMORY_AT_MOST:.0f}")
    return over


def write(kind: str, scale: float, measured: Measured, growth: Mapping[str, float]) -> tuple[str, list[str]]:
    """Put the results of this database and size into docs/benchmarks.md; returns them, and what is over its bar."""
    over = failures(measured, growth)
    text = "\n".join([*_heading(kind, scale), *_table(measured, growth), "", *_rest(measured), "", *_verdict(over)])
    sections = _sections()
    sections[f"{kind}, {scale:g} of the full office"] = text
    body = "\n\n".join(f"## {name}\n\n{told}" for name, told in sorted(sections.items()))
    RESULTS.write_text(f"{INTRODUCTION}\n\n{body}\n", encoding="utf-8")
    return text, over


def _heading(kind: str, scale: float) -> list[str]:
    size = FULL.scaled(scale)
    return [
        f"{date.today().isoformat()}, {_machine()}, load {os.getloadavg()[0]:.1f} at the end. {size.partners:,} partners, "
        f"{size.contacts:,} contacts, {size.interactions:,} interactions, {size.agreements:,} agreements on {kind}; "
        "two server workers.",
        "",
    ]


def _table(measured: Measured, growth: Mapping[str, float]) -> list[str]:
    lines = [
        "| | action | median ms | p95 ms | raw SQL ms | empty page ms | ratio (≤ 3) | growth ×10 (≤ 1.3) | bytes | statements |",
        "|---|---|--:|--:|--:|--:|--:|--:|--:|--:|",
    ]
    for row in measured.rows:
        page, key = measured.pages[row.key], row.key
        grown = f"{growth[key]:.2f}" if key in growth else "–"
        statements = measured.statements.get(key, "–")
        lines.append(
            f"| {key} | {row.label} | {page.median:.1f} | {page.p95:.1f} | {measured.limits[key].median:.1f} "
            f"| {measured.empty[key].median:.1f} | {measured.ratio(key):.1f}{_bar(row)} | {grown} | {page.size:,} | {statements} |"
        )
    return lines


def _bar(row: Row) -> str:
    """The bar of a row that has one of its own."""
    return f" (≤ {row.most_ratio:.1f})" if row.most_ratio else ""


def _rest(measured: Measured) -> list[str]:
    passed = ", ".join(f"{key} {number:.0f}" for key, number in measured.throughput.items())
    return [
        f"- Empty page: {measured.empty_page:.1f} ms (≤ {EMPTY_AT_MOST:g}).",
        f"- Throughput, 8 clients in the same machine: {passed} requests a second (≥ {REQUESTS_AT_LEAST:.0f}).",
        f"- Memory of the largest server process after the run, exports included: {measured.memory:.0f} MB (≤ {MEMORY_AT_MOST:.0f}).",
    ]


def _verdict(over: Sequence[str]) -> list[str]:
    if not over:
        return ["Every bar of ratio, growth and memory was met."]
    return ["Over their bars:", "", *(f"- {one}" for one in over)]


def _sections() -> dict[str, str]:
    """What earlier runs of other databases and sizes wrote."""
    if not RESULTS.exists():
        return {}
    parts = RESULTS.read_text(encoding="utf-8").split("\n## ")[1:]
    return {name.strip(): told.strip() for name, _, told in (part.partition("\n") for part in parts)}


def _machine() -> str:
    lines = Path("/proc/cpuinfo").read_text().splitlines() if Path("/proc/cpuinfo").exists() else []
    model = next((line.split(":")[1].strip() for line in lines if line.startswith("model name")), platform.machine())
    return f"{os.cpu_count()} × {model}, Python {platform.python_version()}"


INTRODUCTION = """# Benchmarks

Written by `make bench` (see operations.md); each run replaces the section of its database and size. The ratio is the
median page over the median of its own raw SQL and of an empty page through the same stack, taken in turn in the same
run: machines are noisy, ratios less so. Exports are compared with COPY of
the same rows; their bars are those of design/speed.md (900 ms and 7 s where COPY took 140 ms)."""
