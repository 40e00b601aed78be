"""What the pages need that save, change and list views."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from flask_login import current_user
from werkzeug.exceptions import Forbidden

from partners.foundation.access import may
from partners.lists import actions, queries
from partners.lists.models import SavedView
from partners.lists.pages.mine import address_of, known_lists, list_address, my_views, view_of
from partners.lists.permissions import ViewPermission
from partners.lists.queries import Somebody
from partners.lists.rules import EVERYTHING, SavedList, View, in_order, read_query, written


@dataclass(frozen=True)
class KeptView:
    """A line of the page of all saved views."""

    view: View
    can_change: bool

    @property
    def url(self) -> str:
        return address_of(self.view)


def kept() -> list[tuple[Any, Sequence[KeptView]]]:
    """Every view that somebody saved and the reader sees or looks after, under the names of their lists."""
    saved = [*(view for view in my_views() if not view.is_ready_made), *_elsewhere()]
    groups = [(of.label, [_line(view) for view in saved if view.list == of.code]) for of in known_lists().values()]
    return [(label, lines) for label, lines in groups if lines]


def can_share() -> bool:
    return may(current_user, ViewPermission.SHARE)


def read(of: SavedList, text: str) -> dict[str, str]:
    """What was on the screen, without what the list does not know. Raises Refusal when it is too long."""
    return in_order(read_query(text), of.names)


def known(of: SavedList, text: str) -> str:
    """The same as it is written."""
    return written(read(of, text))


def save(of: SavedList, form: Any, by: Somebody) -> View:
    """Save what the form says, pinned and opened first if it says so. Raises Refusal."""
    view = view_of(actions.save_view(of, form.name.data, read(of, form.query.data or ""), form.team.data, by=by))
    if form.pinned.data:
        actions.pin_view(view, by=by)
    if form.opens_first.data:
        actions.open_first(view, by=by)
    return view


def changeable(view_id: int) -> SavedView:
    """A view that the reader is about to change. Raises NoResultFound, and Forbidden for a colleague's."""
    view = queries.get_view(view_id, current_user)
    if not actions.may_change(current_user, view):
        raise Forbidden()
    return view


def used_by_others(view: SavedView) -> int:
    """How many colleagues pinned it, or open their list with it."""
    return sum(mark.user_id != view.owner_id for mark in queries.marks_on(view.id))


def everything_of(of: SavedList) -> str:
    return list_address(of, {"view": EVERYTHING})


def where_it_shows(of: SavedList, text: str) -> str:
    """The list as it was when somebody wanted to save it."""
    return list_address(of, read(of, text) or {"view": EVERYTHING})


def _line(view: View) -> KeptView:
    return KeptView(view, actions.may_change(current_user, view))


def _elsewhere() -> list[View]:
    if not may(current_user, ViewPermission.CHANGE_SHARED):
        return []
    return [
        view_of(row.SavedView, row.owner_name, row.team_name)
        for row in queries.shared_elsewhere(current_user)
        if row.SavedView.list in known_lists()
    ]
