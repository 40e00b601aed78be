"""The map's page, the folium document in its frame, and the rows of its points."""

from flask import Blueprint, Response, make_response, request
from flask_login import current_user

from partners.audit.actions import saw
from partners.directory.kinds import SECTIONS
from partners.foundation.access import requires
from partners.foundation.headers import allow_framing_by_ourselves
from partners.foundation.hypermedia import show
from partners.maps import pages, queries, rows, settings
from partners.maps.permissions import MapPermission
from partners.maps.rules import MapFilter, read_filter

blueprint = Blueprint("maps", __name__)

COMPRESS_FROM_BYTES = 1400


@blueprint.get("/map/")
@requires(MapPermission.VIEW)
def index() -> Response:
    asked = _asked()
    listed = _seen(queries.located(asked, limit=pages.LIST_SHOWN))
    page = pages.map_page(asked, queries.counts(), queries.count_located(asked), listed)
    return show("maps/index.html", block="results", page=page)


@blueprint.get("/map/view")
@requires(MapPermission.VIEW)
def view() -> Response:
    asked = _asked()
    if asked.partner_id is not None:
        queries.get_place(asked.partner_id)
    response = make_response(settings.frame(asked))
    allow_framing_by_ourselves(response)
    return response


@blueprint.get("/map/points")
@requires(MapPermission.VIEW)
def points() -> Response:
    content = rows.packed(_seen(queries.located(_asked())))
    response = make_response(content, {"Content-Type": "application/json"})
    response.vary.add("Accept-Encoding")
    if len(content) > COMPRESS_FROM_BYTES and request.accept_encodings["gzip"]:
        response.data = rows.compressed(content)
        response.content_encoding = "gzip"
    return response


def _asked() -> MapFilter:
    return read_filter(request.args, [kind.code for kind in SECTIONS])


def _seen(found: list[queries.Located]) -> list[queries.Located]:
    saw(current_user, "map:points", "partners", [point.row.id for point in found if point.is_person])
    return found
