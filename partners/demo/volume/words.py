"""What the volume data is composed of: words.json, the built-in names of districts, and one source of chance."""

import csv
import json
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import accumulate
from pathlib import Path
from typing import Any, TypeVar

from partners.foundation.settings import PROJECT

Item = TypeVar("Item")

#: The same for every office, so that two measurements speak of the same records.
SEED = 20201120
#: The share of names that bear the district that is searched for: about 1,000 of 100,000.
OFTEN_SHARE = 0.026
GEO = PROJECT / "static" / "geo"


@dataclass(frozen=True, slots=True)
class Place:
    """A district of Korea: where it lies, and how names of bodies there begin (영암, Yeongam)."""

    region: str
    name: str
    english: str
    lat: float
    lon: float

    @property
    def core(self) -> str:
        return self.name[:-1] if len(self.name) > 2 else self.name

    @property
    def english_core(self) -> str:
        return self.english.rsplit("-", 1)[0]


class Chance(random.Random):
    """Chance that falls the same way each time."""

    def of(self, items: Sequence[Item]) -> Item:
        """One of the items, quicker than choice()."""
        return items[int(self.random() * len(items))]

    def happens(self, share: float) -> bool:
        return self.random() < share


@cache
def words() -> dict[str, Any]:
    return json.loads((Path(__file__).parent / "words.json").read_text(encoding="utf-8"))  # type: ignore[no-any-return]


@cache
def places() -> list[Place]:
    """The districts of the built-in map. Both files name them in one order; the map leaves some out."""
    rows = json.loads((GEO / "places.json").read_text(encoding="utf-8"))["rows"]
    points: dict[tuple[str, str], list[tuple[float, float]]] = {}
    for kind, name, english, lat, lon, _zoom in rows:
        if kind == "district":
            points.setdefault((name, english), []).append((lat, lon))
    return list(_located(points))


def _located(points: dict[tuple[str, str], list[tuple[float, float]]]) -> Iterator[Place]:
    with (GEO / "names.csv").open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            region = words()["regions"].get(row["code"][:2])
            there = points.get((row["ko"], row["en"]))
            if region and there:
                yield Place(region, row["ko"], row["en"], *there.pop(0))


@cache
def _weights() -> list[float]:
    """Few districts have many bodies, many have few; the one that is searched for has its share."""
    often = words()["often"]
    weights = [0.0 if place.name == often else 1 / (number + 20) for number, place in enumerate(places())]
    share = OFTEN_SHARE * sum(weights)
    return list(accumulate(share if place.name == often else weights[at] for at, place in enumerate(places())))


def some_place(chance: Chance) -> Place:
    return chance.choices(places(), cum_weights=_weights())[0]
