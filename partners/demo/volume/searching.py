"""The search columns of many records: what `foundation.hangul` computes, each text once."""

from collections.abc import Iterable
from functools import lru_cache

from partners.foundation.hangul import SEPARATOR, search_terms, search_text

#: Titles, items and bodies repeat; names of partners are kept by whoever writes them.
REMEMBERED = 50_000


class Searched:
    """Several texts of one record, as its search columns hold them."""

    __slots__ = ("lines", "terms")

    def __init__(self, *texts: str) -> None:
        told = [text for text in texts if text]
        self.terms = search_terms(*told).split(" ") if told else []
        self.lines = search_text(*told).split(SEPARATOR) if told else []


@lru_cache(maxsize=REMEMBERED)
def searched(text: str) -> Searched:
    return Searched(text)


def columns(parts: Iterable[Searched]) -> tuple[str, str]:
    """`search_text` and `search_terms` of the parts together; the lines may stand in another order than usual."""
    lines: dict[str, None] = {}
    terms: dict[str, None] = {}
    for part in parts:
        lines.update(dict.fromkeys(part.lines))
        terms.update(dict.fromkeys(part.terms))
    return SEPARATOR.join(lines), " ".join(terms)
