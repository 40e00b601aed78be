"""The queue of records that may be one, and saying that two are two."""

from flask import Response, request
from flask_login import current_user

from partners.directory.models import DuplicatePair
from partners.directory.models.duplicates import PARTNERS
from partners.foundation.access import requires
from partners.foundation.forms import Form
from partners.foundation.hypermedia import flash_done, see_other, show
from partners.foundation.words import _
from partners.upkeep.actions.duplicates import dismiss_pair, ensure_may_decide, propose_again
from partners.upkeep.forms.merging import DismissForm
from partners.upkeep.pages.duplicates import names_of_pair, queue_page
from partners.upkeep.permissions import MergePermission
from partners.upkeep.queries.duplicates import get_pair
from partners.upkeep.views.blueprint import blueprint


@blueprint.get("/upkeep/duplicates")
@requires(MergePermission.MERGE)
def duplicates() -> Response:
    return show("upkeep/duplicates.html", block="results", page=queue_page(current_user, request.args))


@blueprint.get("/upkeep/duplicates/<int:pair_id>/dismiss")
@requires(MergePermission.MERGE)
def dismiss_form(pair_id: int) -> Response:
    return _dismiss_page(get_pair(pair_id), DismissForm())


@blueprint.post("/upkeep/duplicates/<int:pair_id>/dismiss")
@requires(MergePermission.MERGE)
def dismiss(pair_id: int) -> Response:
    pair, form = get_pair(pair_id), DismissForm()
    ensure_may_decide(pair, current_user)
    if form.validate():
        with form.refusals():
            record = pair.record
            dismiss_pair(pair, form.reason.data or "", by=current_user)
            flash_done(_("Noted: these are two. They are not proposed again."))
            return see_other("upkeep.duplicates", record=None if record == PARTNERS else record)
    return _dismiss_page(get_pair(pair_id), form, form.refused_status)


@blueprint.post("/upkeep/duplicates/<int:pair_id>/propose-again")
@requires(MergePermission.MERGE)
def propose_pair_again(pair_id: int) -> Response:
    pair, form = get_pair(pair_id), Form()
    ensure_may_decide(pair, current_user)
    if form.validate():
        propose_again(pair, by=current_user)
        flash_done(_("The pair stands in the queue again."))
    return see_other("upkeep.duplicates", record=None if pair.record == PARTNERS else pair.record)


def _dismiss_page(pair: DuplicatePair, form: DismissForm, status: int = 200) -> Response:
    ensure_may_decide(pair, current_user)
    return show("upkeep/dismiss.html", pair=pair, names=names_of_pair(pair), form=form, status=status)
