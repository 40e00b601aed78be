"""How names of places are compared: with and without 시·군·구, and one slip of the finger apart. Pure."""

import re
import unicodedata
from collections.abc import Iterator

from partners.foundation.hangul import fold

#: Endings that say what a place is; longer ones first.
_KOREAN = ("특별자치도", "특별자치시", "특별시", "광역시", "시", "군", "구", "현", "성", "부", "도", "동", "읍", "면")
_HAN = ("市", "区", "區", "县", "縣", "県", "府", "省", "都", "町")
_LATIN_AFTER = re.compile(r"(?:[\s-](?:si|gun|gu|do|dong|eup|myeon|city|county|district|prefecture|province))+$", re.I)
_LATIN_BEFORE = re.compile(r"^(?:city of|huy[eệ]n|qu[aậ]n|th[aà]nh ph[oố]|t[iỉ]nh|tp\.?)\s+", re.I)
SHORTEST_BARE = 2
SHORTEST_LATIN_TO_MEND, SHORTEST_JAMO_TO_MEND = 5, 4
_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_JAMO = "".join(map(chr, [*range(0x1100, 0x1113), *range(0x1161, 0x1176), *range(0x11A8, 0x11C3)]))
_LONGEST_TO_MEND = 40


def key_of(name: str) -> str:
    """The folded name: 광주 남구 = 광주남구."""
    # Most names of the gazetteer are plain Latin letters, and folding them takes a tenth of the time this way.
    return "".join(filter(str.isalnum, name.lower())) if name.isascii() else fold(name)


def bare_key_of(name: str) -> str:
    """The folded name without what says that it is a city: 영암군 → 영암, City of Kishiwada → kishiwada.

    Empty when nothing is taken away, or when what is left says too little (남구 → 남).
    """
    plain = _LATIN_AFTER.sub("", _LATIN_BEFORE.sub("", name.strip()))
    key, whole = key_of(plain), key_of(name)
    for ending in (*_KOREAN, *_HAN):
        if key.endswith(ending):
            key = key[: -len(ending)]
            break
    return key if key != whole and len(key) >= SHORTEST_BARE else ""


def jamo(key: str) -> str:
    """The key with its syllables taken apart: 나 → ㄴ, ㅏ."""
    return unicodedata.normalize("NFD", key)


def slips(key: str) -> Iterator[str]:
    """Every spelling, taken apart, that one letter left out, added, changed or exchanged makes of the key.

    None for a key so short that everything would be near it.
    """
    apart = jamo(key)
    is_latin = key.isascii()
    shortest = SHORTEST_LATIN_TO_MEND if is_latin else SHORTEST_JAMO_TO_MEND
    if not shortest <= len(apart) <= _LONGEST_TO_MEND:
        return
    alphabet = _LETTERS if is_latin else _JAMO
    for at in range(len(apart) + 1):
        before, after = apart[:at], apart[at:]
        if after:
            yield before + after[1:]
            yield from (before + letter + after[1:] for letter in alphabet)
        if len(after) > 1:
            yield before + after[1] + after[0] + after[2:]
        yield from (before + letter + after for letter in alphabet)
