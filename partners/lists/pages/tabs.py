"""The tabs above a list: its own ones, the saved views and the ready-made ones, and what can be done with the open one."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from flask import url_for
from flask_login import current_user

from partners.foundation.words import _
from partners.lists.actions import may_change
from partners.lists.pages.mine import address_of, list_address, views_in
from partners.lists.rules import EVERYTHING, OF_EVERY_LIST, SavedList, View, same, written

#: Tabs that stand in a row; the others wait behind a button.
MOST_TABS = 6

Tab = Mapping[str, Any]


@dataclass(frozen=True)
class ViewTabs:
    """Everything that the component `view_tabs` draws."""

    of: SavedList
    view: View | None
    shown: dict[str, str]
    stored: dict[str, str]
    left_out: dict[str, str]
    first: Sequence[Tab]

    @property
    def is_changed(self) -> bool:
        """The open view holds other filters than the screen shows."""
        return self.view is not None and not same(self.shown, self.stored)

    @property
    def can_change(self) -> bool:
        return self.view is not None and not self.view.is_ready_made and may_change(current_user, self.view)

    @cached_property
    def in_a_row(self) -> list[Tab]:
        row, rest = self.all[:MOST_TABS], self.all[MOST_TABS:]
        # The one that is open is always in sight.
        return [*row, *(tab for tab in rest if tab["current"])]

    @property
    def behind(self) -> list[Tab]:
        return [tab for tab in self.all[MOST_TABS:] if not tab["current"]]

    @cached_property
    def all(self) -> list[Tab]:
        marked = self.view.key if self.view else self._same_as_shown
        own = [{**tab, "current": tab["current"] and marked is None} for tab in self.first or self._everything]
        return [*own, *(self._tab(view, view.key == marked) for view in self._fitting)]

    @property
    def query(self) -> str:
        """What is on the screen, as it would be saved."""
        return written(self.shown)

    @property
    def save_url(self) -> str:
        return url_for("lists.new_view", list_code=self.of.code, query=self.query)

    @property
    def left_out_words(self) -> str:
        return ", ".join(f"{name}={value}" for name, value in self.left_out.items())

    @property
    def _section(self) -> dict[str, str]:
        section = self.shown.get(self.of.section, "") if self.of.section else ""
        return {self.of.section: section} if section else {}

    @property
    def _everything(self) -> list[Tab]:
        section = self._section
        narrowed = {name: value for name, value in self.shown.items() if name not in OF_EVERY_LIST}
        url = list_address(self.of, {**section, "view": EVERYTHING})
        return [{"label": _("Everything"), "url": url, "current": narrowed == section}]

    @cached_property
    def _fitting(self) -> list[View]:
        """On the page of a section what belongs there; on the page of all everything."""
        section = self._section
        return [view for view in views_in(self.of) if not section or view.is_ready_made or self._belongs(view)]

    def _belongs(self, view: View) -> bool:
        return view.query.get(self.of.section) == self._section[self.of.section]

    def _held(self, view: View) -> dict[str, str]:
        return {**self._section, **view.query} if view.is_ready_made else dict(view.query)

    @property
    def _same_as_shown(self) -> str | None:
        return next((view.key for view in self._fitting if same(self._held(view), self.shown)), None)

    def _tab(self, view: View, is_current: bool) -> Tab:
        section = self._section if view.is_ready_made else {}
        return {
            "label": view.name,
            "url": address_of(view, **section),
            "current": is_current,
            "title": _shared_by(view),
        }


def _shared_by(view: View) -> str:
    if not view.is_shared:
        return ""
    if view.owner_id == current_user.id:
        return str(_("Shared with %(team)s", team=view.team_name))
    return str(_("Shared with %(team)s by %(name)s", team=view.team_name, name=view.owner_name))
