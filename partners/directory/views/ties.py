"""Ties of a partner: taking over one that stood before this system."""

from typing import Any

from flask import Response, url_for
from flask_login import current_user

from partners.directory import actions
from partners.directory.forms import TakeOverForm
from partners.directory.models import Partner
from partners.directory.permissions import PartnerPermission
from partners.directory.views.blueprint import blueprint
from partners.directory.views.opening import seen
from partners.foundation.access import requires
from partners.foundation.hypermedia import flash_done, go_to, see_other, show
from partners.foundation.words import _


@blueprint.get("/partners/<int:partner_id>/ties/take-over")
@requires(PartnerPermission.TAKE_OVER)
def take_over_form(partner_id: int) -> Response:
    partner = seen(partner_id, "partner:page")
    return show("directory/take_over.html", partner=partner, form=_take_over_form(partner))


@blueprint.post("/partners/<int:partner_id>/ties/take-over")
@requires(PartnerPermission.TAKE_OVER)
def take_over(partner_id: int) -> Response:
    partner = seen(partner_id, "partner:page")
    form = _take_over_form(partner)
    if form.made_before():
        return go_to(form.made_before())
    if form.validate():
        with form.refusals():
            actions.take_over(partner, by=current_user, **form.told())
            form.remember(url_for("directory.show", partner_id=partner_id))
            flash_done(_("The tie was taken over."))
            return see_other("directory.show", partner_id=partner_id)
    return show("directory/take_over.html", partner=partner, form=form, status=form.refused_status)


def _take_over_form(partner: Partner) -> Any:
    form = TakeOverForm()
    form.offer_ties(partner.kind)
    return form
