"""What every template may use: the components, and how days, money and countries are written."""

from collections.abc import Callable
from datetime import date, datetime
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from babel import Locale
from flask import Flask, url_for
from jinja2 import StrictUndefined

from partners.foundation import clock, dates, money
from partners.foundation.languages import language

#: Stands in an address where a number belongs.
_PLACE = 987_654_321


def prepare(app: Flask, templates: Path) -> None:
    """Make misspelt names errors, and every macro of `templates/components/` a global.

    Globals, because a block that htmx asks for sees neither the imports nor the `set`s of its page.
    """
    app.jinja_env.undefined = StrictUndefined
    app.jinja_env.trim_blocks = True
    app.jinja_env.lstrip_blocks = True
    app.jinja_env.globals.update(
        official_day=official_day,
        moment=moment,
        in_kkrw=money.in_kkrw,
        in_won=money.in_won,
        country_name=country_name,
        language_name=language_name,
        today=clock.today,
        once=cache,
        address_of=address_of,
    )
    with app.app_context():
        for path in sorted(templates.glob("components/*.html")):
            _add_macros(app, f"components/{path.name}")


def official_day(day: date | None, weekday: bool = False) -> str:
    """A day as officials write it: 2020. 3. 24., or 24 Mar 2020 in English. Empty when unknown."""
    if day is None:
        return ""
    return dates.english(day) if language() == "en" else dates.official(day, weekday=weekday)


def moment(at: datetime) -> str:
    """A moment in Seoul's time: 2020. 3. 24. 14:05."""
    local = at.astimezone(clock.SEOUL)
    return f"{official_day(local.date())} {local:%H:%M}"


def country_name(code: str) -> str:
    """The country's name in the language of this answer."""
    return _country_name(language(), code)


def language_name(code: str) -> str:
    """The language's name (ISO 639-1) in the language of this answer."""
    return str(Locale(language()).languages.get(code, code))


@lru_cache(maxsize=1024)
def _country_name(reader: str, code: str) -> str:
    return str(Locale(reader).territories.get(code, code))


def address_of(endpoint: str, *names: str) -> Callable[..., str]:
    """The addresses of many records that differ in numbers (`names`, as the address has them): made once, filled often."""
    places: dict[str, Any] = {name: _PLACE + index for index, name in enumerate(names)}
    pattern = url_for(endpoint, **places).replace("%", "%%")
    for place in places.values():
        pattern = pattern.replace(str(place), "%d")
    return lambda *numbers: pattern % numbers


def _add_macros(app: Flask, name: str) -> None:
    module = app.jinja_env.get_template(name).module
    for macro, value in vars(module).items():
        if not macro.startswith("_") and callable(value):
            app.jinja_env.globals[macro] = value
