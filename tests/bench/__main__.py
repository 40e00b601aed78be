"""`make bench`: loads a large office once, starts the real server, and measures what people do most.

What counts is the ratio to the limit in the same run: a page may take three times as long as its own raw SQL
and an empty page through the same stack together (design: speed). BENCH_SCALE=0.1 is a quick one;
BENCH_DATABASE=sqlite measures SQLite at a tenth; BENCH_ROUNDS sets how often each row is asked.
"""

import os
import sys
from dataclasses import dataclass

from tests.bench import limits, loads, report, rows
from tests.bench.databases import BenchDatabase, prepared
from tests.bench.measuring import Series, in_turn, throughput
from tests.bench.served import Served
from tests.bench.traces import taken_back

#: Growth compares an office with one of a tenth of its records.
TENTH = 0.1
GROWING = ("a", "b", "c", "d", "e")


@dataclass(frozen=True)
class Settings:
    scale: float
    kind: str
    rounds: int

    @classmethod
    def read(cls) -> "Settings":
        kind = os.environ.get("BENCH_DATABASE", "postgresql")
        scale = float(os.environ.get("BENCH_SCALE", "1" if kind == "postgresql" else "0.1"))
        return cls(scale, kind, int(os.environ.get("BENCH_ROUNDS", "60")))


def main() -> int:
    settings = Settings.read()
    small = _measure(settings, settings.scale * TENTH)
    full = _measure(settings, settings.scale, with_loads=True)
    growth = {key: full.pages[key].median / small.pages[key].median for key in GROWING}
    text, failures = report.write(settings.kind, settings.scale, full, growth)
    print(text)
    for failure in failures:
        print(f"over its bar: {failure}", file=sys.stderr)
    return 1 if failures else 0


def _measure(settings: Settings, scale: float, with_loads: bool = False) -> report.Measured:
    database = prepared(settings.kind, scale)
    with taken_back(database), Served(database) as served:
        visitor = served.sign_in("manager")
        asked = rows.of(database, visitor)
        raw = limits.of(database, asked)
        series: dict[str, Series] = {}
        limit: dict[str, Series] = {}
        empty: dict[str, Series] = {}
        for row in asked:
            # Page, limit and empty page in turn: what disturbs the machine disturbs all three.
            parts = [lambda row=row: row.run(visitor), lambda row=row: raw.run(row.key), lambda: rows.empty(visitor)]
            rounds = {"rounds": row.rounds, "warm_up": 1} if row.rounds else {"rounds": settings.rounds}
            series[row.key], limit[row.key], empty[row.key] = in_turn(parts, **rounds)
        measured = report.Measured(asked, series, limit, empty, _statements(database, asked))
        if with_loads:
            measured.throughput = {
                key: throughput(lambda: served.sign_in("manager"), loads.path_of(asked, key)) for key in ("a", "d")
            }
            measured.memory = served.memory()
        raw.close()
    return measured


def _statements(database: BenchDatabase, asked: list[rows.Row]) -> dict[str, int]:
    counting = loads.Counting(database)
    counted = {row.key: counting.of(row.path) for row in asked if row.path}
    counting.close()
    return counted


if __name__ == "__main__":
    sys.exit(main())
