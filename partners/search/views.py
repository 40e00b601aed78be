"""The page of results, what is offered while somebody types, and what they pin."""

from collections.abc import Sequence

from flask import Blueprint, Response, make_response, request
from flask_login import current_user

from partners.audit.actions import saw
from partners.foundation.access import requires
from partners.foundation.hypermedia import go_to, is_htmx, page_behind, see_other, show
from partners.foundation.patience import TooSlow
from partners.search import actions, pages, queries
from partners.search.permissions import SearchPermission
from partners.search.queries import Found
from partners.search.rules import Record, read_asked

blueprint = Blueprint("search", __name__)

SOME_RECORD = f"<any({', '.join(Record)}):record>/<int:record_id>"


@blueprint.get("/search")
@requires(SearchPermission.USE)
def results() -> Response:
    """?q= what was typed, &record= one kind only, &page= of that kind."""
    records = queries.records_for(current_user)
    asked = read_asked(request.args, records)
    try:
        found = queries.find(asked, current_user, request.args.get("page")) if asked.can_be_found else Found()
    except TooSlow as slow:
        return show("search/results.html", status=slow.status, page=pages.stopped_page(asked, records, slow.message))
    page = pages.results_page(asked, found, queries.marks_of(current_user.id), records)
    _note("search:results", page.all_lines)
    return show("search/results.html", page=page)


@blueprint.get("/search/suggestions")
@requires(SearchPermission.USE)
def suggestions() -> Response:
    """?q= what was typed so far; without it what the person pinned and opened last."""
    asked = read_asked(request.args, ())
    marks = queries.marks_of(current_user.id)
    try:
        offered = pages.offered(asked, queries.offer(asked, current_user, marks), marks)
    except TooSlow as slow:
        offered = pages.Offered(asked, (), stopped=slow.message)
    _note("search:typing", offered.lines)
    return show("search/suggestions.html", block="answers", offered=offered)


@blueprint.post(f"/search/opened/{SOME_RECORD}")
@requires(SearchPermission.USE)
def opened(record: str, record_id: int) -> Response:
    """A hit was chosen: it stands among the first next time."""
    actions.note_opened(record, record_id, current_user)
    return make_response("", 204)


@blueprint.post(f"/search/pins/{SOME_RECORD}")
@requires(SearchPermission.USE)
def pin(record: str, record_id: int) -> Response:
    actions.pin(record, record_id, current_user)
    return _after_pinning(record, record_id, is_pinned=True)


@blueprint.post(f"/search/pins/{SOME_RECORD}/remove")
@requires(SearchPermission.USE)
def unpin(record: str, record_id: int) -> Response:
    actions.unpin(record, record_id, current_user)
    return _after_pinning(record, record_id, is_pinned=False)


def _after_pinning(record: str, record_id: int, is_pinned: bool) -> Response:
    if is_htmx():
        return show("search/pin.html", record=record, record_id=record_id, is_pinned=is_pinned)
    return go_to(page_behind()) if page_behind() else see_other("search.results")


def _note(purpose: str, lines: Sequence[pages.Line]) -> None:
    """Natural persons and contacts whom the answer shows enter the access log."""
    saw(current_user, purpose, "partners", pages.persons_in(lines))
    saw(current_user, purpose, "contacts", pages.contacts_in(lines))
