"""Names as they are met in such an office, composed: nobody's, but of the right shape and script."""

from dataclasses import dataclass
from typing import Any

from partners.demo.volume.words import Chance, Place, some_place, words
from partners.directory.rules.words import HOME

#: How many syllables a composed place has.
SYLLABLES = (2, 2, 3)
#: Companies that sit in Seoul without saying so in their name.
NAMED_AFTER_PLACE = 0.5


@dataclass(slots=True)
class Named:
    """What is known of a partner before it has a number: its names and where it is."""

    name_ko: str
    country: str = HOME
    region: str = ""
    name_en: str = ""
    name_native: str = ""
    lat: float | None = None
    lon: float | None = None
    #: A code of the kind's own: the type of hospital or institution, the kind of a group's members.
    code: str = ""
    #: 기수 of a cohort.
    number: int | None = None


def city_abroad(chance: Chance) -> Named:
    spoken = chance.choices(words()["abroad"], weights=[land["share"] for land in words()["abroad"]])[0]
    country = chance.of(list(spoken["countries"]))
    region, lat, lon = chance.of(spoken["countries"][country])
    chosen = [chance.of(spoken["syllables"]) for _ in range(chance.of(SYLLABLES))]
    ending = chance.of(spoken["endings"])
    native, latin = _written(spoken["written"], chosen, ending)
    return Named(
        name_ko="".join(one[0] for one in chosen) + ending[0],
        country=country,
        region=region,
        name_en=latin,
        name_native=native,
        lat=_near(chance, lat, 0.9),
        lon=_near(chance, lon, 0.9),
    )


def city_at_home(chance: Chance) -> Named:
    place = some_place(chance)
    chosen = [chance.of(words()["domestic"]) for _ in range(chance.of(SYLLABLES))]
    ending = chance.of(words()["domestic_endings"])
    english = "".join(one[1] for one in chosen).capitalize() + f"-{ending[1]}"
    return _at(chance, place, "".join(one[0] for one in chosen) + ending[0], english)


def known_city(chance: Chance, place: Place) -> Named:
    """A district that the map knows by name."""
    return _at(chance, place, place.name, place.english)


def hospital(chance: Chance) -> Named:
    place, word, ending = (
        some_place(chance),
        chance.of(words()["hospital"]["words"]),
        chance.of(words()["hospital"]["endings"]),
    )
    between = " " if chance.happens(0.3) else ""
    named = _at(chance, place, f"{place.core}{between}{word}{ending[0]}", f"{place.english_core} {ending[1]}")
    named.code = ending[2]
    return named


def company(chance: Chance) -> Named:
    place, parts = some_place(chance), words()["company"]
    stem = chance.of(parts["words"]) + chance.of(parts["middles"])
    stem = place.core + stem if chance.happens(NAMED_AFTER_PLACE) else stem
    before, behind, english = chance.of(parts["forms"])
    return _at(chance, place, f"{before}{stem}{behind}", english % place.english_core)


def institution(chance: Chance, of: Named) -> Named:
    """A body of a city: its council, its friendship association."""
    ending = chance.of(words()["institution"]["endings" if of.country == HOME else "abroad"])
    named = Named(f"{of.name_ko} {ending[0]}", of.country, of.region, f"{of.name_en} {ending[1]}")
    named.lat, named.lon, named.code = of.lat, of.lon, ending[2]
    return named


def group(chance: Chance, number: int) -> Named:
    """Every other one is a cohort of supporters."""
    if number % 2:
        name, english = words()["group"]["cohort"]
        return Named(name % number, name_en=english % number, code="supporter", number=number)
    place, ending = some_place(chance), chance.of(words()["group"]["endings"])
    named = _at(chance, place, f"{place.core} {ending[0]}", f"{place.english_core} {ending[1]}")
    named.code = ending[2]
    return named


def person(chance: Chance) -> Named:
    """Somebody who is not: Korean names of flowers and stars, and a few that every textbook has."""
    if chance.happens(0.15):
        name, native, country = chance.of(words()["person"]["abroad"])
        return Named(name, country=country, name_native=native)
    return Named(korean_name(chance))


def supporter(chance: Chance) -> Named:
    if chance.happens(0.2):
        word = chance.of(words()["person"]["given"])
        return Named(f"{word} {chance.of(words()['person']['teams'])} {chance.randint(1, 99)}", code="team")
    return person(chance)


def korean_name(chance: Chance) -> str:
    return str(chance.of(words()["person"]["surnames"]) + chance.of(words()["person"]["given"]))


def _at(chance: Chance, place: Place, name: str, english: str) -> Named:
    where = (_near(chance, place.lat, 0.05), _near(chance, place.lon, 0.05)) if chance.happens(0.85) else (None, None)
    return Named(name, HOME, place.region, english, "", *where)


def _near(chance: Chance, degrees: float, most: float) -> float:
    return round(degrees + (chance.random() - 0.5) * 2 * most, 5)


def _written(way: str, chosen: list[Any], ending: list[str]) -> tuple[str, str]:
    """The name in its own script and in Latin letters."""
    if way == "joined":
        latin = "".join(one[2] for one in chosen).capitalize() + ending[2]
        return "".join(one[1] for one in chosen) + ending[1], latin
    if chosen[0][1].isascii():
        latin = "".join(one[1] for one in chosen).capitalize() + ending[2]
        return (ending[1] + latin).strip(), latin
    return ending[1] + " ".join(one[1] for one in chosen), " ".join(one[2] for one in chosen) + ending[2]
