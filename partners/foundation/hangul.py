"""Korean text: how it is cleaned, compared, found, and joined to its particles. Pure functions."""

import re
import unicodedata
from collections.abc import Iterable
from itertools import pairwise

#: Joins the texts of `search_text`. No folded text contains it, so no match runs across two names.
SEPARATOR = "\n"

#: Of a query, so many characters and terms go to the index; what they leave open, the recheck decides.
LONGEST_QUERY, MOST_QUERY_TERMS = 200, 60

#: No writing needs more marks on one letter (Unicode's stream-safe bound); sorting long runs takes minutes.
_MOST_MARKS = 30

_FIRST_SYLLABLE, _LAST_SYLLABLE = "가", "힣"
_INITIALS = "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ"
_SYLLABLES_AN_INITIAL = 588
_FINALS_A_VOWEL = 28
_FINAL_RIEUL = 8
#: Keyboards join two consonants that follow each other; the typist meant two initials.
_CLUSTERS = {
    "ㄳ": "ㄱㅅ",
    "ㄵ": "ㄴㅈ",
    "ㄶ": "ㄴㅎ",
    "ㄺ": "ㄹㄱ",
    "ㄻ": "ㄹㅁ",
    "ㄼ": "ㄹㅂ",
    "ㄽ": "ㄹㅅ",
    "ㄾ": "ㄹㅌ",
    "ㄿ": "ㄹㅍ",
    "ㅀ": "ㄹㅎ",
    "ㅄ": "ㅂㅅ",
}
_SPLIT_CLUSTERS = str.maketrans(_CLUSTERS)
_INITIAL_RUN = re.compile("[ㄱ-ㅎ]+")

#: Latin letters that have no decomposition into a plain letter and a mark.
_PLAIN_LATIN = str.maketrans({"đ": "d", "ð": "d", "ø": "o", "ł": "l", "ħ": "h", "ı": "i", "æ": "ae", "œ": "oe"})
_LATIN_MARKS = re.compile(r"(?<=[a-z])[\u0300-\u036f]+")
#: NFKC would turn the jamo that people type (ㅇ) into half a syllable, so they are left out of it.
_NOT_JAMO = re.compile("[^\u3130-\u318f]+")
#: What is dropped of ASCII, where nothing else can happen.
_NOT_PLAIN = re.compile("[^a-z0-9]+")
#: Syllables, Han characters and blanks: what most names here are made of, and nothing happens to it.
_SETTLED = re.compile("[\uac00-\ud7a3\u4e00-\u9fff ]+")
_LONE_INITIALS = {0x1100 + place: initial for place, initial in enumerate(_INITIALS)}

#: What no name needs and what can deceive: direction overrides, blanks of no width, soft hyphens.
_INVISIBLE = frozenset(
    "\u00ad\u061c\u200b\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2066\u2067\u2068\u2069\ufeff"
)
_LINE_ENDS = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
_IN_BRACKETS = re.compile(r"\([^()]*\)")
_CLOSING = " \t\"'’”」』》>.,!?"

#: Whether a digit, read aloud, ends in a consonant (영 일 삼 육 칠 팔); the particle 로 also follows ㄹ.
_DIGITS_ON_CONSONANT, _DIGITS_ON_RIEUL = "013678", "178"


def clean(text: str) -> str:
    """One line of text as it is stored: NFC, no control characters, inner blanks collapsed, ends trimmed."""
    return " ".join(_visible(text, keep="").split())


def clean_body(text: str) -> str:
    """Text of several lines as it is stored: NFC, lines end in a line feed without trailing blanks.

    Tabs and blanks inside a line stay; empty lines at the beginning and at the end go.
    """
    lines = _visible(_LINE_ENDS.sub("\n", text), keep="\n\t").split("\n")
    return "\n".join(line.rstrip() for line in lines).strip("\n")


