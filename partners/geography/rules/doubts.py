"""What is doubtful about a point that somebody typed, and what was probably meant. Pure."""

import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum


class Slip(StrEnum):
    """Why a point is doubtful."""

    #: Beyond ±90 or ±180 degrees: no point of this earth.
    OUT_OF_RANGE = "out_of_range"
    #: 0, 0: what programs write where they know nothing.
    NOWHERE = "nowhere"
    ELSEWHERE = "elsewhere"


class Mend(StrEnum):
    """What turns a doubtful point into a likely one."""

    SWAPPED = "swapped"
    SIGN = "sign"
    DECIMAL_POINT = "decimal_point"
    #: The point of the place that the record names.
    GAZETTEER = "gazetteer"


@dataclass(frozen=True)
class Likely:
    """A point that was probably meant."""

    lat: float
    lon: float
    mend: Mend


@dataclass(frozen=True)
class Doubt:
    """A doubtful point, and what was probably meant, the likeliest first."""

    slip: Slip
    likely: tuple[Likely, ...] = ()

    @property
    def field(self) -> str:
        return "lat"


def doubt_of(lat: float, lon: float, is_there: Callable[[float, float], bool | None]) -> Doubt | None:
    """What is doubtful about a point; None when nothing is.

    `is_there` says whether a point on this earth lies where the record says; None when nobody can tell.
    """
    if not (math.isfinite(lat) and math.isfinite(lon)):
        return None
    likely = tuple(dict.fromkeys(one for one in _mended(lat, lon) if is_on_earth(one.lat, one.lon)))
    there = tuple(one for one in likely if is_there(one.lat, one.lon))[:2]
    if not is_on_earth(lat, lon):
        return Doubt(Slip.OUT_OF_RANGE, there or tuple(one for one in likely if one.mend is Mend.SWAPPED))
    if lat == 0 and lon == 0:
        return Doubt(Slip.NOWHERE)
    return Doubt(Slip.ELSEWHERE, there) if is_there(lat, lon) is False else None


def is_on_earth(lat: float, lon: float) -> bool:
    return -90 <= lat <= 90 and -180 <= lon <= 180


def _mended(lat: float, lon: float) -> Iterator[Likely]:
    yield Likely(lon, lat, Mend.SWAPPED)
    yield Likely(lat, -lon, Mend.SIGN)
    yield Likely(-lat, lon, Mend.SIGN)
    yield Likely(-lat, -lon, Mend.SIGN)
    yield Likely(_shrunk(lat, 90), _shrunk(lon, 180), Mend.DECIMAL_POINT)
    yield Likely(lon, -lat, Mend.SWAPPED)
    yield Likely(-lon, lat, Mend.SWAPPED)


def _shrunk(degrees: float, most: float) -> float:
    """The number with its decimal point where it may have been: 375264 → 37.5264."""
    while abs(degrees) > most:
        degrees /= 10
    return round(degrees, 6)
