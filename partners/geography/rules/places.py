"""What the gazetteer knows of a place. Pure."""

import math
from dataclasses import dataclass
from enum import IntEnum

HOME = "KR"
KM_A_DEGREE = 111.32


class Precision(IntEnum):
    """How closely a place's point says where somebody in it is; ordered."""

    PROVINCE = 0
    #: A 시·군·구 of Korea, or a city abroad.
    CITY = 1
    #: A 읍·면·동 of Korea.
    QUARTER = 2


@dataclass(frozen=True, slots=True)
class Place:
    """A place with a point inside it: latitude and longitude in degrees (WGS 84)."""

    name_ko: str
    name_en: str
    country: str
    lat: float
    lon: float
    precision: Precision = Precision.CITY
    #: The province, or abroad what lies above it, as its spellings; the first is shown.
    regions: tuple[str, ...] = ()
    #: Code of its 시·군·구 in static/geo/korea.json, at home.
    district: str = ""
    #: In thousands; zero is unknown.
    people: int = 0

    @property
    def region(self) -> str:
        return self.regions[0] if self.regions else ""

    @property
    def name(self) -> str:
        """In Korean, or else as it is written abroad."""
        return self.name_ko or self.name_en


def distance_km(one: tuple[float, float], other: tuple[float, float]) -> float:
    """Kilometres between two (latitude, longitude), as the crow flies on a sphere."""
    (lat, lon), (lat2, lon2) = one, other
    up, across = math.radians(lat2 - lat) / 2, math.radians(lon2 - lon) / 2
    part = math.sin(up) ** 2 + math.cos(math.radians(lat)) * math.cos(math.radians(lat2)) * math.sin(across) ** 2
    return 2 * 6371.0 * math.asin(min(1.0, math.sqrt(part)))
