"""What was done to many records at once: all acts, one of them, and taking it back."""

from flask import Response, request
from flask_login import current_user

from partners.foundation.access import requires
from partners.foundation.forms import Form
from partners.foundation.hypermedia import flash_done, see_other, show
from partners.foundation.progress import followed
from partners.foundation.words import _
from partners.upkeep.actions.undoing import undo_act
from partners.upkeep.pages import acts as pages
from partners.upkeep.pages.progress import undoing_key
from partners.upkeep.permissions import ActPermission, ensure_may_undo
from partners.upkeep.queries.acts import get_act
from partners.upkeep.views.blueprint import blueprint


@blueprint.get("/upkeep/acts")
@requires(ActPermission.VIEW)
def acts() -> Response:
    page = pages.acts_page(request.args.get("mine") == "y", request.args.get("page"))
    return show("upkeep/acts.html", page=page)


@blueprint.get("/upkeep/acts/<int:act_id>")
@requires(ActPermission.VIEW)
def act(act_id: int) -> Response:
    return show("upkeep/act.html", page=pages.act_page(act_id, request.args.get("page")))


@blueprint.get("/upkeep/acts/<int:act_id>/undo")
@requires(ActPermission.UNDO)
def undo_form(act_id: int) -> Response:
    ensure_may_undo(current_user, get_act(act_id))
    return show("upkeep/undo.html", page=pages.undo_page(act_id), form=Form())


@blueprint.post("/upkeep/acts/<int:act_id>/undo")
@requires(ActPermission.UNDO)
def undo(act_id: int) -> Response:
    act, form = get_act(act_id), Form()
    ensure_may_undo(current_user, act)
    if form.validate():
        with form.refusals():
            with followed(current_user.id, undoing_key(act_id)) as progress:
                undo_act(act, current_user, progress)
            flash_done(_("Taken back: every record is as it was before."))
            return see_other("upkeep.act", act_id=act_id)
    page = pages.undo_page(act_id, getattr(form.refusal, "obstacles", None))
    return show("upkeep/undo.html", page=page, form=form, status=form.refused_status)