def fold(text: str) -> str:
    """The key by which names are compared: 광주 남구 = 광주남구, Huyện Nhà Bè = Huyen Nha Be.

    Case, width, blanks, punctuation and the diacritics of Latin letters do not count; those of
    other scripts do. Initials (ㅇㅇㄱ) stay initials.
    """
    if text.isascii():
        return _NOT_PLAIN.sub("", text.lower())
    if _SETTLED.fullmatch(text):
        return text.replace(" ", "")
    composed = _composed(text)
    wide = _NOT_JAMO.sub(lambda run: unicodedata.normalize("NFKC", run[0]), composed)
    apart = unicodedata.normalize("NFD", wide.casefold())
    plain = unicodedata.normalize("NFC", _LATIN_MARKS.sub("", apart).translate(_PLAIN_LATIN))
    dropped = dict.fromkeys(ord(character) for character in set(plain) if not _counts(character))
    return plain.translate(dropped).translate(_LONE_INITIALS)


def initials(text: str) -> str:
    """The 초성 of the folded text: 영암군 → ㅇㅇㄱ. What is not Hangul stays: 씨엠(CM)병원 → ㅆㅇcmㅂㅇ."""
    return "".join(_initial(character) for character in fold(text))


def is_initials(word: str) -> bool:
    """Whether the word consists of consonants only, so that it is looked for among the 초성."""
    folded = fold(word)
    return bool(folded) and all("ㄱ" <= character <= "ㅎ" for character in folded)


def bigrams(text: str) -> list[str]:
    """Pairs of neighbouring characters of the folded text, in order, each once: 영암군 → 영암, 암군."""
    return _pairs(fold(text))


def search_terms(*texts: str) -> str:
    """The terms under which a record is found, joined by blanks: characters and pairs of each text.

    Trigram indexes miss words of two syllables, and most Korean words have two. The same is done
    over the 초성 (ㅇㅇㄱ finds 영암군), and for names without their brackets (씨엠병원 finds 씨엠(CM)병원).
    """
    terms: dict[str, None] = {}
    for folded in _spellings(texts):
        for line in dict.fromkeys((folded, initials(folded))):
            terms.update(dict.fromkeys([*line, *_pairs(line)]))
    return " ".join(terms)


def search_text(*texts: str) -> str:
    """The folded texts and their 초성, joined by SEPARATOR: a hit of the index counts if each of
    `query_words` is a part of it."""
    spellings = _spellings(texts)
    return SEPARATOR.join(dict.fromkeys([*spellings, *map(initials, spellings)]))


def query_words(query: str) -> list[str]:
    """The words of a query as they stand in `search_text`. Empty for blanks and punctuation.

    A word of syllables and initials (영암ㄱ) is looked for as its syllables and as the 초성 of the whole.
    """
    folded = (fold(word) for word in query[:LONGEST_QUERY].split())
    return list(dict.fromkeys(part for word in folded for part in word_parts(word)))


def word_parts(folded: str) -> list[str]:
    """The parts of `search_text` that a folded word asks for: 영암ㄱ → 영암, ㅇㅇㄱ; any other is itself."""
    lone = folded.translate(_SPLIT_CLUSTERS)
    if not _INITIAL_RUN.search(lone):
        return [folded] if folded else []
    syllables = [run for run in _INITIAL_RUN.split(lone) if _has_syllable(run)]
    return [*syllables, initials(lone)] if syllables else [lone]


def query_terms(query: str) -> list[str]:
    """The terms that a record must all have to be a candidate for the query; see `search_terms`.

    Empty when nothing but blanks and punctuation was typed.
    """
    terms: dict[str, None] = {}
    for word in query_words(query):
        terms.update(dict.fromkeys(word_terms(word)))
    return list(terms)[:MOST_QUERY_TERMS]


def word_terms(word: str) -> list[str]:
    """The terms under which the index has a part of a folded text: its pairs, or its one character."""
    return _pairs(word) or list(word)


def beginnings(character: str) -> tuple[str, str]:
    """Between which keys the folded names lie that begin with a character or, of a consonant, with its syllables:
    from the first, and before the second."""
    place = _INITIALS.find(character)
    if place < 0:
        return character, chr(ord(character) + 1)
    first = ord(_FIRST_SYLLABLE) + place * _SYLLABLES_AN_INITIAL
    return chr(first), chr(first + _SYLLABLES_AN_INITIAL)


