"""Money as officials write it. Amounts are whole won (int); None is an unknown amount, which is not 0."""

import re
import unicodedata
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from partners.foundation.languages import language
from partners.foundation.words import _, _l

WON, KKRW = "won", "kkrw"
#: 1,000 trillion won: more than the state's budget, so it can only be a slip.
MOST = 10**15

_FACTORS = {WON: 1, KKRW: 1000}
_LONGEST = 60
#: Words around the figure. These make the amount an estimate (상당: the report's line 98).
_APPROXIMATE = re.compile(r"\(?(?:약|대략|상당|내외|정도|가량|안팎|추정)\)?|(?<=[\d천백십억만])여")
_BEFORE = re.compile(r"(?:합계|총|계|일금|금|\s)*(?P<won>₩|KRW)?\s*")
_AFTER = re.compile(r"\s*원정?\Z")
_NEGATIVE = re.compile(r"[\-−–△▲]\s*\d")
#: The sections of a Korean number, and the steps inside a section: 1억 2천5백만.
_SECTIONS = re.compile(
    r"(?:(?P<jo>[^조억만]*)조)?(?:(?P<eok>[^조억만]*)억)?(?:(?P<man>[^조억만]*)만)?(?P<ones>[^조억만]*)"
)
_NUMBER = r"(?:(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d{1,2})?)"
_STEPS = re.compile(rf"\s?({_NUMBER}?\s?천)?\s?({_NUMBER}?\s?백)?\s?({_NUMBER}?\s?십)?\s?({_NUMBER})?\s?")
_SECTION_VALUES = {"jo": 10**12, "eok": 10**8, "man": 10**4, "ones": 1}
_STEP_VALUES = (1000, 100, 10, 1)


class AmountNotUnderstood(ValueError):
    """What was typed is no amount. The message says what to write instead."""

    def __init__(self, message: Any) -> None:
        super().__init__(message)
        self.message = message


@dataclass(frozen=True, slots=True)
class Amount:
    """An amount in won (None: unknown), whether it is an estimate, and the text that was typed."""

    won: int | None
    approx: bool
    as_written: str


def parse_amount(text: str, unit: str = WON) -> Amount:
    """Read "4,000천원", "총 4,000천원 상당", "약 4백만원", "1억 2천만원" or "4000000".

    `unit` (won or kkrw, that is 천원) holds for bare numbers only; a unit in the text wins.
    An empty text is an unknown amount. Raises AmountNotUnderstood for everything else that is
    no whole number of won from 0 to MOST.
    """
    written = text.strip()
    if not written:
        return Amount(None, False, "")
    if unit not in _FACTORS:
        raise AmountNotUnderstood(_l("Choose won or thousand won as the unit."))
    figure, approx, in_won = _figure(written)
    won, bare = _won(figure)
    if bare and not in_won:
        won *= _FACTORS[unit]
    if won > MOST:
        raise AmountNotUnderstood(_l("This is more than 1,000 trillion won. Check the number and its unit."))
    return Amount(won, approx, written)


def looks_like_thousands(text: str, unit: str = WON) -> bool:
    """Whether to ask if thousand won (천원) was meant: "4,000" typed with the unit won.

    True for a bare number below 10,000, or one that is no multiple of ten (428,296): amounts in won
    end in 0, figures in 천원 need not. "4,000원" says what it means. Never raises.
    """
    if unit != WON:
        return False
    try:
        figure, _approx, in_won = _figure(text.strip())
        number, bare = _won(figure)
    except AmountNotUnderstood:
        return False
    return bare and not in_won and number > 0 and (number < 10_000 or number % 10 != 0)


def in_kkrw(won: int | None) -> str:
    """The amount as reports print it: 4,000천원. Exact where thousands would round: 4,500원.

    English has no 천원: there the whole amount stands, KRW 4,000,000.
    """
    if won is None or won == 0 or won % 1000 or language() == "en":
        return in_won(won)
    return f"{won // 1000:,}천원"


def in_won(won: int | None) -> str:
    """The amount in won: 4,000,000원, KRW 4,000,000. An unknown amount says so in words, lest it be taken for 0."""
    if won is None:
        return str(_("Amount unknown"))
    return f"KRW {won:,}" if language() == "en" else f"{won:,}원"


def _figure(text: str) -> tuple[str, bool, bool]:
    """The figure without the words around it, whether they call it an estimate, whether 원 is written."""
    if len(text) > _LONGEST:
        raise _not_understood()
    plain = " ".join(unicodedata.normalize("NFKC", text).split())
    if _NEGATIVE.search(plain):
        raise AmountNotUnderstood(_l("An amount cannot be negative. The direction says who gave and who received."))
    exact, estimates = _APPROXIMATE.subn("", plain)
    exact = " ".join(exact.split())
    before = _BEFORE.match(exact)
    figure, won_signs = _AFTER.subn("", exact[before.end() :] if before else exact)
    return figure, estimates > 0, won_signs > 0 or bool(before and before["won"])


def _won(figure: str) -> tuple[int, bool]:
    """The value of the figure, and whether it is a bare number without 천, 만, 억."""
    sections = _SECTIONS.fullmatch(figure)
    if not figure or sections is None:
        raise _not_understood()
    written = {name: section for name, section in sections.groupdict().items() if section is not None}
    if not {"jo", "eok"}.isdisjoint(written) and "man" not in written and re.search("[천백십]", written["ones"]):
        # 3억5천 is said for 350,000,000 and reads 300,005,000: nobody but the writer knows.
        raise _not_understood()
    value = sum(_section(section, name) * _SECTION_VALUES[name] for name, section in written.items())
    bare = figure.replace(",", "").isdecimal()
    if value != int(value) or ("." in figure and not re.search("[천백십조억만]", figure)):
        raise _not_understood()
    return int(value), bare


def _section(section: str, name: str) -> Decimal:
    steps = _STEPS.fullmatch(section)
    if steps is None:
        raise _not_understood()
    if not section.strip():
        # 만원 alone is one 만; nothing after 만 is nothing.
        return Decimal(0 if name == "ones" else 1)
    return sum(
        (
            Decimal(step.rstrip("천백십 ").replace(",", "") or 1) * value
            for step, value in zip(steps.groups(), _STEP_VALUES, strict=True)
            if step
        ),
        Decimal(0),
    )


def _not_understood() -> AmountNotUnderstood:
    return AmountNotUnderstood(
        _l("Write the amount in digits, such as 4,000,000, or leave it empty when it is unknown.")
    )
