"""Taking times: several things in turn, and as many requests as go through."""

import statistics
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from tests.bench.served import Visitor

WARM_UP = 5
CLIENTS = 8
SECONDS = 8.0


@dataclass(frozen=True)
class Series:
    """Times of one thing in milliseconds, and the bytes of its last answer."""

    times: tuple[float, ...]
    size: int

    @property
    def median(self) -> float:
        return statistics.median(self.times)

    @property
    def p95(self) -> float:
        return sorted(self.times)[int(len(self.times) * 0.95)]


def in_turn(things: Sequence[Callable[[], int]], rounds: int, warm_up: int = WARM_UP) -> list[Series]:
    """Do each thing in turn, so many rounds; what they return are bytes."""
    times: list[list[float]] = [[] for _ in things]
    sizes = [0 for _ in things]
    for number in range(warm_up + rounds):
        for at, thing in enumerate(things):
            begun = time.perf_counter()
            sizes[at] = thing()
            if number >= warm_up:
                times[at].append((time.perf_counter() - begun) * 1000)
    return [Series(tuple(taken), size) for taken, size in zip(times, sizes, strict=True)]


def throughput(sign_in: Callable[[], Visitor], path: str) -> float:
    """Requests a second with eight clients."""
    visitors = [sign_in() for _ in range(CLIENTS)]
    done = [0] * CLIENTS
    until = time.perf_counter() + SECONDS

    def ask(number: int) -> None:
        while time.perf_counter() < until:
            visitors[number].get(path)
            done[number] += 1

    threads = [threading.Thread(target=ask, args=(number,)) for number in range(CLIENTS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sum(done) / SECONDS
