"""What somebody may have meant who typed a word that stands nowhere: the looser readings of a query.

시, 군 and 구 are often taken for each other (영암시), the last syllable may still be on its way (영암구 → 영암군),
and one letter may be wrong, missing, too many or swapped (Kishiwda). Pure functions.
"""

from dataclasses import dataclass

from partners.foundation.hangul import LONGEST_QUERY, fold, word_parts, word_terms

#: Any one character, in a pattern of LIKE; folded words consist of letters and digits only.
ANY = "_"
#: Shorter words are found in too many others when a letter of them does not count.
SHORTEST_LATIN, SHORTEST_KOREAN, LONGEST_MISTYPED = 5, 4, 30
#: Words of a query that are read loosely; a sentence is not a name.
MOST_WORDS = 6

_KOREAN_SUFFIXES = ("시", "군", "구")
_LATIN_SUFFIXES = ("county", "city", "shi", "gun", "si", "gu")
_SHORTEST_STEM = 2
_SHORTEST_LATIN_STEM = 4
_FIRST_SYLLABLE, _LAST_SYLLABLE = "가", "힣"
_SYLLABLES_AN_INITIAL, _FINALS_A_VOWEL = 588, 28
_INITIALS = "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ"
#: What a final consonant is when it begins the next syllable: 납 is 나베 on its way, 닭 is 달걀.
_FINALS = (
    "", "ㄱ", "ㄲ", "ㄳ", "ㄴ", "ㄵ", "ㄶ", "ㄷ", "ㄹ", "ㄺ", "ㄻ", "ㄼ", "ㄽ", "ㄾ", "ㄿ", "ㅀ", "ㅁ", "ㅂ", "ㅄ",
    "ㅅ", "ㅆ", "ㅇ", "ㅈ", "ㅊ", "ㅋ", "ㅌ", "ㅍ", "ㅎ",
)  # fmt: skip
_OF_A_PAIR = {
    "ㄳ": "ㄱㅅ", "ㄵ": "ㄴㅈ", "ㄶ": "ㄴㅎ", "ㄺ": "ㄹㄱ", "ㄻ": "ㄹㅁ", "ㄼ": "ㄹㅂ", "ㄽ": "ㄹㅅ", "ㄾ": "ㄹㅌ",
    "ㄿ": "ㄹㅍ", "ㅀ": "ㄹㅎ", "ㅄ": "ㅂㅅ",
}  # fmt: skip


@dataclass(frozen=True)
class Reading:
    """One way to read a word: the index must have all `terms`, the text all `parts` and one of the `patterns`."""

    terms: tuple[str, ...]
    parts: tuple[str, ...] = ()
    #: For LIKE, each of them a part of the text; empty: nothing more is asked.
    patterns: tuple[str, ...] = ()


def loose_readings(query: str) -> list[list[Reading]]:
    """For each word of the query the ways to read it, the word as it stands among them.

    Empty when nothing but blanks and punctuation was typed.
    """
    words = [word for word in map(fold, query[:LONGEST_QUERY].split()) if word][:MOST_WORDS]
    return [_readings(word, is_last=place == len(words)) for place, word in enumerate(words, 1)]


def _readings(word: str, is_last: bool) -> list[Reading]:
    spellings = [word, _without_suffix(word), _on_its_way(word) if is_last else ""]
    whole = [_as_parts(spelling) for spelling in dict.fromkeys(spellings) if spelling]
    return [*whole, *_mistyped(word)]


def _as_parts(word: str) -> Reading:
    parts = word_parts(word)
    return Reading(tuple(dict.fromkeys(term for part in parts for term in word_terms(part))), tuple(parts))


def _without_suffix(word: str) -> str:
    """영암시 → 영암, yeongamgun → yeongam; empty when nothing or too little would be left."""
    for suffix in _KOREAN_SUFFIXES:
        if word.endswith(suffix) and len(word) > _SHORTEST_STEM:
            return word[: -len(suffix)]
    for suffix in _LATIN_SUFFIXES:
        if word.endswith(suffix) and len(word) >= _SHORTEST_LATIN_STEM + len(suffix):
            return word[: -len(suffix)]
    return ""


def _on_its_way(word: str) -> str:
    """The word whose last syllable is still being typed: 영암구 → 영암ㄱ, 납 → 나ㅂ; empty for other scripts."""
    last = word[-1]
    if not _FIRST_SYLLABLE <= last <= _LAST_SYLLABLE:
        return ""
    place = ord(last) - ord(_FIRST_SYLLABLE)
    final = _FINALS[place % _FINALS_A_VOWEL]
    if not final:
        return word[:-1] + _INITIALS[place // _SYLLABLES_AN_INITIAL]
    moved = _OF_A_PAIR.get(final, final)
    kept = _FINALS.index(moved[0]) if len(moved) > 1 else 0
    return word[:-1] + chr(ord(last) - place % _FINALS_A_VOWEL + kept) + moved[-1]


def _mistyped(word: str) -> list[Reading]:
    """The word with one slip. A slip leaves one half of the word as it is: the index is asked for that half."""
    shortest = SHORTEST_LATIN if word.isascii() and word.isalpha() else SHORTEST_KOREAN
    is_name = word.isalpha() and (word.isascii() or all(_is_syllable(letter) for letter in word))
    if not is_name or not shortest <= len(word) <= LONGEST_MISTYPED:
        return []
    half = len(word) // 2
    swapped = word[: half - 1] + word[half] + word[half - 1] + word[half + 1 :]
    return [
        Reading(tuple(word_terms(word[:half])), patterns=tuple(_slips(word, range(half, len(word))))),
        Reading(tuple(word_terms(word[half:])), patterns=tuple(_slips(word, range(half)))),
        Reading(tuple(word_terms(swapped)), parts=(swapped,)),
    ]


def _slips(word: str, places: range) -> dict[str, None]:
    """Patterns for a slip at one of these places: another letter, one too many, one missing, two swapped."""
    found: dict[str, None] = {}
    for at in places:
        before, letter, after = word[:at], word[at], word[at + 1 :]
        found[before + ANY + after] = None
        found[before + after] = None
        found[before + ANY + letter + after] = None
        if after and at + 1 in places:
            found[before + after[0] + letter + after[1:]] = None
    return found


def _is_syllable(character: str) -> bool:
    return _FIRST_SYLLABLE <= character <= _LAST_SYLLABLE
