"""What people do in the search: open what they found, pin it; and rebuilding the index."""

from werkzeug.exceptions import NotFound

from partners.accounts.rules import SignedIn
from partners.agreements.models import Agreement
from partners.directory.actions.names import rebuild_search as rebuild_directory
from partners.foundation.access import ensure
from partners.foundation.clock import now
from partners.foundation.database import db
from partners.foundation.refusals import Refusal
from partners.foundation.words import _l
from partners.interactions.actions import rebuild_search as rebuild_interactions
from partners.lists.searched import rebuild
from partners.search import queries
from partners.search.models import SearchMark
from partners.search.permissions import SearchPermission
from partners.search.rules import MOST_OPENED, MOST_PINNED


def note_opened(record: str, record_id: int, by: SignedIn) -> None:
    """Remember for the person that they opened this from the search; the oldest are forgotten.

    Nobody's record changes: it is as private as the person's language, and not audited. Raises NotFound for what
    does not exist or may not be seen.
    """
    _mark(record, record_id, by).opened_at = now()
    db.session.flush()
    marks = [mark for mark in queries.marks_of(by.id) if mark.pinned_at is None]
    for mark in marks[MOST_OPENED:]:
        db.session.delete(mark)


def pin(record: str, record_id: int, by: SignedIn) -> None:
    """Let it stand first whenever the person searches. Raises NotFound as above, and Refusal when there are too many."""
    mark = _mark(record, record_id, by)
    if mark.pinned_at is not None:
        return
    if sum(one.pinned_at is not None for one in queries.marks_of(by.id)) >= MOST_PINNED:
        raise Refusal(_l("20 records are pinned already. Take one away first."))
    mark.pinned_at = now()


def unpin(record: str, record_id: int, by: SignedIn) -> None:
    """Let it stand where it belongs again; that it was opened stays remembered. Raises NotFound as above."""
    mark = _mark(record, record_id, by)
    mark.pinned_at = None
    if mark.opened_at is None:
        db.session.flush()
        db.session.delete(mark)


def rebuild_index() -> dict[str, int]:
    """Write every search column and index anew from the records, and say of how many of each kind."""
    return {
        **rebuild_directory(),
        "agreement": rebuild(Agreement),
        "interaction": rebuild_interactions(),
    }


def _mark(record: str, record_id: int, by: SignedIn) -> SearchMark:
    ensure(by, SearchPermission.USE)
    known = queries.find_mark(by.id, record, record_id)
    if known is not None:
        return known
    if not queries.is_there(record, record_id, by):
        raise NotFound()
    mark = SearchMark(user_id=by.id, record=record, record_id=record_id)
    db.session.add(mark)
    return mark
