"""What a partner picker finds while somebody types."""

from flask import Response, request
from flask_login import current_user

from partners.audit.actions import saw
from partners.directory import queries
from partners.directory.forms.picking import MATCHES, is_ambiguous, read_id
from partners.directory.kinds import KINDS, persons_among
from partners.directory.permissions import PartnerPermission
from partners.directory.rules.filters import LONGEST_QUERY
from partners.directory.views.blueprint import blueprint
from partners.foundation.access import requires
from partners.foundation.hangul import clean
from partners.foundation.hypermedia import show


@blueprint.get("/partners/options")
@requires(PartnerPermission.VIEW)
def options() -> Response:
    """?q= what was typed, &kind= only of these kinds, &without= ids that are chosen already."""
    q = clean(request.args.get("q", ""))[:LONGEST_QUERY]
    kinds = [kind for kind in request.args.getlist("kind") if kind in KINDS]
    without = [one for one in map(read_id, request.args.getlist("without")) if one is not None]
    found = queries.typeahead(q, MATCHES, kinds, without) if q else []
    saw(current_user, "partner:picker", "partners", persons_among(found))
    return show("directory/options.html", block="options", q=q, found=found, ambiguous=is_ambiguous(q, found))
