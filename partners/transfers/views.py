"""Taking a list along: the page that says what would leave, and the file."""

from flask import Blueprint, Response, abort, request
from flask_login import current_user

from partners.foundation.access import ensure, may, requires
from partners.foundation.database import before_writing
from partners.foundation.hypermedia import show
from partners.transfers import actions, queries, writing
from partners.transfers.forms import ExportForm
from partners.transfers.lists import LISTS
from partners.transfers.pages import ExportPage
from partners.transfers.permissions import TransferPermission

blueprint = Blueprint("transfers", __name__)

#: What is meant where the address names no list.
PARTNERS = "partners"
LONGEST_LOOK = 400


@blueprint.get("/transfers/export")
@requires(TransferPermission.EXPORT)
def export() -> Response:
    """?list= which one, and the rest of the address as the list's own page has it."""
    return _shown(_opened())


@blueprint.post("/transfers/export")
@requires(TransferPermission.EXPORT)
def download() -> Response:
    # Counting a long list takes its time: nobody waits at the write gate meanwhile.
    with before_writing():
        page = _opened()
    form = page.form
    if form.validate():
        with form.refusals():
            persons = actions.take_along(page.known, page.extent, current_user, page.asked.address, form.said())
            return writing.handed_out(page.known, page.asked, form.said(), persons)
    return _shown(page, form.refused_status)


def _opened() -> ExportPage:
    known = LISTS.get(request.args.get("list") or PARTNERS) or abort(404)
    ensure(current_user, known.permission)
    asked = known.read(request.args, current_user)
    extent = queries.extent_of(known, asked, current_user)
    form, seen = ExportForm(), request.args.get("columns", "")[:LONGEST_LOOK]
    form.offer(asked.columns(()), seen.split(",") if seen else (), bool(extent.persons), known.is_of_persons)
    return ExportPage(known, asked, extent, form, seen, may(current_user, TransferPermission.EXPORT_PERSONS))


def _shown(page: ExportPage, status: int = 200) -> Response:
    return show("transfers/export.html", status=status, page=page)