def with_josa(word: str, pair: str) -> str:
    """The word with the particle that fits how it ends: with_josa("영암군", "은/는") → 영암군은.

    The pair names the form after a consonant first: 은/는, 이/가, 을/를, 과/와, 으로/로. Brackets at the
    end are not read aloud. Where nobody can tell (other scripts), both forms are written: 은(는).
    """
    after_consonant, after_vowel = pair.split("/")
    ending = _ending(word)
    if ending is None:
        return f"{word}{after_consonant}({after_vowel})"
    if ending == "ㄹ" and after_consonant == "으로":
        return word + after_vowel
    return word + (after_consonant if ending else after_vowel)


def as_topic(word: str) -> str:
    """The word as what a sentence speaks of: 영암군은, 광주남구는."""
    return with_josa(word, "은/는")


def _composed(text: str) -> str:
    """The text in NFC, with runs of combining marks cut to what writing can need."""
    marks = "".join(sorted(character for character in set(text) if unicodedata.combining(character)))
    if marks:
        text = re.sub(f"([{marks}]{{{_MOST_MARKS}}})[{marks}]+", r"\1", text)
    return unicodedata.normalize("NFC", text)


def _visible(text: str, keep: str) -> str:
    composed = _composed(text)
    dropped = {
        ord(character): " " if character.isspace() else None for character in set(composed) if _hidden(character)
    }
    for character in keep:
        dropped.pop(ord(character), None)
    return composed.translate(dropped)


def _hidden(character: str) -> bool:
    # Cs: half a surrogate pair cannot be stored as UTF-8.
    return character in _INVISIBLE or unicodedata.category(character) in {"Cc", "Cs"}


def _counts(character: str) -> bool:
    return character.isalnum() or unicodedata.category(character).startswith("M")


def _initial(character: str) -> str:
    if not _FIRST_SYLLABLE <= character <= _LAST_SYLLABLE:
        return character
    return _INITIALS[(ord(character) - ord(_FIRST_SYLLABLE)) // _SYLLABLES_AN_INITIAL]


def _has_syllable(text: str) -> bool:
    return any(_FIRST_SYLLABLE <= character <= _LAST_SYLLABLE for character in text)


def _pairs(folded: str) -> list[str]:
    return list(dict.fromkeys(first + second for first, second in pairwise(folded)))


def _spellings(texts: Iterable[str]) -> list[str]:
    ways = (way for text in texts for way in (text, _IN_BRACKETS.sub("", text)))
    return [folded for folded in dict.fromkeys(fold(way) for way in ways) if folded]


def _ending(word: str) -> str | None:
    """How the word ends when read: "ㄹ", another consonant ("ㅇ" stands for all), "" for a vowel, None unknown."""
    spoken = _IN_BRACKETS.sub("", word).rstrip(_CLOSING) or word.rstrip(_CLOSING + ")")
    last = spoken[-1:]
    if _FIRST_SYLLABLE <= last <= _LAST_SYLLABLE:
        final = (ord(last) - ord(_FIRST_SYLLABLE)) % _FINALS_A_VOWEL
        return "ㄹ" if final == _FINAL_RIEUL else "ㅇ" if final else ""
    if last.isascii() and last.isdigit():
        return "ㄹ" if last in _DIGITS_ON_RIEUL else "ㅇ" if last in _DIGITS_ON_CONSONANT else ""
    return _latin_ending(spoken) if last.isascii() and last.isalpha() else None


def _latin_ending(word: str) -> str:
    """Abbreviations are spelt out (LH 엘에이치, CSR 알); words end as they are transcribed (Seoul 울, Yeongam 암)."""
    last = word[-1]
    if last in "Ll" or last == "R":
        return "ㄹ"
    return "ㅇ" if last in "MNmn" or word.endswith("ng") else ""
