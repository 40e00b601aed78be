"""The panel of a point while a partner's form is filled in: it answers and saves nothing."""

from flask import Response

from partners.directory.forms.points import PointForm
from partners.directory.pages.points import point_panel
from partners.directory.permissions import PartnerPermission
from partners.directory.views.blueprint import blueprint
from partners.foundation.access import requires
from partners.foundation.hypermedia import show


@blueprint.post("/partners/point")
@requires(PartnerPermission.CREATE)
def point() -> Response:
    """Posted, because the address of a person has no place in an address line that servers write down."""
    form = PointForm()
    return show("directory/point.html", panel=point_panel(form, form.km.data or ""))
