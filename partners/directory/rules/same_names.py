"""Names that several 시·군·구 of Korea bear: whoever writes one alone is asked which is meant. Pure.

Drawn from static/geo/names.csv (a test compares), and 광주시 of 경기 beside 광주광역시.
"""

from partners.directory.rules.words import HOME
from partners.foundation.hangul import fold

#: By name, the provinces in which one lies, in the order of their codes.
SAME_NAMES: dict[str, tuple[str, ...]] = {
    "강서구": ("서울", "부산"),
    "고성군": ("강원", "경남"),
    "광주시": ("광주", "경기"),
    "남구": ("부산", "대구", "광주", "울산", "경북"),
    "동구": ("부산", "대구", "인천", "광주", "대전", "울산"),
    "북구": ("부산", "대구", "광주", "울산", "경북"),
    "서구": ("부산", "대구", "인천", "광주", "대전"),
    "중구": ("서울", "부산", "대구", "인천", "대전", "울산"),
}


def provinces_of(name: str) -> tuple[str, ...]:
    """The provinces in which a 시·군·구 of this bare name lies, where there are several; otherwise none."""
    return SAME_NAMES.get(fold(name), ())


def is_ambiguous(name: str, country: str = HOME, region: str = "") -> bool:
    """Whether the name alone leaves open which place of Korea is meant."""
    return country == HOME and not region and bool(provinces_of(name))
