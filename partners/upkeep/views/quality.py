"""자료 점검: what the records do not say."""

from flask import Response, request

from partners.accounts import queries as accounts
from partners.foundation.access import requires
from partners.foundation.hypermedia import show
from partners.upkeep.pages.quality import quality_page
from partners.upkeep.permissions import QualityPermission
from partners.upkeep.rules.quality import read_quality_filter
from partners.upkeep.views.blueprint import blueprint


@blueprint.get("/upkeep/quality")
@requires(QualityPermission.VIEW)
def quality() -> Response:
    teams = accounts.teams()
    asked = read_quality_filter(request.args, [team.code for team in teams])
    return show("upkeep/quality.html", page=quality_page(asked, teams))
