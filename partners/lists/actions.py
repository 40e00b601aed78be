"""What people do with views of lists: save, rename, share, replace, delete; pin one, let one open first."""

from typing import Any, Protocol

from sqlalchemy import select, update
from werkzeug.exceptions import Forbidden

from partners.audit.actions import record, record_many
from partners.foundation.access import ensure, may
from partners.foundation.clock import now
from partners.foundation.database import db
from partners.foundation.hangul import fold
from partners.foundation.refusals import Refusal, Stale
from partners.foundation.words import _, _l
from partners.lists import queries
from partners.lists.models import SavedView, ViewMark
from partners.lists.permissions import ViewPermission
from partners.lists.queries import Somebody
from partners.lists.rules import MOST_PINNED, MOST_SAVED, Query, SavedList, View, checked_name, written


class Move(Protocol):
    """Everything of one team goes to another (accounts' `HandOver`)."""

    @property
    def team_id(self) -> int: ...
    @property
    def to(self) -> int: ...
    @property
    def by(self) -> Any: ...
    @property
    def reason(self) -> str: ...


def may_change(person: Somebody, view: SavedView | View) -> bool:
    """Whether the person may rename, share, replace and delete it: its owner, or a manager once it is shared."""
    if view.owner_id == person.id:
        return True
    return view.owner_team_id is not None and may(person, ViewPermission.CHANGE_SHARED, view)


def save_view(of: SavedList, name: str, query: Query, team_id: int | None, by: Somebody) -> SavedView:
    """Keep what a list shows under a name. Raises Refusal at `name` and `team`, and when there are too many."""
    ensure(by, ViewPermission.USE)
    if queries.count_saved(by.id, of.code) >= MOST_SAVED:
        raise Refusal(_("You have saved %(most)s views of this list. Delete one first.", most=MOST_SAVED))
    _ensure_shareable(team_id, None, by)
    name = _free_name(of, name, by.id, team_id)
    view = SavedView(list=of.code, owner_id=by.id, created_at=now(), **_kept(name, query), owner_team_id=team_id)
    db.session.add(view)
    record(by, "view:saved", view, _changes(view))
    return view


def change_view(
    view: SavedView, of: SavedList, name: str, team_id: int | None, version: int | None, by: Somebody
) -> None:
    """Rename it, share it, or take it back from its team. Raises Refusal as above, Stale, and Forbidden."""
    _ensure_change(view, version, by)
    if team_id != view.owner_team_id:
        _ensure_shareable(team_id, view.owner_team_id, by)
    before = _told(view)
    view.name = _free_name(of, name, view.owner_id, team_id, besides=view.id)
    view.name_key, view.owner_team_id = fold(view.name), team_id
    record(by, "view:changed", view, _changes(view, before))


def replace_view(view: SavedView, query: Query, version: int | None, by: Somebody) -> None:
    """Let it show what is on the screen now. Raises Stale, and Forbidden."""
    _ensure_change(view, version, by)
    before = _told(view)
    view.query = written(query)
    record(by, "view:replaced", view, _changes(view, before))


def delete_view(view: SavedView, version: int | None, by: Somebody) -> None:
    """Take it away, from everybody who pinned it too. Raises Stale, and Forbidden."""
    _ensure_change(view, version, by)
    record(by, "view:deleted", view, {name: (value, None) for name, value in _told(view).items()})
    for mark in queries.marks_on(view.id):
        db.session.delete(mark)
    db.session.flush()
    db.session.delete(view)


def pin_view(view: View, by: Somebody) -> None:
    """Let it stand in the person's menu, under its list. Raises Refusal when there are too many."""
    mark = _mark(view, by)
    if mark.pinned_at is not None:
        return
    if queries.count_pinned(by.id) >= MOST_PINNED:
        raise Refusal(_("%(most)s views are pinned already. Take one away first.", most=MOST_PINNED))
    mark.pinned_at = now()
    record(by, "view:pinned", mark, {"view": (None, view.key)})


