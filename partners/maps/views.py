"""The map's page, the folium document in its frame, and the rows of its points."""

from flask import Blueprint, Response, make_response, request
from flask_login import current_user

from partners.accounts import queries as accounts
from partners.audit.actions import saw
from partners.directory.pages.stages import known_stages
from partners.foundation.access import requires
from partners.foundation.clock import today
from partners.foundation.headers import allow_framing_by_ourselves
from partners.foundation.hypermedia import is_htmx, show
from partners.maps import pages, queries, rows, settings
from partners.maps.permissions import MapPermission
from partners.maps.rules import MapFilter, View, read_filter, read_view, read_zoom
from partners.maps.tiles import find_archive

blueprint = Blueprint("maps", __name__)

COMPRESS_FROM_BYTES = 1400
#: A map changes once a year, its file with a restart.
TILES_KEPT = "private, max-age=86400"
#: With more than these a point says only what its symbol shows.
MOST_FULL = 1_000
#: With more than these a browser gets counted crowds instead of every partner.
MOST_POINTS = 12_000
#: So many in a part of the world are sent each all the same.
FEW = 300


@blueprint.get("/map/")
@requires(MapPermission.VIEW)
def index() -> Response:
    teams = accounts.teams()
    asked = read_filter(request.args, pages.KINDS, {team.code for team in teams}, known_stages())
    view, mine = read_view(request.args), asked.for_person(current_user.id)
    counts = queries.counts(mine, pages.KINDS, view)
    most_unplaced = pages.UNPLACED_SHOWN if counts.without_place else 0
    listed, unplaced = queries.beside_the_map(mine, view, pages.list_size(counts), most_unplaced)
    _seen([*listed, *unplaced])
    page = pages.map_page(asked, view, counts, listed, unplaced, teams)
    return show("maps/index.html", block="results", page=page, partial=is_htmx())


@blueprint.get("/map/table")
@requires(MapPermission.VIEW)
def table() -> Response:
    teams = accounts.teams()
    asked = read_filter(request.args, pages.KINDS, {team.code for team in teams}, known_stages())
    mine = asked.for_person(current_user.id)
    points, found = queries.table_page(mine, request.args.get("page"))
    page = pages.map_page(asked, None, queries.counts(mine, pages.KINDS), _seen(points), [], teams)
    return show("maps/table.html", block="results", page=page, points=points, found=found, partial=is_htmx())


@blueprint.get("/map/view")
@requires(MapPermission.VIEW)
def view() -> Response:
    response = make_response(settings.frame(_asked()))
    allow_framing_by_ourselves(response)
    return response


@blueprint.get("/map/tiles/<int:zoom>/<int:x>/<int:y>")
@requires(MapPermission.VIEW)
def tile(zoom: int, x: int, y: int) -> Response:
    archive = find_archive()
    found = archive.find(zoom, x, y) if archive else None
    if found is None:
        return make_response("", 204)
    response = make_response(found.content, {"Content-Type": found.media_type, "Cache-Control": TILES_KEPT})
    if found.encoding:
        response.content_encoding = found.encoding
    return response


@blueprint.get("/map/points")
@requires(MapPermission.VIEW)
def points() -> Response:
    asked = _asked().for_person(current_user.id)
    seen, zoom = read_view(request.args), read_zoom(request.args)
    number = queries.count_located(asked)
    if number <= MOST_FULL:
        return _json(rows.packed(_seen(queries.located(asked))))
    return _slim(asked) if seen is None or number <= MOST_POINTS else _crowds(asked, seen, zoom)


@blueprint.get("/map/exchanges")
@requires(MapPermission.VIEW)
def exchanges() -> Response:
    asked = _asked().for_person(current_user.id)
    years = asked.line_years(today().year)
    return _json(rows.packed_lines(queries.exchanges_with_cities(asked, *years), years))


@blueprint.get("/map/areas")
@requires(MapPermission.VIEW)
def areas() -> Response:
    asked = _asked().for_person(current_user.id)
    if asked.areas == "country":
        return _json(rows.packed_areas({}, queries.by_country(asked)))
    return _json(rows.packed_areas(queries.by_district(asked), {}))


def _slim(asked: MapFilter) -> Response:
    found = queries.slim_rows(asked)
    _note([row.id for row in found if row.kind in queries.PERSONS])
    return _json(rows.packed_slim(found, queries.closest_ties(asked), queries.silent_ids()))


def _crowds(asked: MapFilter, view: View, zoom: int) -> Response:
    few = queries.located(asked, view, limit=FEW + 1)
    if len(few) <= FEW:
        return _json(rows.packed(_seen(few), []))
    crowds = queries.crowds_in(asked, view, zoom)
    alone = [crowd.partner_id for crowd in crowds if crowd.number == 1]
    many = [crowd for crowd in crowds if crowd.number > 1]
    return _json(rows.packed(_seen(queries.located_by_id(asked, alone)), many))


def _json(content: bytes) -> Response:
    response = make_response(content, {"Content-Type": "application/json"})
    response.vary.add("Accept-Encoding")
    if len(content) > COMPRESS_FROM_BYTES and request.accept_encodings["gzip"]:
        response.data = rows.compressed(content)
        response.content_encoding = "gzip"
    return response


def _asked() -> MapFilter:
    return read_filter(request.args, pages.KINDS)


def _seen(found: list[queries.Located]) -> list[queries.Located]:
    _note([point.row.id for point in found if point.is_person])
    return found


def _note(persons: list[int]) -> None:
    saw(current_user, "map:points", "partners", persons)
