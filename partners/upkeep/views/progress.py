"""How far an act is that still goes on: asked over and over by the dialog of whoever waits for it."""

from flask import Response, abort
from flask_login import current_user

from partners.foundation.access import requires
from partners.foundation.hypermedia import show
from partners.foundation.progress import find_stand
from partners.upkeep.pages.progress import ProgressPage
from partners.upkeep.permissions import ActPermission
from partners.upkeep.views.blueprint import blueprint


@blueprint.get("/upkeep/progress/<key>")
@requires(ActPermission.VIEW)
def progress(key: str) -> Response:
    stand = find_stand(current_user.id, key)
    if stand is None:
        abort(404)
    return show("upkeep/progress.html", block="stand", page=ProgressPage(stand))
