"""Numbers that name a person for life: resident and foreigner registration numbers, passport numbers.

No office may keep them without a law that says so (개인정보 보호법 제24조, 제24조의2), and we have none:
they are refused wherever text comes in. Pure functions, in time linear to the text.

A registration number is a date of birth, a digit for century, sex and nationality, and six more. Since
October 2020 the rest is drawn at random (주민등록법 시행규칙 제2조), so the date and that digit decide. The check
digit of older numbers is asked only where the same digits may as well be a date and a figure after it.
"""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from datetime import date
from enum import StrEnum
from typing import Any

from partners.foundation.refusals import Refusal
from partners.foundation.words import _l


class Identifier(StrEnum):
    """What a number looks like."""

    RESIDENT = "resident"
    FOREIGNER = "foreigner"
    PASSPORT = "passport"


REFUSALS = {
    Identifier.RESIDENT: _l("A number here looks like a resident registration number. Delete it, then save."),
    Identifier.FOREIGNER: _l("A number here looks like a foreigner registration number. Delete it, then save."),
    Identifier.PASSPORT: _l("Something here looks like a passport number. Delete it, then save."),
}

#: What may stand between two digits; letters, commas and colons end a number.
_GAP = r"([ .\-_/·~()]{0,3}+)"
_MONTH_AND_DAY = rf"([01]){_GAP}(\d){_GAP}([0-3]){_GAP}(\d)"
#: Thirteen digits with anything typical between them; looked ahead, so that numbers may overlap.
_THIRTEEN = re.compile(
    rf"(?<!\d)(?=(\d){_GAP}(\d){_GAP}{_MONTH_AND_DAY}{_GAP}" + rf"(\d){_GAP}" * 6 + r"(\d)(?!\d))", re.ASCII
)
#: With the year in full: 19900101-1234567, 1990.01.01-1234567.
_FULL_YEAR = re.compile(
    rf"(?<!\d)(?=(18|19|20)(\d\d)([.\-_ ]?)([01]\d)\3([0-3]\d){_GAP}(\d)[.\-_ ]?(\d{{6}})(?!\d))", re.ASCII
)
#: 법인등록번호 has the same shape: it passes where it is called by its name and its own check digit is right.
_CORPORATE_NAME = re.compile(r"(?:법인\s?(?:등록)?\s?번호|[Cc]orporat\w{1,3} [Rr]egistration \w{2,6})\W{0,5}$")
_LONGEST_NAME = 40

#: Letter and eight digits until 2021, with a letter in the middle since then.
_KOREAN_PASSPORT = re.compile(
    r"(?<![0-9A-Z])[MSROGD][ -]?(?:\d{3}[A-Z]\d{4}|(?!(?:19|20)\d\d[01]\d[0-3]\d)\d{8})(?![0-9A-Z])", re.ASCII
)
#: Any country's, where the text says that it is one.
_NAMED_PASSPORT = re.compile(
    r"(?:여권|旅券|护照|護照|PASSPORT)[^0-9A-Z\n]{0,12}(?:(?:NO|NUMBER|NR)\b[^0-9A-Z\n]{0,6})?"
    r"(?:[A-Z]{1,2}[ -]?\d{6,8}|[A-Z]\d{2,3}[A-Z]\d{4,5})(?![0-9A-Z])",
    re.ASCII,
)
_NUMBERED_PASSPORT = re.compile(
    r"(?:여권\s?번호|旅券番号|护照号码|PASSPORT (?:NO|NUMBER|NR)\b)[^0-9A-Z\n]{0,8}\d{8,9}(?!\d)", re.ASCII
)

#: Digests of files are no numbers of people.
_DIGEST = re.compile(r"(?<![0-9a-zA-Z])[0-9a-f]{32,128}(?![0-9a-zA-Z])", re.ASCII)
_BLANKS = re.compile(" {2,}")
_BROKEN_LINE = re.compile("- ?\n ?")
#: Written as a dash by people: the vowel ㅡ, the long sound ー, the minus sign.
_DASHES = frozenset("ㅡー−")

_CENTURIES = {"9": 18, "0": 18, "1": 19, "2": 19, "5": 19, "6": 19, "3": 20, "4": 20, "7": 20, "8": 20}
_FOREIGN = frozenset("5678")
_WEIGHTS = (2, 3, 4, 5, 6, 7, 8, 9, 2, 3, 4, 5)


def find_identifier(text: str) -> Identifier | None:
    """What kind of forbidden number the text holds, or None. Never the number itself: nobody should pass it on."""
    plain = _plain(text)
    return _registration_number(plain) or _passport_number(plain.upper())


