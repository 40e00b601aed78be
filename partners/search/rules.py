"""What a search is asked, and in which order kinds of records are offered. Pure."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby

from partners.foundation.hangul import LONGEST_QUERY, clean, fold, initials, query_words


class Record(StrEnum):
    """The kinds of records that are searched, in the order in which they are offered."""

    PARTNER = "partner"
    CONTACT = "contact"
    AGREEMENT = "agreement"
    INTERACTION = "interaction"
    DOCUMENT = "document"


#: How many of each kind stand on the page of all kinds, and in the list under the box.
SHOWN, OFFERED = 5, 5
#: How many lines stand under the box.
MOST_OFFERED = 10
#: How many records somebody opened last are kept, and how many may be pinned.
MOST_OPENED, MOST_PINNED = 12, 20
#: How long a question may take, on the page and while typing.
PAGE_SECONDS, TYPING_SECONDS = 3.0, 1.0


@dataclass(frozen=True)
class Asked:
    """What was typed, one line of it, and the kind of records that is looked for; empty: all."""

    q: str
    record: str = ""
    #: More was typed than is looked for.
    is_cut: bool = False

    @property
    def is_empty(self) -> bool:
        """Nothing was typed at all."""
        return not self.q

    @property
    def is_void(self) -> bool:
        """Something was typed, but no letter or digit in it."""
        return bool(self.q) and not query_words(self.q)

    @property
    def can_be_found(self) -> bool:
        return not self.is_empty and not self.is_void


def read_asked(arguments: Mapping[str, str], records: Collection[str]) -> Asked:
    """What an address asks. A kind that the reader may not see, or that does not exist, is as none."""
    typed = clean(arguments.get("q", ""))
    record = arguments.get("record", "")
    return Asked(typed[:LONGEST_QUERY].rstrip(), record if record in records else "", len(typed) > LONGEST_QUERY)


def marked(name: str, q: str) -> list[tuple[str, bool]]:
    """The name in pieces, each with whether it is what was looked for: words, 초성, blanks do not count."""
    places = [place for place, character in enumerate(name) if fold(character)]
    plain = "".join(fold(name[place])[:1] for place in places)
    lines = (plain, initials(plain))
    hit: set[int] = set()
    for word in query_words(q):
        start = next((at for line in lines if len(line) == len(places) and (at := line.find(word)) >= 0), -1)
        if start >= 0:
            hit.update(range(places[start], places[start + len(word) - 1] + 1))
    return [
        ("".join(name[place] for place in run), is_hit)
        for is_hit, run in groupby(range(len(name)), key=lambda place: place in hit)
    ]
