"""Languages, countries and time zones by their names in the language of the answer."""

from collections.abc import Iterable
from datetime import datetime, time
from functools import lru_cache

import pytz
from babel import Locale
from babel.core import get_global
from babel.dates import get_timezone_location
from babel.languages import get_official_languages

from partners.foundation import clock
from partners.foundation.languages import language

HOME_ZONE = "Asia/Seoul"
#: ISO 639-1 codes of the languages that stand first where one chooses.
FREQUENT = ("ko", "en", "zh", "ja", "vi", "ru", "mn", "th", "id", "uz", "es", "fr", "de", "ar")
#: Codes of ISO 3166-1's reserved and user-assigned ranges, and of unions: nobody's country.
NO_COUNTRIES = frozenset({"AC", "CP", "CQ", "DG", "EA", "EU", "EZ", "IC", "QO", "TA", "UN", "XA", "XB", "XK", "ZZ"})

Choices = list[tuple[str, str]]


def language_names(codes: Iterable[str]) -> list[str]:
    """The names of languages, frequent ones first, the rest by name."""
    return [name for code, name in language_choices() if code in set(codes)]


def is_language(code: str) -> bool:
    """Whether it is the ISO 639-1 code of a language that some country speaks officially."""
    return code in _languages()


def language_choices() -> Choices:
    """(ISO 639-1 code, name), frequent ones first, the rest by name."""
    return list(_language_choices(language()))


def country_choices(first: str) -> Choices:
    """(ISO 3166-1 alpha-2 code, name), `first` before the rest, which go by name."""
    return sorted(_country_choices(language()), key=lambda choice: choice[0] != first)


def zone_choices() -> Choices:
    """(IANA time zone, "베트남" or "미국 · 로스앤젤레스"), the zones of a country together, by name."""
    return list(_zone_choices(language()))


def is_zone(name: str) -> bool:
    """Whether it is an IANA time zone in which a country lies."""
    return name in _zones()


def zone_name(name: str) -> str:
    """Where people have this time: 베트남, 미국 · 로스앤젤레스."""
    return dict(_zone_choices(language())).get(name, name)


def minutes_from_seoul(zone: str) -> int:
    """How far the clocks of the zone are ahead of Seoul's on the business day; negative when they are behind."""
    noon = datetime.combine(clock.today(), time(12))
    there, here = (pytz.timezone(name).utcoffset(noon) for name in (zone, HOME_ZONE))
    return int((there - here).total_seconds() // 60)


@lru_cache
def _languages() -> frozenset[str]:
    spoken = (
        code
        for territory in get_global("territory_languages")
        for code in get_official_languages(territory, regional=True, de_facto=True)
    )
    return frozenset(code for code in spoken if len(code) == 2)


@lru_cache
def _language_choices(reader: str) -> tuple[tuple[str, str], ...]:
    names = Locale(reader).languages
    rest = sorted((str(names.get(code, code)), code) for code in _languages() - set(FREQUENT))
    return (*((code, str(names[code])) for code in FREQUENT), *((code, name) for name, code in rest))


@lru_cache
def _country_choices(reader: str) -> tuple[tuple[str, str], ...]:
    names = {code: str(name) for code, name in Locale(reader).territories.items() if _is_country(code)}
    return tuple((code, name) for name, code in sorted((name, code) for code, name in names.items()))


def _is_country(code: str) -> bool:
    return len(code) == 2 and code.isalpha() and code not in NO_COUNTRIES


@lru_cache
def _zones() -> dict[str, str]:
    """IANA zone → the country whose it is."""
    zones: dict[str, str] = {}
    for country, names in sorted(pytz.country_timezones.items()):
        for name in names:
            zones.setdefault(name, country)
    return zones


@lru_cache
def _zone_choices(reader: str) -> tuple[tuple[str, str], ...]:
    territories = Locale(reader).territories
    several = {country for country, names in pytz.country_timezones.items() if len(names) > 1}
    named = []
    for zone, country in _zones().items():
        name = str(territories.get(country, country))
        city = get_timezone_location(zone, locale=reader, return_city=True)
        named.append((f"{name} · {city}" if country in several else name, zone))
    return tuple((zone, name) for name, zone in sorted(named))
