"""Where the administration begins."""

from flask import Response, current_app

from partners.accounts.permissions import AccountPermission
from partners.accounts.views.blueprint import blueprint
from partners.foundation.access import requires
from partners.foundation.hypermedia import show


@blueprint.get("/admin/")
@requires(AccountPermission.MANAGE_USERS)
def admin() -> Response:
    return show("accounts/admin.html", endpoints=current_app.view_functions)
