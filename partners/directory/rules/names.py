"""When two names mean the same partner. Pure.

Blanks, punctuation, case, a Latin name in brackets and the province before the name make no
difference: 광주남구 is 광주 남구, CM병원 is 씨엠(CM)병원, 경남 고성군 is 고성군 of 경남.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum
from typing import Any, Protocol

from babel import Locale

from partners.directory.rules.words import HOME
from partners.foundation.hangul import fold

BRACKETED = re.compile(r"([^\s()]*)\(([^()]*)\)")

#: Provinces and metropolitan cities as the report writes them, by their other spellings.
PROVINCES = {
    "서울특별시": "서울", "서울시": "서울", "부산광역시": "부산", "부산시": "부산",
    "대구광역시": "대구", "대구시": "대구", "인천광역시": "인천", "인천시": "인천",
    "광주광역시": "광주", "대전광역시": "대전", "대전시": "대전", "울산광역시": "울산", "울산시": "울산",
    "세종특별자치시": "세종", "세종시": "세종", "경기도": "경기", "강원도": "강원", "강원특별자치도": "강원",
    "충청북도": "충북", "충청남도": "충남", "전라북도": "전북", "전북특별자치도": "전북", "전라남도": "전남",
    "경상북도": "경북", "경상남도": "경남", "제주도": "제주", "제주특별자치도": "제주",
}  # fmt: skip

_BEGINNINGS = sorted(
    {**PROVINCES, **{short: short for short in PROVINCES.values()}}.items(), key=lambda pair: -len(pair[0])
)


class Named(Protocol):
    """A partner, or a row of its names."""

    name_ko: Any
    name_en: Any
    name_native: Any
    country: Any
    region: Any


def region_of(country: str, region: str, name: str) -> str:
    """The region as we write it: a Korean province in two syllables.

    Left empty, it is taken from a name that begins with it (경남 고성군). 광주시 stays without:
    it may be the city of 경기.
    """
    if country != HOME:
        return region
    if region:
        return PROVINCES.get(region, region)
    folded = fold(name)
    return next((short for full, short in _BEGINNINGS if folded.startswith(full) and len(folded) > len(full) + 1), "")


def formal_name(country: str, region: str, name: str) -> str:
    """The full Korean name: 전남 영암군, 중국 상해시 황포구. The region is not said twice."""
    words = [] if country == HOME else [str(Locale("ko").territories.get(country, ""))]
    if region and not fold(name).startswith(fold(region)):
        words.append(region)
    return " ".join([*(word for word in words if word), name])


def names_found_by(partner: Named, others: Iterable[str]) -> list[str]:
    """Every name under which a partner is found: its own in all scripts, the others, the formal one."""
    formal = formal_name(partner.country, partner.region, partner.name_ko)
    # A new record has None where nothing was said, until its defaults are written.
    return [name for name in (partner.name_ko, partner.name_en, partner.name_native, *sorted(others), formal) if name]


def other_name(name_ko: str, name_native: str, name_en: str) -> str:
    """The names that stand beside the Korean one in a list, short, nothing said twice.

    The English name without what follows its comma; only the native one where it is written in Latin.
    """
    english = name_en.split(",")[0]
    native = name_native
    if native:
        folded = fold(native)
        native = "" if any(folded == fold(name) for name in {name_ko, english, name_en}) else native
    if native and native[:1].isascii():
        return native
    return " ".join(name for name in (native, english) if name)


def keys_of(name: str, others: Iterable[str], region: str) -> set[str]:
    """Every folded spelling under which a partner is recognised."""
    spellings = {spelling for written in (name, *others) for spelling in spellings_of(written)}
    keys = {fold(spelling) for spelling in spellings}
    place = fold(region)
    if place:
        core = {_without(place, fold(spelling)) for spelling in spellings_of(name)}
        keys |= core | {place + key for key in core}
    return {key for key in keys if key}


def spellings_of(name: str) -> set[str]:
    # 씨엠(CM)병원 is also written 씨엠병원 and CM병원.
    return {name, BRACKETED.sub(r"\1", name), BRACKETED.sub(r"\2", name)}


def _without(place: str, key: str) -> str:
    rest = key.removeprefix(place)
    return rest if len(rest) > 1 else key


@dataclass(frozen=True)
class Known:
    """A partner whose name resembles the one that was typed."""

    id: int
    kind: str
    name_ko: str
    country: str
    region: str
    is_archived: bool = False

    @property
    def formal_name(self) -> str:
        return formal_name(self.country, self.region, self.name_ko)


class Likeness(Enum):
    """SAME: one city cannot be registered twice. SIMILAR: it may be the same; somebody has to say."""

    SAME = "same"
    SIMILAR = "similar"


def likeness(kind: str, country: str, region: str, name: str, known: Known) -> Likeness:
    """How much a partner found by one of its keys resembles the one that was typed."""
    both_cities = kind == known.kind == "city"
    if not both_cities or country != known.country or fold(region) != fold(known.region):
        return Likeness.SIMILAR
    place = fold(region)
    same_name = _without(place, fold(name)) == _without(place, fold(known.name_ko))
    return Likeness.SAME if same_name else Likeness.SIMILAR
