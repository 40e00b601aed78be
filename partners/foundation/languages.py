"""Korean first, English second: which language this answer speaks."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from flask import Flask, g, has_app_context, has_request_context, request, session
from flask_babel import Babel, force_locale, get_locale
from flask_babel.speaklater import LazyString
from flask_login import current_user
from markupsafe import escape

LANGUAGES = ("ko", "en")
babel = Babel()


def prepare(app: Flask) -> None:
    app.config["BABEL_DEFAULT_LOCALE"] = "ko"
    app.config["BABEL_DEFAULT_TIMEZONE"] = "Asia/Seoul"
    app.config["BABEL_TRANSLATION_DIRECTORIES"] = str(app.config["TRANSLATIONS"])
    babel.init_app(app, locale_selector=_choose)
    app.jinja_env.globals["locale"] = language
    app.before_request(_keep_asked_language)


def language() -> str:
    """The language of this answer: ko or en; ko where nobody is answered."""
    return spoken() or "ko"


def spoken() -> str | None:
    """The language of this answer, None outside of the app. Found out once, since every text of a page asks."""
    try:
        # What stands behind the proxy: to ask the proxy takes six times as long, some hundred times a page.
        found: str = g._get_current_object().language
    except (AttributeError, RuntimeError):
        return _find_out() if has_app_context() else None
    return found


@contextmanager
def speaking(code: str) -> Iterator[None]:
    """Speak this language inside, whatever the answer speaks."""
    own = g.pop("language", None)
    try:
        with force_locale(code):
            yield
    finally:
        g.pop("language", None)
        if own is not None:
            g.language = own


class OwnWords(LazyString):  # type: ignore[misc]  # Flask-Babel tells no types.
    """Words that somebody typed: unlike those of the catalogue they are escaped where they are shown."""

    def __html__(self) -> str:
        return escape(str(self))


def own_words(names: Mapping[str, str]) -> LazyString:
    """A name that this office gave, by language code; Korean where the other language has none."""
    return OwnWords(lambda: names.get(language()) or names["ko"])


def in_each_language(words: str | LazyString) -> dict[str, str]:
    """How words read, by language code, whatever this answer speaks."""
    read = {}
    for code in LANGUAGES:
        with speaking(code):
            read[code] = str(words)
    return read


def forget_the_person() -> None:
    """Answer without the account from now on, so that an error page needs no database."""
    g.without_account = True


def is_person_forgotten() -> bool:
    """Whether this answer must do without the account and the database."""
    return bool(g.get("without_account"))


def _find_out() -> str:
    locale = get_locale()
    g.language = locale.language if locale else "ko"
    return str(g.language)


def _choose() -> str:
    # Commands and jobs speak to nobody in particular.
    if not has_request_context():
        return "ko"
    # Asked in the address > kept in the session > the account's own > Korean.
    own = None if is_person_forgotten() else getattr(current_user, "locale", None)
    for candidate in (request.args.get("lang"), session.get("lang"), own):
        if candidate in LANGUAGES:
            return str(candidate)
    return "ko"


def _keep_asked_language() -> None:
    asked = request.args.get("lang")
    if asked in LANGUAGES and session.get("lang") != asked:
        session["lang"] = asked
