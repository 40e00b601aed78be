"""Terms and expiries, and renewal in one click."""

from flask import Response, request, url_for
from flask_login import current_user

from partners.accounts import queries as accounts
from partners.agreements.actions import start_renewal
from partners.agreements.pages import terms as pages
from partners.agreements.permissions import AgreementPermission
from partners.agreements.queries.terms import get_tie
from partners.agreements.views.blueprint import blueprint
from partners.audit.actions import saw
from partners.directory.queries import get_partner
from partners.foundation.access import requires
from partners.foundation.hypermedia import flash_done, go_to, show
from partners.foundation.words import _


@blueprint.get("/agreements/terms")
@requires(AgreementPermission.VIEW)
def terms() -> Response:
    page = pages.terms_page(request.args, {team.code: team for team in accounts.teams()})
    saw(current_user, "terms", "partners", page.persons)
    return show("agreements/terms.html", "results", page=page)


@blueprint.post("/agreements/ties/<int:tie_id>/renewal")
@requires(AgreementPermission.START)
def renew(tie_id: int) -> Response:
    tie = get_tie(tie_id)
    agreement = start_renewal(tie, get_partner(tie.partner_id), by=current_user)
    flash_done(_("The case decides on the next term."))
    return go_to(url_for("agreements.show", agreement_id=agreement.id))
