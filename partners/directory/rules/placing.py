"""Which points the gazetteer proposes for a record, and how sure each of them is. Pure."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from partners.directory.rules.words import HOME, Confidence
from partners.geography.atlas import district_at, find_places
from partners.geography.rules.doubts import is_on_earth
from partners.geography.rules.gazetteer import Answer
from partners.geography.rules.places import Place, Precision


@dataclass(frozen=True, kw_only=True)
class Described:
    """What a record says of where it lies, so far."""

    kind: str = ""
    name_ko: str = ""
    name_en: str = ""
    name_native: str = ""
    country: str = HOME
    region: str = ""
    address: str = ""


def described(record: Any) -> Described:
    """What a record, or its row of a list, says of where it lies."""
    return Described(
        kind=record.kind,
        name_ko=record.name_ko,
        name_en=record.name_en,
        name_native=record.name_native,
        country=record.country,
        region=record.region,
        address=record.address,
    )


@dataclass(frozen=True)
class Proposal:
    """A point that may be meant, with the confidence that it would have on the record."""

    place: Place
    confidence: Confidence

    @property
    def value(self) -> str:
        """As a form's button sends it: latitude, longitude, confidence."""
        return f"{self.place.lat},{self.place.lon},{self.confidence.value}"


@dataclass(frozen=True)
class Proposals:
    """What the gazetteer proposes, the likeliest first; nothing where it knows nothing."""

    found: tuple[Proposal, ...] = ()
    #: Nothing is called so; these are called nearly so.
    is_guess: bool = False
    #: What was looked up, for whoever is told that it is unknown.
    asked: str = ""

    @property
    def one(self) -> Proposal | None:
        """The proposal that leaves no doubt: one place, spelt so, and no whole province."""
        only = self.found[0] if len(self.found) == 1 and not self.is_guess else None
        return only if only and only.place.precision > Precision.PROVINCE else None


def propose(described: Described) -> Proposals:
    """The points for a record: a city's by its name, anybody's by the address, at last the region's."""
    asked = [(text, region) for text, region in _questions(described) if text]
    guess = Answer()
    for text, region in asked:
        answer = find_places(text, described.country, region)
        if answer.places and not answer.is_guess:
            return _proposals(answer, described.kind, text)
        guess = guess if guess.places else answer
    return _proposals(guess, described.kind, asked[0][0] if asked else "")


def _questions(described: Described) -> Iterator[tuple[str, str]]:
    region = described.region
    if described.kind == "city":
        for name in (described.name_ko, described.name_en, described.name_native):
            yield name, region
    yield described.address, region
    if described.kind != "city":
        yield region, ""


def _proposals(answer: Answer, kind: str, asked: str) -> Proposals:
    return Proposals(tuple(Proposal(one, _confidence(one, kind)) for one in answer.places), answer.is_guess, asked)


def _confidence(place: Place, kind: str) -> Confidence:
    """A gazetteer's point is never confirmed: it is the middle of a city, and roughly right for the city itself."""
    is_close = place.precision is Precision.QUARTER or (kind == "city" and place.precision is Precision.CITY)
    return Confidence.MEDIUM if is_close else Confidence.LOW


def region_at(country: str, lat: float | None, lon: float | None) -> str:
    """The province in which a point of Korea lies, as records keep it; empty where it lies in none."""
    if country != HOME or lat is None or lon is None or not is_on_earth(lat, lon):
        return ""
    district = district_at(lat, lon)
    return district.province if district else ""
