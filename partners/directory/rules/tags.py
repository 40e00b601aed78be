"""What makes a tag: a word of the office's own, short, and the same in every spelling. Pure."""

import re
from collections.abc import Collection, Iterable, Sequence

from partners.directory.rules.places import Objection
from partners.foundation.hangul import clean, fold
from partners.foundation.words import _, _l

LONGEST_TAG = 30
MOST_TAGS = 20
_BETWEEN = re.compile(r"[,，、;\n]")


def tag_names(text: str) -> list[str]:
    """The words of a line with commas between, each once: two spellings of one word are one tag."""
    words = (clean(part).lstrip("#").strip() for part in _BETWEEN.split(text))
    return distinct(word for word in words if word)


def distinct(words: Iterable[str]) -> list[str]:
    """The words in their order, the first spelling of each."""
    first: dict[str, str] = {}
    for word in words:
        first.setdefault(fold(word) or word, word)
    return list(first.values())


def tags_after(carried: Sequence[str], add: Iterable[str], remove: Iterable[str] = ()) -> list[str]:
    """The tags that a partner carries once some were put on and others taken off; what it has keeps its spelling."""
    gone = {fold(word) for word in remove}
    words = (clean(word) for word in add)
    return distinct([*(word for word in carried if fold(word) not in gone), *(word for word in words if word)])


def objection_to_tag(word: str) -> Objection:
    """Why this is no tag, or None."""
    if not word:
        return "name", _l("Write a tag.")
    if len(word) > LONGEST_TAG:
        return "name", _("A tag has at most %(most)s characters: “%(tag)s…”.", most=LONGEST_TAG, tag=word[:10])
    if not fold(word):
        return "name", _("A tag needs a letter or a digit: “%(tag)s”.", tag=word)
    return None


def objection_to_tags(words: Collection[str]) -> Objection:
    """Why a partner cannot carry these tags, or None."""
    for word in words:
        objection = objection_to_tag(word)
        if objection:
            return "tags", objection[1]
    if len(words) > MOST_TAGS:
        return "tags", _(
            "A partner carries at most %(most)s tags; these are %(count)s.", most=MOST_TAGS, count=len(words)
        )
    return None
