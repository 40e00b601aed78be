"""The folium document: leaflet from our own files, a base map of our own, a nonce on every script.

Two traps of folium decide the shape of this. Its maps load six libraries from CDNs, so the
lists of defaults are empty here and the document names its own files. And it takes every
rendered part for a Jinja template once more, so that text in it would be run as a template
and then as script: nothing that a person typed ever comes near it (partners/maps/rows.py),
and our parts are written out as they are.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any, cast

import folium
from branca.element import Element, Figure, MacroElement
from folium.template import Template

from partners.maps.tiles import Tiles

NAME = "partners"
LEAFLET = "vendor/leaflet-1.9.4/"
CLUSTER = "vendor/leaflet.markercluster-1.5.3/"
STYLES = (
    "vendor/pretendard-gov-1.3.9/fonts.css",
    "vendor/krds-uiux-1.1.0/tokens.css",
    f"{LEAFLET}leaflet.css",
    f"{CLUSTER}MarkerCluster.css",
    "styles/tokens.css",
    "styles/map-frame.css",
)
SCRIPTS = ("scripts/preferences.js", f"{LEAFLET}leaflet.js", f"{CLUSTER}leaflet.markercluster.js")
#: Draws tiles that are data, not pictures.
VECTORS = "vendor/protomaps-leaflet-5.1.0/protomaps-leaflet.js"
MODULE = "scripts/map.js"
#: 시군구 code of Yeongdeungpo in static/geo/korea.json.
HOME_DISTRICT = "11560"


@dataclass(frozen=True, kw_only=True)
class Look:
    """How a map begins: the middle of the view, its zoom, and the zooms that it allows."""

    middle: tuple[float, float]
    zoom: int
    min_zoom: int = 2
    max_zoom: int = 17


@dataclass(frozen=True, kw_only=True)
class Words:
    """What the document itself says, in the language of the answer."""

    language: str
    title: str
    zoom_in: str
    zoom_out: str
    full_screen: str
    failed: str
    sources: str
    without_script: str


def document(
    look: Look,
    words: Words,
    settings: Mapping[str, Any],
    *,
    nonce: str,
    static_url: Callable[[str], str],
    tiles: Tiles | None,
) -> str:
    """The document of a map. `settings` are addresses, words and numbers for the script: no data of partners."""
    scripts = (*SCRIPTS, VECTORS) if tiles and tiles.is_vector else SCRIPTS
    figure = MapDocument(words, nonce, [static_url(name) for name in scripts], static_url)
    office_map = OfficeMap(look, words, bool(tiles))
    figure.add_child(office_map)
    office_map.add_child(BaseMap({name: static_url(f"geo/{name}.json") for name in ("world", "korea")}))
    if tiles:
        office_map.add_child(TilesAbove(tiles, words.language))
    office_map.add_child(Points(settings))
    html: str = figure.render()
    return html


class Written(Element):
    """Text that is taken as it is; branca's Element would run it as a template."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.text = text

    def render(self, **_kwargs: Any) -> str:
        return self.text


class Part(MacroElement):
    """A part of the map that puts its macros' text into the document unchanged."""

    def render(self, **kwargs: Any) -> str:
        figure = cast(Figure, self.get_root())
        for name, place in (("html", figure.html), ("script", figure.script)):
            macro = getattr(self._template.module, name, None)
            if macro is not None:
                place.add_child(Written(macro(self, kwargs)), name=self.get_name())
        for child in self._children.values():
            child.render(**kwargs)
        # Like every part of folium it has written itself into the figure; nothing is left to return.
        return ""


class MapDocument(Figure):
    """The page around the map. Its one script of its own carries the nonce and only names functions and addresses."""

    _template = Template(
        """<!doctype html>
<html lang="{{ this.words.language }}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>{{ this.words.title|e }}</title>
{% for address in this.styles %}<link rel="stylesheet" href="{{ address|e }}">
{% endfor %}{% for address in this.scripts %}<script nonce="{{ this.nonce }}" src="{{ address|e }}"></script>
{% endfor %}</head>
<body class="framed" data-failed="{{ this.words.failed|e }}">
{{ this.html.render() }}
<noscript><p class="map-failed">{{ this.words.without_script|e }}</p></noscript>
<script type="module" nonce="{{ this.nonce }}">
import * as partners from {{ this.module|tojson }};
{{ this.script.render() }}
</script>
</body>
</html>
"""
    )

    def __init__(self, words: Words, nonce: str, scripts: Sequence[str], static_url: Callable[[str], str]) -> None:
        super().__init__()
        self.words = words
        self.nonce = nonce
        self.styles = [static_url(name) for name in STYLES]
        self.scripts = scripts
        self.module = static_url(MODULE)


class OfficeMap(Part, folium.Map):
    """folium's map without anything from outside, named by its words for those who hear it."""

    default_js: list[tuple[str, str]] = []
    default_css: list[tuple[str, str]] = []

    _template = Template(
        """
        {% macro html(this, kwargs) %}
        <div class="folium-map" id="{{ this.get_name() }}" role="region" aria-label="{{ this.words.title|e }}"></div>
        {% endmacro %}

        {% macro script(this, kwargs) %}
        const {{ this.get_name() }} = L.map({{ this.get_name()|tojson }}, {
            center: {{ this.location|tojson }},
            crs: L.CRS.{{ this.crs }},
            ...{{ this.options|tojavascript }}
        });
        partners.furnish({{ this.get_name() }}, {{ this.furniture|tojson }});
        {% endmacro %}
        """
    )

    def __init__(self, look: Look, words: Words, has_tiles: bool) -> None:
        super().__init__(
            location=list(look.middle),
            zoom_start=look.zoom,
            tiles=None,
            zoom_control=False,
            attribution_control=False,
            # The base map is drawn, not tiled: a quarter of a zoom is as sharp as a whole one.
            zoomSnap=1 if has_tiles else 0.25,
            minZoom=look.min_zoom,
            maxZoom=look.max_zoom,
        )
        self._id = NAME
        self.words = words
        self.furniture = {
            "zoomIn": words.zoom_in,
            "zoomOut": words.zoom_out,
            "fullScreen": words.full_screen,
            "sources": words.sources,
        }


class BaseMap(Part):
    """Land, coasts and borders from static/geo/."""

    _template = Template(
        """
        {% macro script(this, kwargs) %}
        partners.drawBaseMap({{ this._parent.get_name() }}, {{ this.settings|tojson }});
        {% endmacro %}
        """
    )

    def __init__(self, addresses: Mapping[str, str]) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self._name = "BaseMap"
        self.settings = {**addresses, "home": HOME_DISTRICT}


class TilesAbove(Part):
    """The office's own tiles, over the land and under everything else."""

    _template = Template(
        """
        {% macro script(this, kwargs) %}
        partners.layTiles({{ this._parent.get_name() }}, {{ this.settings|tojson }});
        {% endmacro %}
        """
    )

    def __init__(self, tiles: Tiles, language: str) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self._name = "Tiles"
        self.settings = {**asdict(tiles), "language": language}


class Points(Part):
    """Where the script gets its rows, and the words with which it shows them."""

    _template = Template(
        """
        {% macro script(this, kwargs) %}
        partners.showPoints({{ this._parent.get_name() }}, {{ this.settings|tojson }});
        {% endmacro %}
        """
    )

    def __init__(self, settings: Mapping[str, Any]) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self._name = "Points"
        self.settings = dict(settings)
