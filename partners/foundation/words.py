"""Texts of the catalogue in the language of the answer: for templates, and for rooms that may not know the web.

A page says some hundred of them, so each is a look-up in a dict and nothing more: the language is known once an
answer (`languages.language`), the catalogue once a process.
"""

from functools import cache, lru_cache
from gettext import NullTranslations
from typing import Any

from flask import Flask
from flask_babel import get_translations
from flask_babel.speaklater import LazyString
from jinja2 import pass_eval_context
from jinja2.nodes import EvalContext
from markupsafe import Markup

from partners.foundation.languages import spoken

#: A text that finds its language when it is shown.
Words = str | LazyString

#: More texts than the catalogues have.
MOST = 16_384

__all__ = ["Words", "_", "_l", "_n"]


def prepare(app: Flask) -> None:
    """Let templates say their texts in the same way."""
    app.jinja_env.globals.update(_=_in_template, gettext=_in_template, ngettext=_number_in_template)


def _(text: str, /, **values: Any) -> str:
    """The text in the language of this answer; outside of the app as it stands in the code."""
    found = _found(spoken(), text)
    return found % values if values else found


def _n(singular: str, plural: str, num: int, /, **values: Any) -> str:
    """The text for a number, which it may name as `%(num)s`: 10,000 and not 10000."""
    return _catalogue(spoken()).ngettext(singular, plural, num) % {"num": f"{num:,}", **values}


def _l(text: str, /, **values: Any) -> LazyString:
    """A text that is looked up whenever it is shown, so that it may stand in a table or a class."""
    return LazyString(_, text, **values)


@cache
def _catalogue(language: str | None) -> NullTranslations:
    # Asked within an answer in this language.
    found: NullTranslations = NullTranslations() if language is None else get_translations()
    return found


@lru_cache(maxsize=MOST)
def _found(language: str | None, text: str) -> str:
    return _catalogue(language).gettext(text)


@pass_eval_context
def _in_template(context: EvalContext, text: str, /, **values: Any) -> str:
    found = _safe(spoken(), text) if context.autoescape else _(text)
    # A format even without values, as Jinja's own: a percent sign is doubled in templates.
    return found % values


@pass_eval_context
def _number_in_template(context: EvalContext, singular: str, plural: str, num: int, /, **values: Any) -> str:
    found = _catalogue(spoken()).ngettext(singular, plural, num)
    return (Markup(found) if context.autoescape else found) % {"num": f"{num:,}", **values}  # noqa: S704  # nosec B704


@lru_cache(maxsize=MOST)
def _safe(language: str | None, text: str) -> Markup:
    return Markup(_found(language, text))  # noqa: S704  # nosec B704
