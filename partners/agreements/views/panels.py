"""What a partner's page shows of its agreements, and its whole history. Each is a page of its own, too."""

from flask import Response, request
from flask_login import current_user

from partners.agreements import vocabulary
from partners.agreements.pages import history as pages
from partners.agreements.permissions import AgreementPermission
from partners.agreements.queries import panels, timeline
from partners.agreements.queries.timeline import Sort
from partners.agreements.rules.cursors import read_cursor
from partners.agreements.views.blueprint import blueprint
from partners.audit.actions import saw
from partners.directory.kinds import persons_among
from partners.directory.queries import get_partner_in_short
from partners.directory.rules.filters import UnknownFilter
from partners.directory.rules.words import DOCUMENT_LABELS, TIE_LABELS
from partners.foundation.access import requires
from partners.foundation.hypermedia import show
from partners.foundation.words import _l


@blueprint.get("/partners/<int:partner_id>/agreements")
@requires(AgreementPermission.VIEW)
def of_partner(partner_id: int) -> Response:
    partner = get_partner_in_short(partner_id)
    saw(current_user, "partner:agreements", "partners", persons_among([partner]))
    strips = panels.strips_of(partner)
    return show("agreements/of_partner.html", "panel", partner=partner, strips=strips, words=vocabulary)


@blueprint.get("/partners/<int:partner_id>/history")
@requires(AgreementPermission.VIEW)
def history(partner_id: int) -> Response:
    partner, sort = get_partner_in_short(partner_id), _sort()
    before = read_cursor(request.args.get("before"))
    page = pages.HistoryPage(partner, sort, timeline.counts_of(partner), timeline.timeline_of(partner, sort, before))
    saw(current_user, "partner:history", "partners", page.persons)
    return show(
        "agreements/history.html",
        "more" if before else "panel",
        page=page,
        pages=pages,
        words=vocabulary,
        document_labels=DOCUMENT_LABELS,
        tie_labels=TIE_LABELS,
    )


def _sort() -> Sort:
    asked = request.args.get("show", Sort.ALL.value)
    if asked not in set(Sort):
        raise UnknownFilter(_l("entries"), asked)
    return Sort(asked)