def refuse_identifiers(texts: Mapping[str, Any]) -> None:
    """Raise Refusal at the first field whose text holds such a number: for actions that write what people wrote.

    Values that are no text are passed over; lists are looked through. The number is not part of the refusal.
    """
    for field, value in texts.items():
        for text in _texts(value):
            if found := find_identifier(text):
                raise Refusal(REFUSALS[found], field=field)


def _texts(value: Any) -> Iterable[str]:
    if isinstance(value, str):
        return (value,)
    if isinstance(value, list | tuple | set | frozenset):
        return (text for one in value for text in _texts(one))
    if isinstance(value, Mapping):
        return (text for one in value.values() for text in _texts(one))
    return ()


def _plain(text: str) -> str:
    """The text with digits, dashes and blanks of all scripts in their plain form, and what is not seen left out."""
    table = {ord(character): plain for character in set(text) if (plain := _plain_character(character)) is not None}
    text = _BLANKS.sub(" ", text.translate(table))
    return _DIGEST.sub("", _BROKEN_LINE.sub("-", text))


def _plain_character(character: str) -> str | None:
    """What the character is read as; None: as it stands."""
    if character.isascii():
        return " " if character.isspace() and character != "\n" else None
    digit = unicodedata.digit(character, None)
    if digit is not None:
        return str(digit)
    category = unicodedata.category(character)
    if category == "Pd" or character in _DASHES:
        return "-"
    if category in ("Cf", "Mn"):
        return ""
    if category in ("Zs", "Zl", "Zp"):
        return " "
    wide = unicodedata.normalize("NFKC", character)
    return wide if len(wide) == 1 and wide.isascii() else None


def _registration_number(text: str) -> Identifier | None:
    for match in _THIRTEEN.finditer(text):
        groups = match.groups()
        digits = "".join(groups[::2])
        if _may_be_meant(groups[1::2], digits) and _is_born(digits) and not _is_corporate(text, match.start(), digits):
            return _kind_of(digits)
    for match in _FULL_YEAR.finditer(text):
        century, year, gap, month, day, joint, sex, rest = match.groups()
        digits = f"{year}{month}{day}{sex}{rest}"
        is_joined = "-" in joint or joint == gap
        if _CENTURIES[sex] == int(century) and _is_born(digits) and (is_joined or _checks(digits)):
            return _kind_of(digits)
    return None


def _may_be_meant(gaps: tuple[str, ...], digits: str) -> bool:
    """Whether these thirteen digits, divided like this, are written as one number."""
    inner = {*gaps[:5], *gaps[6:]} - {""}
    joint = gaps[5]
    if len(inner) > 1:
        return False
    if not inner or all(gaps):
        return True
    if not joint:
        # 9001011-234567: the first seven together.
        return not any(gaps[:5]) and not any(gaps[7:])
    gap = inner.pop()
    is_a_day = bool(gaps[1] and gaps[3]) and not (gaps[0] or gaps[2] or gaps[4])
    # 20. 11. 20. 1234567 is a day and a figure; 20.11.20-1234567 is one number.
    return not is_a_day or "-" in joint or (len(gap) == 1 and (joint == gap or _checks(digits)))


def _is_born(digits: str) -> bool:
    """Whether somebody may be born on that day. Before 1900 there are only old numbers, with their check digit."""
    century = _CENTURIES[digits[6]]
    try:
        date(century * 100 + int(digits[:2]), int(digits[2:4]), int(digits[4:6]))
    except ValueError:
        return False
    return century > 18 or _checks(digits)


def _checks(digits: str) -> bool:
    total = sum(weight * int(digit) for weight, digit in zip(_WEIGHTS, digits, strict=False))
    # Foreigners' numbers count two further.
    further = 2 if digits[6] in _FOREIGN else 0
    return (11 - total % 11 + further) % 10 == int(digits[12])


def _is_corporate(text: str, start: int, digits: str) -> bool:
    if not _CORPORATE_NAME.search(text[max(0, start - _LONGEST_NAME) : start]):
        return False
    total = sum((1 + place % 2) * int(digit) for place, digit in enumerate(digits[:12]))
    return (10 - total % 10) % 10 == int(digits[12])


def _kind_of(digits: str) -> Identifier:
    return Identifier.FOREIGNER if digits[6] in _FOREIGN else Identifier.RESIDENT


def _passport_number(text: str) -> Identifier | None:
    found = any(pattern.search(text) for pattern in (_KOREAN_PASSPORT, _NAMED_PASSPORT, _NUMBERED_PASSPORT))
    return Identifier.PASSPORT if found else None
