"""What was done to a case, from the audit."""

from flask import Response, request

from partners.agreements.pages import changes as pages
from partners.agreements.pages.cases import page_of
from partners.agreements.queries import cases
from partners.agreements.views.blueprint import blueprint
from partners.audit.permissions import AuditPermission
from partners.audit.queries import history_of
from partners.foundation.access import requires
from partners.foundation.hypermedia import show

SIZE = 50


@blueprint.get("/agreements/<int:agreement_id>/changes")
@requires(AuditPermission.VIEW)
def changes(agreement_id: int) -> Response:
    agreement = cases.get_agreement(agreement_id)
    happenings = history_of(agreement, SIZE, request.args.get("before", type=int))
    further = happenings[-1].id if len(happenings) == SIZE else None
    return show(
        "agreements/changes.html",
        page=page_of(agreement),
        pages=pages,
        names=pages.names_in(happenings),
        happenings=happenings,
        further=further,
    )
