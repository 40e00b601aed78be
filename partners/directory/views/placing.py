"""Partners without coordinates: what is proposed for each, and taking it."""

from flask import Response, request
from flask_login import current_user

from partners.audit.actions import saw
from partners.directory import actions
from partners.directory.forms.placing import PlacingForm
from partners.directory.pages.placing import placing_page
from partners.directory.permissions import PartnerPermission
from partners.directory.views.blueprint import blueprint
from partners.foundation.access import requires
from partners.foundation.hypermedia import flash_done, see_other, show
from partners.foundation.words import _n


@blueprint.get("/partners/placing")
@requires(PartnerPermission.EDIT)
def placing() -> Response:
    return _placing_page(PlacingForm())


@blueprint.post("/partners/placing")
@requires(PartnerPermission.EDIT)
def place() -> Response:
    form = PlacingForm()
    if form.validate():
        with form.refusals():
            placed = actions.place_partners(form.chosen(), by=current_user)
            flash_done(_n("%(num)s partner was put on the map.", "%(num)s partners were put on the map.", placed))
            return see_other("directory.placing", page=request.args.get("page"))
    return _placing_page(form)


def _placing_page(form: PlacingForm) -> Response:
    page = placing_page(current_user, request.args.get("page"))
    saw(current_user, "partner:placing", "partners", [one.row.id for one in page.rows if one.is_person])
    return show("directory/placing.html", page=page, form=form, status=422 if form.form_errors else 200)
