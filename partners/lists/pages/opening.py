"""A list that is opened: with what its address asks, or with the view that its reader opens first."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar

from flask import g, request

from partners.foundation.hypermedia import is_htmx
from partners.lists.pages.mine import views_in
from partners.lists.pages.tabs import ViewTabs
from partners.lists.rules import EVERYTHING, OF_THE_MOMENT, Asked, Query, SavedList, View, in_order, understand

F = TypeVar("F", bound=Asked)


@dataclass
class OpenedList:
    """What a list is asked, and which view of it is open."""

    of: SavedList
    asked: Mapping[str, str]
    view: View | None
    #: It stands as the view has it: what the list does not understand any more is left out, and said.
    is_stored: bool
    #: What is on the screen, as it would be saved; and what the open view holds, as far as it is understood.
    shown: dict[str, str] = field(default_factory=dict)
    stored: dict[str, str] = field(default_factory=dict)
    left_out: dict[str, str] = field(default_factory=dict)

    def read(self, reader: Callable[[Query], F]) -> F:
        """The filter of the list, read by its own reader. Raises UnknownFilter for what somebody typed."""
        if self.view is not None:
            found = understand(self._held_by(self.view), self.of.names, reader)
            self.stored = self._told(reader(found.query), found.query)
            if self.is_stored:
                self.asked, self.left_out = found.query, found.left_out
        asked = reader({**self.asked, "view": self._key})
        self.shown = self._told(asked, self.asked)
        return asked

    def tabs(self, first: Sequence[Mapping[str, Any]] = ()) -> ViewTabs:
        """The tabs above the list; `first` are those that it has by itself, before the saved ones."""
        return ViewTabs(self.of, self.view, self.shown, self.stored, self.left_out, first)

    def shown_with(self, asked: F) -> dict[str, Any]:
        """What the template of a list needs besides its rows: what is asked, the tabs, whether htmx asks."""
        return {"asked": asked, "views": self.tabs(), "partial": is_htmx()}

    @property
    def _key(self) -> str:
        if self.view is not None:
            return self.view.key
        return EVERYTHING if request.args.get("view") == EVERYTHING else ""

    def _held_by(self, view: View) -> dict[str, str]:
        section = request.args.get(self.of.section, "") if self.of.section and view.is_ready_made else ""
        return {**({self.of.section: section} if section else {}), **view.query}

    def _told(self, asked: Asked, given: Mapping[str, str]) -> dict[str, str]:
        """What a filter asks, and what the page itself reads from the address, as one writes it."""
        beside = {name: value for name, value in given.items() if not hasattr(asked, name)}
        return in_order({**beside, **asked.address}, self.of.names)


def open_list(of: SavedList) -> OpenedList:
    """Open the list for this request. Its view reads the filter by `opened.read(…)`."""
    given = _given()
    if not given and not is_htmx():
        view = next((one for one in views_in(of) if one.is_default), None)
        opened = OpenedList(of, view.query if view else {}, view, is_stored=view is not None)
    else:
        view = next((one for one in views_in(of) if one.key == given.get("view")), None)
        asked = {name: value for name, value in given.items() if name not in OF_THE_MOMENT}
        opened = OpenedList(of, given, view, is_stored=view is not None and asked == view.query)
    g.open_view = opened.view
    return opened


def _given() -> dict[str, str]:
    """What the address asks. Columns may come one by one, as boxes of a form send them."""
    given, columns = request.args.to_dict(), request.args.getlist("columns")
    return {**given, "columns": ",".join(columns)} if columns else given
