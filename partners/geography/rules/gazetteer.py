"""Finding places by what somebody typed: a name, or an address with one in it. Pure.

A name that several places bear is never decided here: all of them are answered, and somebody
chooses. What no place is called is answered with those one slip of the finger away, marked as
a guess; and when there is none, with nothing.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from partners.foundation.hangul import clean
from partners.geography.rules.places import HOME, Place, Precision, distance_km
from partners.geography.rules.spelling import bare_key_of, jamo, key_of, slips

MOST_ANSWERS = 8
LONGEST_ASKED = 200
#: Of the words of an address so many together can be the name of one place.
MOST_WORDS = 4
#: What is named in one address lies this close together (上海市黄浦区延安东路 is not in 延安).
NEAR_KM = 150
#: Two entries of one name this close are one place.
SAME_KM = 25
#: Letters that a name without its ending needs before another is taken for its misspelling.
LONG_ENOUGH = 6
QUARTER_ENDINGS = ("동", "읍", "면")
_SEPARATORS = re.compile(r"[\s,()·]+")
_STREETS_OF_A_QUARTER = re.compile(r"\d+가$")
_HAN = re.compile(r"[\u3040-\u30ff\u4e00-\u9fff]")


@dataclass(frozen=True)
class Answer:
    """The places that may be meant, the likeliest first; none when the place is unknown."""

    places: tuple[Place, ...] = ()
    #: Nobody is called so; these are called nearly so.
    is_guess: bool = False

    @property
    def one(self) -> Place | None:
        """The place, where there is no doubt which is meant."""
        return self.places[0] if len(self.places) == 1 and not self.is_guess else None


@dataclass
class Gazetteer:
    """Places by their names. Filled once, then only asked."""

    whole: dict[str, list[Place]] = field(default_factory=dict)
    bare: dict[str, list[Place]] = field(default_factory=dict)
    apart: dict[str, list[Place]] = field(default_factory=dict)

    def add(self, place: Place, names: Iterable[str]) -> None:
        """Enter a place under each of its names."""
        for name in names:
            for index, key in ((self.whole, key_of(name)), (self.bare, bare_key_of(name))):
                if key:
                    _enter(index, key, place)
                    _enter(self.apart, jamo(key), place)

    def find(self, asked: str, country: str = "", region: str = "") -> Answer:
        """The places that a name or an address may mean; of that country and region where there are some."""
        text = clean(asked)[:LONGEST_ASKED]
        for search in (self._named, self._in_address):
            found = _of_region(_of_country(search(text, country), country), region)
            if found:
                return Answer(_likeliest(found))
        near = _of_region(_of_country(self._nearly(text), country), region)
        return Answer(_likeliest(near), is_guess=bool(near))

    def _named(self, name: str, _country: str = "") -> list[Place]:
        key, bare = key_of(name), bare_key_of(name)
        exact = self.whole.get(key, [])
        if bare:
            return exact or self.whole.get(bare, [])
        return _distinct([*exact, *self.bare.get(key, [])])

    def _nearly(self, name: str) -> list[Place]:
        bare = bare_key_of(name)
        keys = [key_of(name), *([bare] if len(jamo(bare)) >= LONG_ENOUGH else [])]
        near = _distinct(place for key in keys for slip in slips(key) for place in self.apart.get(slip, ()))
        # Among five thousand quarters something always sounds alike.
        return [place for place in near if place.precision < Precision.QUARTER or name.endswith(QUARTER_ENDINGS)]

    # An address

    def _in_address(self, text: str, country: str) -> list[Place]:
        words = [word for word in _SEPARATORS.split(text) if word]
        korean = self._in_korean_address(words) if country in ("", HOME) else []
        if korean:
            return korean
        if _HAN.search(text):
            return self._in_run(text, country)
        return self._in_words(text, country)

    def _in_korean_address(self, words: Sequence[str]) -> list[Place]:
        """The closest place of an address at home, from its province down to its quarter."""
        found: list[Place] = []
        for precision in Precision:
            named = [place for name in _runs(words, 2) for place in self._exactly(name, precision)]
            within = [place for place in named if not found or any(_contains(above, place) for above in found)]
            found = _distinct(within) or found
        return found

    def _exactly(self, name: str, precision: Precision) -> list[Place]:
        # A road may be called like a town without its ending; so in an address only whole names count.
        key = key_of(_STREETS_OF_A_QUARTER.sub("", name))
        return [one for one in self.whole.get(key, ()) if one.country == HOME and one.precision is precision]

    def _in_run(self, text: str, country: str) -> list[Place]:
        """The last place of a run of characters without blanks that lies near the one before it."""
        found: list[Place] = []
        at = 0
        while at < len(text):
            names = (text[at : at + length] for length in range(6, 1, -1))
            name, places = next(((name, places) for name in names if (places := self._abroad(name, country))), ("", []))
            if places and (not found or _is_near(places, found)):
                found = places
            at += len(name) or 1
        return found

    def _in_words(self, text: str, country: str) -> list[Place]:
        """The first of the longest names in an address; in Hangul the last one, where the wider place stands first."""
        for length in range(MOST_WORDS, 0, -1):
            parts = [_SEPARATORS.split(part.strip()) for part in text.split(",")]
            names = [" ".join(run) for part in parts for run in _windows(part, length)]
            matches = [places for name in names if (places := self._abroad(name, country))]
            if matches and any("가" <= letter <= "힣" for letter in text):
                return matches[-1] if len(matches) == 1 or _is_near(matches[-1], matches[0]) else matches[0]
            if matches:
                return matches[0]
        return []

    def _abroad(self, name: str, country: str) -> list[Place]:
        found = [place for place in self._named(name) if place.country != HOME]
        return [place for place in found if place.country == country] if country else found


def _enter(index: dict[str, list[Place]], key: str, place: Place) -> None:
    known = index.setdefault(key, [])
    if place not in known:
        known.append(place)


def _is_same(one: Place, other: Place) -> bool:
    if one.country != other.country or distance_km((one.lat, one.lon), (other.lat, other.lon)) >= SAME_KM:
        return False
    # 청주시 has two districts of its name.
    return one.country != HOME or (one.name_ko, one.regions) == (other.name_ko, other.regions)


def _contains(above: Place, below: Place) -> bool:
    if above.precision is Precision.PROVINCE:
        return above.regions[0] in below.regions
    # 수원시 contains 수원시 장안구, whose code differs in its last digit.
    return above.district == below.district or (
        above.district.endswith("0") and above.district[:4] == below.district[:4]
    )


def _of_country(places: list[Place], country: str) -> list[Place]:
    return [place for place in places if place.country == country] or places if country else places


def _of_region(places: list[Place], region: str) -> list[Place]:
    if not region:
        return places
    asked = {key_of(region), bare_key_of(region)} - {""}
    kept = [
        place
        for place in places
        if any(asked & {key_of(one), bare_key_of(one)} for one in (*place.regions, place.name))
    ]
    return kept or places


def _likeliest(places: list[Place]) -> tuple[Place, ...]:
    """The places worth choosing from: 영암 is 영암군, and not its 영암읍."""
    wide = [place for place in places if place.precision < Precision.QUARTER] or places
    apart: list[Place] = []
    for place in wide:
        if not any(_is_same(one, place) for one in apart):
            apart.append(place)
    return tuple(sorted(apart, key=lambda place: (place.country != HOME, -place.people))[:MOST_ANSWERS])


def _distinct(places: Iterable[Place]) -> list[Place]:
    return list(dict.fromkeys(places))


def _is_near(places: Sequence[Place], others: Sequence[Place]) -> bool:
    return any(distance_km((one.lat, one.lon), (other.lat, other.lon)) < NEAR_KM for one in places for other in others)


def _runs(words: Sequence[str], most: int) -> Iterator[str]:
    for length in range(most, 0, -1):
        yield from ("".join(run) for run in _windows(words, length))


def _windows(words: Sequence[str], length: int) -> Iterator[Sequence[str]]:
    yield from (words[at : at + length] for at in range(len(words) - length + 1))
