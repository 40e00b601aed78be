"""The page on which many records are changed together: what to change, what that would do, and doing it."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any
from urllib.parse import urlencode

from flask import url_for
from flask_login import current_user
from werkzeug.datastructures import MultiDict
from werkzeug.exceptions import Forbidden

from partners.audit.actions import saw
from partners.foundation.database import hold
from partners.foundation.hypermedia import flash_done
from partners.foundation.progress import followed
from partners.foundation.words import _, _l, _n
from partners.upkeep.actions.bulk import change_together
from partners.upkeep.changes import RECORDS, Change, Records, find_change
from partners.upkeep.changes.forms import ChangeForm
from partners.upkeep.pages.members import MEMBERS, Named, in_thousands
from partners.upkeep.pages.progress import sending_key, undoing_url
from partners.upkeep.rules.bulk import (
    LEFT_WORDS,
    MOST_AT_ONCE,
    Effect,
    Left,
    NoSelection,
    Selection,
    Sorted,
    ensure_not_too_many,
    read_selection,
    seen_as,
)

#: Records that a page names of those that change, and of each group that is left out.
MOST_SHOWN = 20
#: Beside the fields of a filter, what stands in the address of a list or of this page.
NO_FILTER = frozenset({"all", "change", "page", "sort", "view", "columns", "density"})
GO_BACK = _l("Choose records in the list first, then what to change.")
NO_SUCH_CHANGE = _l("There is no such change. Choose one of those that the page offers.")


@dataclass(frozen=True)
class Group:
    """Records that are left out for one reason."""

    why: Left
    ids: Sequence[int]

    @property
    def words(self) -> Any:
        return LEFT_WORDS[self.why]

    @property
    def is_fine(self) -> bool:
        """Nothing stands against it: there is only nothing to do."""
        return self.why is Left.ALREADY


@dataclass(frozen=True)
class Preview:
    """What the change would do to the records chosen."""

    records: Records
    found: Sorted

    @property
    def changed(self) -> str:
        return MEMBERS[self.records.code].counted(len(self.found.changes))

    @property
    def shown(self) -> Sequence[tuple[int, Effect]]:
        return list(self.found.changes.items())[:MOST_SHOWN]

    @property
    def more(self) -> int:
        return len(self.found.changes) - len(self.shown)

    @property
    def groups(self) -> Sequence[Group]:
        return [Group(why, ids) for why, ids in self.found.groups]

    @cached_property
    def names(self) -> Mapping[int, Named]:
        """The names of those that the page shows; natural persons are noted in the access log."""
        shown = [one for one, _effect in self.shown]
        shown += [one for group in self.groups for one in group.ids[:MOST_SHOWN]]
        members = MEMBERS[self.records.code]
        names = members.named(shown)
        saw(current_user, "upkeep:preview", members.persons, [one.person for one in names.values() if one.person])
        return names

    def field(self, name: str) -> Any:
        return MEMBERS[self.records.code].field(name)

    def text(self, name: str, value: Any) -> str:
        return MEMBERS[self.records.code].text(name, value)


@dataclass
class ChangePage:
    """Everything that the page shows."""

    records: Records
    selection: Selection
    change: Change
    form: ChangeForm
    preview: Preview | None = None

    @cached_property
    def ids(self) -> Collection[int]:
        """The records chosen, as they are right now."""
        if self.selection.where is None:
            return self.selection.ids
        ids = self.records.matching(self.selection.where, current_user, MOST_AT_ONCE + 1)
        ensure_not_too_many(ids)
        return ids

    @property
    def chosen(self) -> str:
        return MEMBERS[self.records.code].counted(len(self.ids))

    @property
    def title(self) -> str:
        return _("Change %(what)s", what=self.chosen)

    @property
    def plural(self) -> Any:
        return MEMBERS[self.records.code].label

    @property
    def list_url(self) -> str:
        return _address(self.records.list_endpoint, self.selection.query)

    @property
    def tabs(self) -> list[dict[str, Any]]:
        return [
            {"label": change.label, "icon": change.icon, "url": self._url(change), "current": change is self.change}
            for change in self.records.offered_to(current_user)
        ]

    @property
    def fields(self) -> list[Any]:
        """What its reader fills in."""
        return [field for field in self.form if getattr(field.widget, "input_type", "") != "hidden"]

    def look_ahead(self) -> None:
        """Read what the change would do, and let the form carry what is shown."""
        told = self.form.told()
        found = self.change.sort_out(told, self.ids, current_user)
        self.preview = Preview(self.records, found)
        self.form.carry("seen", seen_as(self.change.code, told, found))

    def made_before(self) -> str | None:
        """Where the result of an earlier sending stands. The second of two presses waits here for the first."""
        hold(self.form.once.data or "")
        return self.form.made_before()

    def carry_out(self) -> str:
        """Do what was shown; returns where it stands. Raises Moved when it is not so any more."""
        told, seen = self.form.told(), self.form.seen.data or ""
        with followed(current_user.id, sending_key(self.form)) as progress:
            act = change_together(self.records, self.change, told, self.ids, seen, current_user, progress)
        address = url_for("upkeep.act", act_id=act.id)
        self.form.remember(address)
        counted = MEMBERS[self.records.code].counted(act.members)
        said = _("Changed: %(what)s, %(records)s.", what=self.change.label, records=counted)
        flash_done(said, undo=url_for("upkeep.undo", act_id=act.id), progress=undoing_url(act.id))
        return address

    @property
    def progress_url(self) -> str:
        return url_for("upkeep.progress", key=sending_key(self.form))

    @property
    def status(self) -> int:
        return self.form.refused_status if self.form.refusal or self.form.errors else 200

    def _url(self, change: Change) -> str:
        chosen = [(self.records.chosen_as, str(one)) for one in self.selection.ids]
        where = [*self.selection.where.items(), ("all", "y")] if self.selection.where is not None else []
        asked = urlencode([("change", change.code), *chosen, *where])
        return _address("upkeep.change_form", asked, list_code=self.records.code)


def opened(list_code: str, asked: MultiDict[str, str]) -> ChangePage:
    """The page as somebody comes to it from a list. Raises NoSelection, UnknownFilter."""
    records = RECORDS[list_code]
    where = None
    if asked.get("all"):
        where = Selection(where={name: value for name, value in asked.items() if name not in NO_FILTER}).query
    selection = read_selection(asked.getlist(records.chosen_as), where)
    return _page(records, selection, asked.get("change", ""), fresh=True)


def sent(list_code: str, form: MultiDict[str, str]) -> ChangePage:
    """The page as its own form comes back. Raises NoSelection, UnknownFilter."""
    ids = [one for one in form.get("ids", "").split(",") if one]
    where = form.get("where", "") if form.get("whole") else None
    return _page(RECORDS[list_code], read_selection(ids, where), form.get("change", ""), fresh=False)


def left_in_words(number: int) -> str:
    return in_thousands(_n("%(num)s is left out", "%(num)s are left out", number), number)


def _address(endpoint: str, query: str, **values: str) -> str:
    # Not as arguments of url_for: whoever writes an address by hand chooses the names in it.
    path = url_for(endpoint, **values)  # type: ignore[arg-type]
    return f"{path}?{query}" if query else path


def _page(records: Records, selection: Selection, code: str, fresh: bool) -> ChangePage:
    if selection.where is None and not selection.ids:
        raise NoSelection(GO_BACK)
    change = _change(records, code)
    form = change.form(formdata=None) if fresh else change.form()
    form.offer(current_user)
    page = ChangePage(records, selection, change, form)
    for name, value in (
        ("change", change.code),
        ("ids", selection.chosen),
        ("where", selection.query),
        ("whole", "" if selection.where is None else "y"),
    ):
        form.carry(name, value)
    return page


def _change(records: Records, code: str) -> Change:
    offered = records.offered_to(current_user)
    if not offered:
        raise Forbidden()
    change = find_change(records, code) if code else offered[0]
    if change is None:
        raise NoSelection(NO_SUCH_CHANGE)
    if change not in offered:
        raise Forbidden()
    return change
