"""The panel under a partner's coordinates: what the gazetteer proposes, a map to set the point on, what is doubtful."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from partners.directory.pages.places import place_at, place_label
from partners.directory.rules.placing import Described, Proposal, Proposals, propose, region_at
from partners.directory.rules.words import CONFIDENCE_LABELS, HOME
from partners.foundation.words import _
from partners.geography import drawing
from partners.geography.atlas import doubt_at
from partners.geography.drawing import Mark, SmallMap
from partners.geography.rules.doubts import Doubt, Likely, Mend, Slip, is_on_earth
from partners.geography.rules.windows import CLOSEST_ABROAD, SPANS

KOREA = (36.2, 127.9, 1200)
WORLD = (25.0, 127.0, 16000)
WIDTH, HEIGHT = 560, 300
NEAR_KM, NEAR_ABROAD_KM = 15, 400


@dataclass(frozen=True)
class Offer:
    """A point that may be taken by one click."""

    value: str
    label: str
    point: str
    note: str = ""
    number: int = 0


@dataclass(frozen=True)
class PointPanel:
    """Everything that the template needs. `lat` and `lon` are those typed, where they are a point of this earth."""

    described: Described
    proposals: Proposals
    lat: float | None
    lon: float | None
    doubt: Doubt | None = None
    asked_km: int | None = None

    @property
    def has_point(self) -> bool:
        return self.lat is not None and self.lon is not None

    @cached_property
    def offers(self) -> Sequence[Offer]:
        """What the gazetteer proposes, without the point that stands there already; guesses only where none does."""
        if self.has_point and self.proposals.is_guess:
            return []
        found = [one for one in self.proposals.found if (one.place.lat, one.place.lon) != (self.lat, self.lon)]
        return [_offer(one, number) for number, one in enumerate(found, start=1)]

    @property
    def is_unknown(self) -> bool:
        return bool(self.proposals.asked) and not self.proposals.found and not self.has_point

    @property
    def mends(self) -> Sequence[Offer]:
        """What was probably meant by a doubtful point; the likeliest first."""
        if self.doubt is None:
            return []
        if self.doubt.slip is Slip.NOWHERE:
            return [Offer(",,", str(_("Leave the point empty")), "")]
        return [_mend(one) for one in self.doubt.likely]

    @property
    def lies_in(self) -> str:
        """The 시·군·구 or the country of the point; empty at sea and without a point."""
        return place_at(self.lat, self.lon) if self.lat is not None and self.lon is not None else ""

    @property
    def region(self) -> str:
        """The province that the point fills in where nobody wrote one."""
        return region_at(self.described.country, self.lat, self.lon)

    @cached_property
    def km(self) -> int:
        """How wide the map is: as asked, or as close as its borders are true."""
        closest = SPANS[0] if self._is_home else CLOSEST_ABROAD
        if self.asked_km in SPANS:
            return max(self.asked_km or 0, closest)
        return NEAR_KM if self.has_point and self._is_home else NEAR_ABROAD_KM if self.has_point else 0

    @property
    def _is_home(self) -> bool:
        return bool(region_at(HOME, self.lat, self.lon))

    @cached_property
    def map(self) -> SmallMap:
        """The neighbourhood of the point; without one what is proposed, or the country at large."""
        if self.lat is not None and self.lon is not None:
            return drawing.map_around(self.lat, self.lon, self.km, WIDTH, HEIGHT)
        if self.offers:
            places = [one.place for one in self.proposals.found]
            marks = [Mark(str(number), one.lat, one.lon) for number, one in enumerate(places, start=1)]
            return drawing.map_over(marks, WIDTH, HEIGHT)
        lat, lon, km = KOREA if self.described.country == HOME else WORLD
        return drawing.map_around(lat, lon, self.asked_km or km, WIDTH, HEIGHT)

    @property
    def closer(self) -> int | None:
        """The next closer width, or None."""
        width = self.map.ground.window.km
        closest = CLOSEST_ABROAD if self.has_point and not self._is_home else SPANS[0]
        return max((one for one in SPANS if one < width * 0.99 and one >= closest), default=None)

    @property
    def wider(self) -> int | None:
        width = self.map.ground.window.km
        return min((one for one in SPANS if one > width * 1.01), default=None)


def point_panel(form: Any, asked_km: str = "") -> PointPanel:
    """The panel for what a form holds: the form of a partner, or what is typed into it just now."""
    described = form.described()
    lat, lon = form.lat.data, form.lon.data
    km = int(asked_km) if asked_km in map(str, SPANS) else None
    proposals = propose(described)
    if lat is None or lon is None:
        return PointPanel(described, proposals, None, None, None, km)
    doubt = doubt_at(lat, lon, described.country)
    if not is_on_earth(lat, lon):
        lat = lon = None
    return PointPanel(described, proposals, lat, lon, doubt, km)


def offers_of(proposals: Proposals) -> list[Offer]:
    """What the gazetteer proposes, numbered from 1."""
    return [_offer(one, number) for number, one in enumerate(proposals.found, start=1)]


def _offer(one: Proposal, number: int) -> Offer:
    place = one.place
    return Offer(
        one.value, place_label(place), _degrees(place.lat, place.lon), str(CONFIDENCE_LABELS[one.confidence]), number
    )


def _mend(one: Likely) -> Offer:
    labels = {
        Mend.SWAPPED: _("Swap latitude and longitude"),
        Mend.SIGN: _("Change the sign"),
        Mend.DECIMAL_POINT: _("Set the decimal point"),
    }
    return Offer(f"{one.lat},{one.lon},", str(labels[one.mend]), _degrees(one.lat, one.lon), place_at(one.lat, one.lon))


def _degrees(lat: float, lon: float) -> str:
    return f"{lat:.4f}, {lon:.4f}"
