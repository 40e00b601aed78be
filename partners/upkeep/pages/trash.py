"""The trash as its pages show it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from flask import url_for
from flask_login import current_user

from partners.accounts.queries import user_names
from partners.audit.actions import saw
from partners.foundation.access import may
from partners.foundation.clock import today
from partners.foundation.words import Words, _, _l, _n
from partners.lists.keyset import Count, Page
from partners.upkeep.models import TrashEntry
from partners.upkeep.permissions import TrashPermission
from partners.upkeep.queries import trash as queries
from partners.upkeep.queries.belongings import belongings_of, holdings_of
from partners.upkeep.queries.records import Deletable
from partners.upkeep.queries.rights import may_restore
from partners.upkeep.rules.trash import Holding, Record, days_left
from partners.upkeep.rules.trash_filter import LEFT, SINCE, TrashFilter

RECORD_LABELS: dict[str, Words] = {
    Record.PARTNER: _l("Partner"),
    Record.CONTACT: _l("Contact person"),
    Record.DOCUMENT: _l("Document"),
    Record.FOLLOW_UP: _l("Follow-up"),
}
ICONS = {Record.CONTACT: "user", Record.DOCUMENT: "note", Record.FOLLOW_UP: "flag"}
#: What goes along and people would ask for; the rest follows from it.
TOLD: dict[str, Any] = {
    "contacts": lambda number: _n("%(num)s contact", "%(num)s contacts", number),
    "documents": lambda number: _n("%(num)s document", "%(num)s documents", number),
    "attachments": lambda number: _n("%(num)s file", "%(num)s files", number),
    "follow_ups": lambda number: _n("%(num)s follow-up", "%(num)s follow-ups", number),
    "partner_aliases": lambda number: _n("%(num)s other name", "%(num)s other names", number),
    "partner_channels": lambda number: _n("%(num)s channel", "%(num)s channels", number),
    "partner_tags": lambda number: _n("%(num)s tag", "%(num)s tags", number),
}


@dataclass(frozen=True)
class Line:
    """One entry of the list."""

    entry: TrashEntry
    who: str

    @property
    def label(self) -> Words:
        return RECORD_LABELS[self.entry.record]

    @property
    def icon(self) -> str:
        return ICONS.get(Record(self.entry.record), "")

    @property
    def left(self) -> int:
        return days_left(self.entry.destroy_on, today())

    @property
    def left_text(self) -> str:
        return str(_n("%(num)s day left", "%(num)s days left", self.left)) if self.left else _("Destroyed tonight")

    @property
    def left_tone(self) -> str:
        return "danger" if self.left <= 1 else "warn" if self.left <= 7 else "neutral"

    @property
    def along(self) -> list[str]:
        return taken_words(self.entry.record, self.entry.taken)

    @property
    def may_restore(self) -> bool:
        return may_restore(current_user, self.entry)


@dataclass(frozen=True)
class TrashListing:
    """Everything that the page of the list shows."""

    asked: TrashFilter
    page: Page
    count: Count
    people: Sequence[Any]

    @property
    def lines(self) -> list[Line]:
        return [Line(row.TrashEntry, row.who or _("System")) for row in self.page.rows]

    @property
    def found(self) -> str:
        return f"{self.count.number:,}" + ("+" if self.count.capped else "")

    @property
    def record_choices(self) -> list[tuple[str, Words]]:
        return list(RECORD_LABELS.items())

    @property
    def left_choices(self) -> list[tuple[str, Words]]:
        return list(LEFT.items())

    @property
    def since_choices(self) -> list[tuple[str, Words]]:
        return list(SINCE.items())

    @property
    def people_choices(self) -> list[tuple[str, str]]:
        return [(str(one.id), one.name) for one in self.people]

    @property
    def columns(self) -> list[dict[str, Any]]:
        return [
            {"label": _("Record")},
            {"label": _("Went along"), "width": 190, "extra": True},
            {"label": _("Reason"), "width": 262, "extra": True},
            self._sorted("deleted", _("Deleted"), 172),
            self._sorted("left", _("Until destroyed"), 150),
            {"label": _("Bring back"), "width": 150, "hidden": True},
        ]

    @property
    def may_choose(self) -> bool:
        return self.may_destroy or any(line.may_restore for line in self.lines)

    @property
    def may_destroy(self) -> bool:
        return may(current_user, TrashPermission.DESTROY)

    @property
    def reset_url(self) -> str:
        return url_for("upkeep.trash") if self.asked.narrowing else ""

    @property
    def previous_url(self) -> str | None:
        return self._page_url(self.page.previous)

    @property
    def next_url(self) -> str | None:
        return self._page_url(self.page.next)

    def _page_url(self, page: str | None) -> str | None:
        return _list_url({**self.asked.address, "page": page}) if page else None

    def _sorted(self, by: str, label: str, width: int) -> dict[str, Any]:
        direction = {"deleted": "descending", "left": "ascending"}[by] if self.asked.sort == by else ""
        return {
            "label": label, "width": width, "url": _list_url({**self.asked.narrowing, "sort": by}),
            "direction": direction,
        }  # fmt: skip


@dataclass(frozen=True)
class ChosenPage:
    """What somebody chose in the trash, to be brought back or destroyed."""

    lines: list[Line]

    @property
    def restorable(self) -> list[Line]:
        return [line for line in self.lines if line.may_restore]

    @property
    def ids(self) -> list[int]:
        return [line.entry.id for line in self.lines]

    @property
    def may_destroy(self) -> bool:
        return may(current_user, TrashPermission.DESTROY)


@dataclass(frozen=True)
class DeletePage:
    """A record that somebody is about to delete: what goes along, or what keeps it."""

    one: Deletable
    along: list[str]
    holdings: list[Holding]
    days: int

    @property
    def label(self) -> Words:
        return RECORD_LABELS[self.one.record]

    @property
    def icon(self) -> str:
        return ICONS.get(self.one.record, "")

    @property
    def url(self) -> str:
        return address_of(self.one.record, self.one.id, self.one.place_id)


def listing(asked: TrashFilter, page: str | None) -> TrashListing:
    mine = asked.for_person(current_user.id)
    found = queries.page_of_trash(mine, today(), page)
    return TrashListing(asked, found, queries.count_trash(mine, today()), queries.who_deleted())


def chosen_page(ids: Iterable[int]) -> ChosenPage:
    """Those that are still there."""
    entries = queries.entries_of(list(ids))
    names = user_names({entry.deleted_by_id for entry in entries if entry.deleted_by_id})
    return ChosenPage([Line(entry, names.get(entry.deleted_by_id or 0) or _("System")) for entry in entries])


def chosen_ids(values: Iterable[str]) -> list[int]:
    """The ids that a form or an address names; what is no number is left out."""
    return [int(value) for value in values if value.isascii() and value.isdigit() and len(value) < 10]


def delete_page(one: Deletable, days: int) -> DeletePage:
    rows = belongings_of(one.record, one.id)
    return DeletePage(
        one, taken_words(one.record, {name: len(found) for name, found in rows.items()}), holdings_of(rows), days
    )


def taken_words(record: str, taken: Mapping[str, int]) -> list[str]:
    """What went along, in words; the record itself is not told."""
    own = {Record.CONTACT: "contacts", Record.DOCUMENT: "documents", Record.FOLLOW_UP: "follow_ups"}.get(Record(record))
    return [words(taken[name]) for name, words in TOLD.items() if name in taken and name != own]


def address_of(record: Record, record_id: int, place_id: int | None) -> str:
    """The page of a record that is in its table."""
    if record is Record.PARTNER:
        return url_for("directory.show", partner_id=record_id)
    if record is Record.CONTACT:
        return url_for("directory.contact", partner_id=place_id, contact_id=record_id)
    if record is Record.DOCUMENT:
        return url_for("directory.document", document_id=record_id)
    return url_for("follow_ups.show", follow_up_id=record_id)


def place_of(record: Record, place_id: int | None) -> str:
    """Where one goes on when the record is not there any more."""
    if place_id is not None and record is not Record.FOLLOW_UP:
        return url_for("directory.show", partner_id=place_id)
    return url_for("follow_ups.index") if record is Record.FOLLOW_UP else url_for("directory.index")


def note_persons(purpose: str, entries: Iterable[TrashEntry | Deletable]) -> None:
    """Enter into the access log which natural persons these name."""
    named: dict[str, list[int]] = {"partners": [], "contacts": []}
    for one in entries:
        record_id = one.record_id if isinstance(one, TrashEntry) else one.id
        if one.record == Record.CONTACT:
            named["contacts"].append(record_id)
        elif one.is_person:
            partner_id = record_id if one.record == Record.PARTNER else one.place_id
            named["partners"] += [partner_id] if partner_id is not None else []
    for kind_of_record, ids in named.items():
        saw(current_user, purpose, kind_of_record, ids)


def _list_url(asked: Mapping[str, Any]) -> str:
    return url_for("upkeep.trash", **asked)
