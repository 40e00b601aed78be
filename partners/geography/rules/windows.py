"""The part of the earth that a small map shows, and where its points come to lie. Pure."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from partners.geography.rules.places import KM_A_DEGREE
from partners.geography.rules.shapes import Box

#: Nobody draws closer to the poles: a degree of longitude has no width there.
MOST_NORTH = 84.0
#: Kilometres across that one can choose from, the closest first.
SPANS = (6, 15, 40, 120, 400, 1200, 4000, 16000)
#: Borders abroad are drawn roughly: closer than this they would say what is not so.
CLOSEST_ABROAD = 120


@dataclass(frozen=True, slots=True)
class Window:
    """A rectangle of the plane about (lat, lon), `km` wide, shown in `width` by `height` pixels."""

    lat: float
    lon: float
    km: float
    width: int
    height: int

    @property
    def per_degree(self) -> tuple[float, float]:
        """Pixels that a degree of longitude and one of latitude take."""
        up = self.width / self.km * KM_A_DEGREE
        return up * math.cos(math.radians(min(abs(self.lat), MOST_NORTH))), up

    @property
    def box(self) -> Box:
        across, up = self.per_degree
        half_width, half_height = self.width / 2 / across, self.height / 2 / up
        return self.lon - half_width, self.lat - half_height, self.lon + half_width, self.lat + half_height

    def at(self, lat: float, lon: float) -> tuple[float, float]:
        """Pixels from the left and from the top."""
        across, up = self.per_degree
        return self.width / 2 + (lon - self.lon) * across, self.height / 2 - (lat - self.lat) * up

    def shows(self, lat: float, lon: float) -> bool:
        x, y = self.at(lat, lon)
        return 0 <= x <= self.width and 0 <= y <= self.height


def around(lat: float, lon: float, km: float, width: int, height: int) -> Window:
    """The window in whose middle the point lies."""
    return Window(max(-MOST_NORTH, min(MOST_NORTH, lat)), lon, km, width, height)


def over(points: Sequence[tuple[float, float]], width: int, height: int, least_km: float) -> Window:
    """The closest window that has all points (latitude, longitude) well inside; across the Pacific where that is near.

    Longitudes are taken as they are: `onto_one_side` brings them together.
    """
    lats, lons = [lat for lat, _ in points], [lon for _, lon in points]
    lat, lon = (min(lats) + max(lats)) / 2, (min(lons) + max(lons)) / 2
    across = (max(lons) - min(lons)) * KM_A_DEGREE * math.cos(math.radians(lat))
    up = (max(lats) - min(lats)) * KM_A_DEGREE
    return around(lat, lon, max(least_km, across * 1.5, up * 1.75 * width / height), width, height)


def onto_one_side(lon: float, beside: float) -> float:
    """The longitude, told so that it is the shorter way from `beside`: from Seoul, -118 is 242."""
    return lon + 360 * round((beside - lon) / 360)
