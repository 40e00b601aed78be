"""How much two names are alike, by the pairs of their characters. Pure.

What the law puts into a name (주식회사, 의료법인) is left out first, and before a place its province. 광주남구 is
남구 of 광주, (주)한빛 is 주식회사 한빛, 수원시 is 수원; 강서구 is not 강동구, and a body of 종로 is none of 용산.
Of two at home only their Korean names count: a dozen clinics of a district are called the same in English. Abroad
those in English and in the native script do, since one place is written in Korean in several ways.
"""

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from partners.directory.rules.names import PROVINCES, spellings_of
from partners.directory.rules.words import HOME
from partners.foundation.hangul import fold
from partners.geography.atlas import district_names

WHOLE = 100
#: Of places with shorter names only the same is alike: 영암군 and 영월군 differ in one letter.
SHORT_PLACE = 5
#: Names that share fewer of their pairs are not looked at, nor those with more slips than one in so many letters.
SIMILAR = 70
LETTERS_A_SLIP = 7

_LEGAL_FORM = re.compile(
    r"\((?:주|유|재|사|의)\)|㈜|주식\s?회사|유한\s?회사|재단\s?법인|사단\s?법인|의료\s?법인|사회복지\s?법인|학교\s?법인|비영리\s?법인|사회적\s?협동\s?조합|협동\s?조합"
    r"|\b(?:co|ltd|inc|corp|llc|plc|gmbh)\b\.?",
    re.IGNORECASE,
)
_PLACE_FORM = re.compile(r"\b(?:city|county|district|metropolitan|municipality|of|the|gun|gu|si)\b", re.IGNORECASE)
_KOREAN_FORMS = ("시", "군", "구")
LONGEST_DISTRICT = 4
_DIGITS = re.compile(r"\d+")
#: The province as we write it by each of its spellings, folded; the longest first.
_REGIONS = dict(
    sorted(
        {
            fold(name): short for name, short in (*PROVINCES.items(), *((one, one) for one in PROVINCES.values()))
        }.items(),
        key=lambda pair: -len(pair[0]),
    )
)


@dataclass(frozen=True, slots=True)
class Core:
    """What tells a name from others, folded; of a place also what it is called (시, 군, 구), where it says so."""

    text: str
    form: str = ""

    @property
    def stem(self) -> str:
        return self.text.removesuffix(self.form) if self.form else self.text


def cores_of(kind: str, country: str, region: str, names: Iterable[str]) -> frozenset[Core]:
    """The cores of all names of a record: Korean, English, native, others."""
    found = (_core(kind, country, region, spelling) for name in names if name for spelling in spellings_of(name))
    return frozenset(core for core in found if core.text)


def percent_alike(
    ones: Collection[Core],
    others: Collection[Core],
    of_places: bool = False,
    exactly: bool = False,
    at_home: bool = False,
) -> int:
    """How much the two names are alike that are most alike, from 0 to 100. `exactly`: the same, or nothing."""
    measure = _the_same if exactly else _places_alike if of_places else _alike
    here, there = telling(ones, at_home), telling(others, at_home)
    if {core.text for core in here} & {core.text for core in there}:
        return WHOLE
    return max((measure(one, other) for one in here for other in there), default=0)


def telling(cores: Collection[Core], at_home: bool) -> Collection[Core]:
    """Those that tell two records apart: at home the Korean ones, where there are some."""
    korean = [core for core in cores if any("가" <= letter <= "힣" for letter in core.text)]
    return korean if at_home and korean else cores


def slips_between(one: str, other: str, most: int) -> int:
    """How many letters must be changed, put in or left out to make one of the other; `most` + 1 for more than that."""
    if abs(len(one) - len(other)) > most:
        return most + 1
    before = list(range(len(other) + 1))
    for row, letter in enumerate(one, start=1):
        line = [row]
        for column, other_letter in enumerate(other, start=1):
            line.append(min(line[-1] + 1, before[column] + 1, before[column - 1] + (letter != other_letter)))
        before = line
    return min(before[-1], most + 1)


def pairs_of(text: str) -> frozenset[str]:
    """The pairs of neighbouring characters of a folded text; of one character that one."""
    return frozenset(first + second for first, second in pairwise(text)) or frozenset(text)


def dice(one: Collection[str], other: Collection[str]) -> int:
    """How many of their pairs two names share, in percent (Sørensen and Dice)."""
    both = len(one) + len(other)
    return 2 * WHOLE * len(set(one) & set(other)) // both if both else 0


def numbers_in(text: str) -> list[str]:
    """The numbers in a name: 3기 is not 4기."""
    return _DIGITS.findall(text)


def _core(kind: str, country: str, region: str, name: str) -> Core:
    if kind in ("company", "institution", "hospital"):
        name = _LEGAL_FORM.sub(" ", name) if _LEGAL_FORM.sub("", name).strip() else name
    if kind == "city" and name.isascii():
        name = _PLACE_FORM.sub(" ", name.replace("-", " ")).strip() or name
    text = fold(name)
    if kind != "city":
        return Core(text)
    if country == HOME:
        text = _without_region(text, region)
    form = next((one for one in _KOREAN_FORMS if text.endswith(one) and len(text) > 2), "")
    return Core(text, form)


def _without_region(text: str, region: str) -> str:
    for beginning, short in _REGIONS.items():
        if region in ("", short) and text.startswith(beginning) and len(text) - len(beginning) > 1:
            return text[len(beginning) :]
    return text


def _the_same(one: Core, other: Core) -> int:
    return WHOLE if one.text == other.text else 0


def _shared(one: Core, other: Core) -> int:
    return dice(pairs_of(one.text), pairs_of(other.text))


def _places_alike(one: Core, other: Core) -> int:
    if one.stem == other.stem and len(one.stem) > 1 and not (one.form and other.form):
        # 수원시 and 수원. Two that say so differently are a city and a county.
        return WHOLE
    return _the_same(one, other) if min(len(one.text), len(other.text)) < SHORT_PLACE else _alike(one, other)


def _alike(one: Core, other: Core) -> int:
    if one.text == other.text:
        return WHOLE
    shared = _shared(one, other)
    if shared < SIMILAR or numbers_in(one.text) != numbers_in(other.text) or _of_two_districts(one.text, other.text):
        return 0
    most = max(len(one.text), len(other.text)) // LETTERS_A_SLIP
    return shared if slips_between(one.text, other.text, most) <= most else 0


def _of_two_districts(one: str, other: str) -> bool:
    heres = _district_of(one), _district_of(other)
    return all(heres) and heres[0] != heres[1]


def _district_of(text: str) -> str:
    """The 시·군·구 with which a name begins: 서대문구보건소 → 서대문."""
    return next((text[:length] for length in range(LONGEST_DISTRICT, 1, -1) if text[:length] in _districts()), "")


@cache
def _districts() -> frozenset[str]:
    names = (fold(district.name_ko) for district in district_names().values())
    stems = (name.removesuffix(form) for name in names for form in _KOREAN_FORMS if name.endswith(form))
    return frozenset(stem for stem in stems if len(stem) > 1)