def unpin_view(view: View, by: Somebody) -> None:
    mark = _mark(view, by)
    if mark.pinned_at is not None:
        mark.pinned_at = None
        record(by, "view:unpinned", mark, {"view": (view.key, None)})
        _forget_empty(mark)


def open_first(view: View, by: Somebody) -> None:
    """Let the person's list open with it; another one that did so gives way."""
    known = queries.default_of(by.id, view.list)
    mark = _mark(view, by)
    if mark is known:
        return
    if known is not None:
        known.is_default = False
        # Before the new one is written: a list has one.
        db.session.flush()
        _forget_empty(known)
    mark.is_default = True
    record(by, "view:opens_first", mark, {"view": (None, view.key)})


def open_no_more_first(view: View, by: Somebody) -> None:
    """Let the list open with everything again."""
    mark = _mark(view, by)
    if mark.is_default:
        mark.is_default = False
        record(by, "view:opens_first", mark, {"view": (view.key, None)})
        _forget_empty(mark)


def hand_over_views(move: Move) -> dict[str, int]:
    """What is shared with a team is shared with the one that takes its place; whose it is stays."""
    theirs = select(SavedView.id).where(SavedView.owner_team_id == move.team_id)
    changes = {"owner_team_id": (move.team_id, move.to)}
    record_many(move.by, "view:handed_over", SavedView, theirs, changes, move.reason)
    moved = db.session.execute(
        update(SavedView)
        .where(SavedView.owner_team_id == move.team_id)
        .values(owner_team_id=move.to, version=SavedView.version + 1)
        .execution_options(synchronize_session=False)
    )
    db.session.expire_all()
    return {"saved_views": int(moved.rowcount)}  # type: ignore[attr-defined]


def _ensure_change(view: SavedView, version: int | None, by: Somebody) -> None:
    if not may_change(by, view):
        raise Forbidden()
    if version != view.version:
        raise Stale(_l("Somebody else changed this view in the meantime. Open it again, then change it."))


def _ensure_shareable(team_id: int | None, before: int | None, by: Somebody) -> None:
    if team_id is None:
        return
    if not may(by, ViewPermission.SHARE, _Shared(team_id)):
        raise Refusal(_l("You can share a view with your own team only."), field="team")
    if not queries.is_open(team_id):
        raise Refusal(_l("This team is closed. Choose another one."), field="team")


def _free_name(of: SavedList, name: str, owner_id: int, team_id: int | None, besides: int | None = None) -> str:
    ready_made = [one.name for one in of.ready_made]
    return checked_name(name, [*ready_made, *queries.names_beside(of.code, owner_id, team_id, besides)])


def _kept(name: str, query: Query) -> dict[str, str]:
    return {"name": name, "name_key": fold(name), "query": written(query)}


def _told(view: SavedView) -> dict[str, Any]:
    return {name: getattr(view, name) for name in ("name", "query", "owner_team_id")}


def _changes(view: SavedView, before: dict[str, Any] | None = None) -> dict[str, tuple[Any, Any]]:
    return {name: ((before or {}).get(name), value) for name, value in _told(view).items()}


def _mark(view: View, by: Somebody) -> ViewMark:
    ensure(by, ViewPermission.USE)
    view_id, ready_made = (None, view.key) if view.is_ready_made else (int(view.key), "")
    mark = queries.find_mark(by.id, view_id, ready_made)
    if mark is None:
        mark = ViewMark(user_id=by.id, list=view.list, view_id=view_id, ready_made=ready_made, is_default=False)
        db.session.add(mark)
    return mark


def _forget_empty(mark: ViewMark) -> None:
    if mark.pinned_at is None and not mark.is_default:
        db.session.delete(mark)


class _Shared:
    """What belongs to a team, for `may`."""

    def __init__(self, owner_team_id: int) -> None:
        self.owner_team_id = owner_team_id
