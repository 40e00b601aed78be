"""What must hold of where a partner lies, and when that may still change. Pure."""

from typing import Any

from partners.directory.rules.words import HOME
from partners.foundation.words import _l

Objection = tuple[str, Any] | None

#: Provinces and metropolitan cities, as records keep them, in the reader's language.
PROVINCE_NAMES: dict[str, Any] = {
    "서울": _l("Seoul"), "부산": _l("Busan"), "대구": _l("Daegu"), "인천": _l("Incheon"), "광주": _l("Gwangju"),
    "대전": _l("Daejeon"), "울산": _l("Ulsan"), "세종": _l("Sejong"), "경기": _l("Gyeonggi"), "강원": _l("Gangwon"),
    "충북": _l("Chungbuk"), "충남": _l("Chungnam"), "전북": _l("Jeonbuk"), "전남": _l("Jeonnam"),
    "경북": _l("Gyeongbuk"), "경남": _l("Gyeongnam"), "제주": _l("Jeju"),
}  # fmt: skip


def region_name(region: str) -> str:
    """A region as the reader calls it; what is no Korean province stays as it was written."""
    return str(PROVINCE_NAMES.get(region, region))


def objection_to_point(lat: float | None, lon: float | None) -> Objection:
    """Both coordinates or none, and on this earth. NaN is nowhere."""
    if lat is None and lon is None:
        return None
    if lat is None or lon is None:
        missing = "lat" if lat is None else "lon"
        return missing, _l("Write both latitude and longitude, or leave both empty.")
    if not -90 <= lat <= 90:
        return "lat", _l("A latitude lies between -90 and 90.")
    if not -180 <= lon <= 180:
        return "lon", _l("A longitude lies between -180 and 180.")
    return None


def objection_to_place(kind: str, country: str, region: str) -> Objection:
    """A Korean city needs its province: there are two 고성군 and many 남구."""
    if kind == "city" and country == HOME and not region:
        return "region", _l("Write the province: cities of the same name lie in several.")
    return None


def objection_to_move(before: str, after: str, has_ties: bool, has_open_case: bool) -> Objection:
    """A partner with a tie or an open case stays domestic or foreign.

    Otherwise a foreign sister tie could be made under the rules of a domestic one, without the
    council's consent (지방자치법 제47조 ① 10).
    """
    if (before == HOME) == (after == HOME):
        return None
    if has_ties:
        return "country", _l(
            "This partner has a tie, and domestic and foreign ties follow different rules. "
            "Register the partner anew instead of changing its country."
        )
    if has_open_case:
        return "country", _l("This partner has an agreement under way. End it before changing the country.")
    return None
