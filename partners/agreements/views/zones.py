"""Special zones: their places, and lengthening the period of all of them at once."""

from flask import Response, request, url_for
from flask_login import current_user

from partners.agreements.actions.zones import extend_zone as extend
from partners.agreements.forms.zones import ZoneForm
from partners.agreements.pages.zones import ZonePage, previewed, zone_page
from partners.agreements.permissions import AgreementPermission
from partners.agreements.views.blueprint import blueprint
from partners.directory.rules.words import STATUS_LABELS
from partners.foundation.access import requires
from partners.foundation.hypermedia import flash_done, go_to, show
from partners.foundation.words import _n


@blueprint.get("/agreements/zones")
@requires(AgreementPermission.MOVE)
def zones() -> Response:
    page = zone_page(request.args.get("zone", "").strip(), current_user)
    return _page(page, ZoneForm(formdata=None, data={"zone": page.zone}))


@blueprint.post("/agreements/zones")
@requires(AgreementPermission.MOVE)
def extend_zone() -> Response:
    form = ZoneForm()
    zone = form.zone.data or ""
    if form.validate():
        with form.refusals():
            if form.do.data == "extend":
                return _extended(zone, extend(zone, form.told(), form.seen.data or "", by=current_user))
            return _page(previewed(zone_page(zone, current_user), form.told()), form)
    return _page(_again(zone_page(zone, current_user), form), form, form.refused_status)


def _extended(zone: str, number: int) -> Response:
    flash_done(_n("Lengthened the period of %(num)s place.", "Lengthened the period of %(num)s places.", number))
    return go_to(url_for("agreements.zones", zone=zone))


def _again(page: ZonePage, form: ZoneForm) -> ZonePage:
    """After a refusal: the preview as it is now, unless what was typed cannot be."""
    is_unreadable = any(field.errors for field in form)
    return ZonePage(page.zones, page.zone, page.rows, None if is_unreadable else form.told())


def _page(page: ZonePage, form: ZoneForm, status: int = 200) -> Response:
    return show("agreements/zones.html", page=page, form=form, statuses=STATUS_LABELS, status=status)
