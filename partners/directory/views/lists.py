"""The list of partners."""

from flask import Response, request
from flask_login import current_user

from partners.accounts import queries as accounts
from partners.audit.actions import saw
from partners.directory import queries
from partners.directory.kinds import KINDS, persons_among
from partners.directory.pages.listing import Listing
from partners.directory.pages.stages import known_stages
from partners.directory.permissions import PartnerPermission
from partners.directory.rules.columns import PARTNER_COLUMNS
from partners.directory.rules.filters import read_filter
from partners.directory.rules.ready_made import PARTNERS
from partners.directory.views.blueprint import blueprint
from partners.foundation.access import requires
from partners.foundation.hypermedia import is_htmx, show
from partners.lists.columns import read_look
from partners.lists.density import ROOMY, density
from partners.lists.pages.opening import open_list


@blueprint.get("/partners/")
@requires(PartnerPermission.VIEW)
def index() -> Response:
    teams = accounts.teams()
    opened, codes, stages = open_list(PARTNERS), {team.code for team in teams}, known_stages()
    asked = opened.read(lambda given: read_filter(given, KINDS, codes, stages))
    look, mine = read_look(opened.asked, PARTNER_COLUMNS), asked.for_person(current_user.id)
    page = queries.list_page(mine, request.args.get("page"), stages or ())
    saw(current_user, "partner:list", "partners", persons_among(page.rows))
    shown = [row.id for row in page.rows]
    ties = queries.ties_of_rows(shown)
    tags = queries.tags_of_rows(shown) if look.shows("tags") or density() == ROOMY else {}
    listing = Listing(asked, page, queries.figures(mine, look.exactly), ties, tags, look)
    views, partial = opened.tabs(listing.tabs), is_htmx()
    return show("directory/index.html", "results", listing=listing, teams=teams, views=views, partial=partial)
