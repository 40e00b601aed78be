"""Line icons and the glyphs of the kinds, as templates use them: a page of a list has hundreds, so each is drawn once."""

from collections.abc import Callable
from functools import lru_cache

from flask import Flask
from markupsafe import Markup

from partners.foundation.words import Words

DRAWING = Markup(
    '<svg class="{look}" width="{size}" height="{size}" viewBox="0 0 24 24" focusable="false" {spoken}>'
    '<use href="{drawings}#{name}"></use></svg>'
)
#: Beside words that say the same.
DECORATION = Markup('aria-hidden="true"')
LABELLED = Markup('role="img" aria-label="{label}"')


def prepare(app: Flask) -> None:
    """Give templates `icon` and `kind_glyph`."""
    address: str = app.jinja_env.globals["static_url"]("images/icons.svg")  # type: ignore[operator]
    draw = _drawer(address)

    def icon(name: str, size: int = 20, label: Words = "") -> Markup:
        """A line icon. Without a label it is decoration: the words beside it must say the same."""
        return draw("icon", name, size, str(label))

    def kind_glyph(kind: str, size: int = 20, group: bool = False, label: Words = "") -> Markup:
        """The glyph of a partner's kind: its one colour, shape and drawing. A group wears its members' glyph, stacked."""
        return draw("glyph", f"kind-{kind}{'-group' if group else ''}", size, str(label))

    app.jinja_env.globals.update(icon=icon, kind_glyph=kind_glyph)


def _drawer(drawings: str) -> Callable[[str, str, int, str], Markup]:
    @lru_cache(maxsize=1024)
    def draw(look: str, name: str, size: int, label: str) -> Markup:
        spoken = LABELLED.format(label=label) if label else DECORATION
        return DRAWING.format(look=look, size=size, spoken=spoken, drawings=drawings, name=name)

    return draw
