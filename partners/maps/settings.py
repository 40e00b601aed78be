"""What the map's script is told: addresses, views, colours, and the catalogue's words."""

from typing import Any
from urllib.parse import urlencode

from flask import current_app, url_for
from flask_login import current_user

from partners.directory.kinds import SECTIONS
from partners.directory.rules.words import STATUS_LABELS, TIE_LABELS
from partners.foundation.access import may
from partners.foundation.headers import csp_nonce
from partners.foundation.languages import language
from partners.foundation.words import _
from partners.interactions.permissions import InteractionPermission
from partners.maps import drawing
from partners.maps.rules import OFFICE, MapFilter
from partners.maps.tiles import Tiles, find_archive

START = "east_asia"
LOOK = drawing.Look(middle=(35.5, 126.0), zoom=5)
#: What is said of a tie beside its name; an active one needs no word.
RESTING = ("dormant", "suspended")


def frame(asked: MapFilter) -> str:
    """The folium document for what was asked."""
    laid = laid_tiles()
    return drawing.document(
        LOOK,
        _document_words(laid),
        _script_settings(asked),
        nonce=csp_nonce(),
        static_url=_static_url,
        tiles=laid,
    )


def laid_tiles() -> Tiles | None:
    """The tiles that the office lays over the built-in map: of its file before those of its server."""
    archive, server = find_archive(), current_app.config["PARTNERS"].map_tiles_url
    if archive:
        return archive.tiles(url_for("maps.index") + "tiles/{z}/{x}/{y}")
    return Tiles(address=server) if server else None


def _static_url(name: str) -> str:
    address: str = current_app.extensions["partners.static_url"](name)
    return address


def _document_words(laid: Tiles | None) -> drawing.Words:
    built_in = _("Built-in map: Natural Earth, National Geographic Information Institute")
    return drawing.Words(
        language=language(),
        title=_("Map of partners"),
        zoom_in=_("Zoom in"),
        zoom_out=_("Zoom out"),
        full_screen=_("Full screen"),
        failed=_("The map could not be loaded. Reload the page; the list beside it has the same partners."),
        sources=f"{laid.sources} · {built_in}" if laid and laid.sources else built_in,
        without_script=_("The map needs JavaScript. The list beside it has the same partners."),
    )


def _script_settings(asked: MapFilter) -> dict[str, Any]:
    may_log = may(current_user, InteractionPermission.LOG)
    return {
        "points": url_for("maps.points"),
        "exchanges": url_for("maps.exchanges"),
        "areas": url_for("maps.areas"),
        "shapes": {name: _static_url(f"geo/{name}.json") for name in ("world", "korea")},
        "query": urlencode(asked.address),
        "places": _static_url("geo/places.json"),
        "glyphs": _static_url("images/kinds/"),
        "language": language(),
        "home": list(OFFICE),
        "pages": {
            "partner": url_for("directory.show", partner_id=0),
            "log": url_for("interactions.new") if may_log else "",
        },
        "kinds": {kind.code: {"label": str(kind.label), "colour": kind.colour} for kind in SECTIONS},
        "ties": {code: str(label) for code, label in TIE_LABELS.items()},
        "statuses": {code: str(STATUS_LABELS[code]) for code in RESTING},
        "view": START,
        "views": _views(),
        "words": _script_words(),
    }


def _views() -> list[dict[str, Any]]:
    # South-west and north-east corner; without bounds: wherever partners are.
    return [
        {"code": "district", "label": _("Yeongdeungpo"), "bounds": [[37.485, 126.872], [37.555, 126.945]]},
        {"code": "korea", "label": _("Korea"), "bounds": [[33.1, 125.6], [38.6, 132.5]]},
        {"code": START, "label": _("East Asia"), "bounds": [[27.0, 114.8], [43.0, 137.2]]},
        {"code": "all", "label": _("Everywhere")},
    ]


def _script_words() -> dict[str, str]:
    # Braces, since the script fills them.
    return {
        "unsure": _("Position to be checked"),
        "quiet": _("Nothing recorded this year"),
        "intention": _("Letter of intent only"),
        "undated": _("Date unknown"),
        "noContact": _("Nothing recorded yet"),
        "lastContact": _("Last exchange"),
        "samePlace": _("At the same place"),
        "stage": _("Stage"),
        "cluster": _("{count} partners close together: {name}"),
        "andOthers": _("{name} and {count} more"),
        "towards": _("{count} towards {name}"),
        "more": _("and {count} more"),
        "open": _("Open partner"),
        "log": _("Log an exchange"),
        "close": _("Close"),
        "linesTitle": _("Exchanges {years}"),
        "areasTitle": _("Partners by area"),
        "nothing": _("None"),
        "views": _("Part of the world"),
    }
