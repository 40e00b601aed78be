"""The pages of acts: all of them, one with its members, and taking it back."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from flask import url_for
from flask_login import current_user

from partners.audit.actions import saw
from partners.audit.queries import Change, Happening, happenings_with
from partners.foundation.clock import now
from partners.foundation.words import _, _n
from partners.lists.keyset import Page
from partners.upkeep.changes import RECORDS, find_change
from partners.upkeep.changes import Change as ManyChanged
from partners.upkeep.pages.members import MEMBERS, Members, Named, gone, in_thousands
from partners.upkeep.pages.progress import undoing_url
from partners.upkeep.permissions import may_undo
from partners.upkeep.queries import acts as queries
from partners.upkeep.queries.obstacles import album_of, obstacles_to
from partners.upkeep.rules.acts import SINCE_WORDS, STANDING_LABELS, UNDO_WINDOW, Obstacle, Standing, standing_of
from partners.upkeep.rules.words import ACT_LABELS, OTHER_ROWS, TABLE_LABELS

#: Beside what was done, what every line of the audit carries.
BESIDE = frozenset({"act", "reason"})
MOST_OBSTACLES = 50


@dataclass(frozen=True)
class Done:
    """An act in words."""

    row: Any

    @property
    def title(self) -> str:
        """Such as "태그 변경 · 파트너 42곳"."""
        return f"{self.what} · {self.whom}"

    @property
    def what(self) -> Any:
        return self.change.label if self.change else ACT_LABELS.get(self.row.kind, self.row.kind)

    @property
    def whom(self) -> str:
        return self.members.counted(self.row.members)

    @property
    def members(self) -> Members:
        return MEMBERS.get(self.row.asked.get("records", ""), MEMBERS["partners"])

    @property
    def change(self) -> ManyChanged | None:
        """Of a change of many: which one."""
        records = RECORDS.get(self.row.asked.get("records", ""))
        return find_change(records, self.row.asked.get("change", "")) if records else None

    @property
    def asked(self) -> list[tuple[Any, str]]:
        """What the records were to get, as (label, words)."""
        told = self.change.words(self.row.asked.get("told", {})) if self.change else ()
        return [(self.members.field(name), self.members.text(name, value) or _("None")) for name, value in told]

    @property
    def standing(self) -> Standing:
        return standing_of(self.row, now())

    @property
    def standing_label(self) -> Any:
        return STANDING_LABELS[self.standing]

    @property
    def until(self) -> Any:
        """The last moment at which it can be taken back (UTC)."""
        return self.row.at + UNDO_WINDOW

    @property
    def can_be_undone(self) -> bool:
        return self.standing is Standing.DONE and may_undo(current_user, self.row)


@dataclass(frozen=True)
class ActsPage:
    """The list of acts."""

    page: Page
    mine: bool

    @property
    def rows(self) -> Sequence[Done]:
        return [Done(row) for row in self.page.rows]

    @property
    def tabs(self) -> list[dict[str, Any]]:
        return [
            {"label": _("All"), "url": url_for("upkeep.acts"), "current": not self.mine},
            {"label": _("Mine"), "url": url_for("upkeep.acts", mine="y"), "current": self.mine},
        ]

    def url(self, page: str | None) -> str | None:
        return url_for("upkeep.acts", page=page, mine="y" if self.mine else None) if page else None


@dataclass(frozen=True)
class Member:
    """A record that an act is about, and what became of it."""

    record: str
    named: Named
    changes: Sequence[Change]

    def field(self, name: str) -> Any:
        return MEMBERS[self.record].field(name)

    def text(self, name: str, value: Any) -> str:
        return MEMBERS[self.record].text(name, value) if value else ""


@dataclass(frozen=True)
class ActPage:
    """One act with a page of its members."""

    done: Done
    members: Sequence[Member]
    page: Page

    def url(self, page: str | None) -> str | None:
        return url_for("upkeep.act", act_id=self.done.row.id, page=page) if page else None


@dataclass(frozen=True)
class UndoPage:
    """What taking an act back would do, and what stands against it."""

    done: Done
    rows: Mapping[str, int]
    obstacles: Sequence[Obstacle]

    @property
    def progress_url(self) -> str:
        """Where it says how far taking back is."""
        return undoing_url(self.done.row.id)

    @property
    def counts(self) -> list[tuple[Any, str]]:
        """How many rows of each kind go back to what they were."""
        counted: dict[Any, int] = {}
        for table, number in self.rows.items():
            label = TABLE_LABELS.get(table, OTHER_ROWS)
            counted[label] = counted.get(label, 0) + number
        return [
            (label, in_thousands(_n("%(num)s row", "%(num)s rows", number), number))
            for label, number in counted.items()
        ]

    @property
    def shown(self) -> Sequence[Obstacle]:
        return self.obstacles[:MOST_OBSTACLES]

    @cached_property
    def names(self) -> Mapping[tuple[str, int], Named]:
        """The records that stand in the way, or to which the rows in the way belong."""
        return _named([of for obstacle in self.shown if (of := _whose(obstacle))], "act:undo")

    def name_of(self, obstacle: Obstacle) -> Named | None:
        of = _whose(obstacle)
        return self.names.get(of) if of else None

    def label_of(self, obstacle: Obstacle) -> Any:
        return TABLE_LABELS.get(obstacle.table, OTHER_ROWS)

    def words_of(self, obstacle: Obstacle) -> Any:
        return SINCE_WORDS[obstacle.since]


def acts_page(mine: bool, page: str | None) -> ActsPage:
    """A page of the acts. Raises BadPage."""
    return ActsPage(queries.act_page("", current_user.id if mine else None, page), mine)


def act_page(act_id: int, page: str | None) -> ActPage:
    """The act with a page of its members; notes the natural persons that it names. Raises NoResultFound, BadPage."""
    done, found = Done(queries.act_view(act_id)), queries.members_page(act_id, page)
    names = _named([(row.record, row.record_id) for row in found.rows], "act:page")
    lines = happenings_with([row.event_id for row in found.rows if row.event_id])
    members = [
        Member(
            row.record,
            names.get((row.record, row.record_id)) or gone(row.record, row.record_id),
            _changes(lines.get(row.event_id)),
        )
        for row in found.rows
    ]
    return ActPage(done, members, found)


def undo_page(act_id: int, obstacles: Sequence[Obstacle] | None = None) -> UndoPage:
    """What taking it back would do; `obstacles` when they are known already. Raises NoResultFound."""
    done = Done(queries.act_view(act_id))
    if obstacles is None:
        obstacles = obstacles_to(album_of(act_id), hold=False) if done.can_be_undone else []
    return UndoPage(done, queries.rows_changed(act_id), obstacles)


def _named(of: Sequence[tuple[str, int]], purpose: str) -> dict[tuple[str, int], Named]:
    found: dict[tuple[str, int], Named] = {}
    for record in {one[0] for one in of} & MEMBERS.keys():
        ids = {one[1] for one in of if one[0] == record}
        names = MEMBERS[record].named(ids)
        found |= {(record, one): named for one, named in names.items()}
        saw(current_user, purpose, MEMBERS[record].persons, _persons(names))
    return found


def _persons(names: Mapping[int, Named]) -> list[int]:
    return [named.person for named in names.values() if named.person is not None]


def _whose(obstacle: Obstacle) -> tuple[str, int] | None:
    """The record that a row is, or to which it belongs."""
    if obstacle.table in MEMBERS:
        return obstacle.table, obstacle.key[0]
    for column, record in (("partner_id", "partners"), ("contact_id", "contacts"), ("agreement_id", "agreements")):
        if obstacle.links.get(column) is not None:
            return record, obstacle.links[column]
    return None


def _changes(line: Happening | None) -> Sequence[Change]:
    return [change for change in line.changes if change.field not in BESIDE] if line else []
