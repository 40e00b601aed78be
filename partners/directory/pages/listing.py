"""The list of partners as its page shows it: tabs, columns, rows in bands, the line at its foot."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby
from typing import Any

from flask import url_for

from partners.directory.kinds import KINDS
from partners.directory.kinds.kind import Kind
from partners.directory.pages.filters import Offer
from partners.directory.pages.rows import ListedPartner, RowWords
from partners.directory.pages.words import supporters_in_words
from partners.directory.queries import Figures
from partners.directory.rules.filters import UNDER_WAY, PartnerFilter
from partners.directory.rules.ties import ties_for
from partners.directory.rules.words import BAND_LABELS, TIE_LABELS, Band
from partners.foundation.words import _, _n
from partners.lists.columns import Look, heads
from partners.lists.keyset import COUNT_CAP, Page
from partners.lists.rules import EVERYTHING

Ties = Mapping[int, Sequence[Any]]


@dataclass(frozen=True)
class Listing:
    """Everything that the page of the list shows."""

    asked: PartnerFilter
    page: Page
    figures: Figures
    ties: Ties
    tags: Ties
    look: Look

    @cached_property
    def offer(self) -> Offer:
        return Offer(self.asked)

    @property
    def kind(self) -> Kind | None:
        return KINDS.get(self.asked.kind)

    @property
    def title(self) -> Any:
        return self.kind.plural if self.kind else _("Partners")

    @property
    def count(self) -> str:
        """How many there are, groups not counted: a group is neither people nor companies."""
        if self.kind is None or self.kind.code == "group":
            return str(_n("%(num)s partner", "%(num)s partners", self.figures.found))
        if self.kind.code == "supporter":
            return supporters_in_words()
        number = self.figures.of["all"]
        if self.kind.counted == "person":
            return str(_n("%(num)s person", "%(num)s people", number))
        return str(_n("%(num)s place", "%(num)s places", number))

    @property
    def groups_note(self) -> str:
        number = self.figures.of.get("groups", 0) if self.asked.kind != "group" else 0
        return _n("%(num)s group", "%(num)s groups", number) if number else ""

    @property
    def has_no_members(self) -> bool:
        """A section that nobody of its kind stands in yet; groups may."""
        return not self.asked.narrowing and self.kind is not None and not self.figures.of["all"]

    @property
    def found(self) -> str:
        number = self.figures.found
        return f"{number:,}+" if self.is_capped else f"{number:,}"

    @property
    def is_capped(self) -> bool:
        """Whether counting stopped before the end."""
        return self.figures.found >= COUNT_CAP and not self.look.exactly

    @property
    def bands(self) -> list[tuple[Any, int, list[ListedPartner]]]:
        """The rows under their bands as (label, count, rows); one band without a label where order ignores them."""
        words = RowWords()
        rows = [ListedPartner(it, self.ties.get(it.id, ()), self.tags.get(it.id, ()), words) for it in self.page.rows]
        if not self._is_banded:
            return [("", 0, rows)] if rows else []
        return [
            (BAND_LABELS[Band(band)], self.figures.shown[Band(band)], list(together))
            for band, together in groupby(rows, key=lambda row: row.columns.band)
        ]

    @property
    def _is_banded(self) -> bool:
        by_band = self.asked.sort.lstrip("-") in ("name", "region")
        return by_band and self.asked.kind not in ("", "group")

    @property
    def tabs(self) -> list[dict[str, Any]]:
        """Saved views of the section; no tabs without one."""
        if self.kind is None:
            return []
        of = self.figures.of
        views: list[tuple[Any, dict[str, str], int]] = [(self.kind.all_label, {}, of["all"])]
        if self.kind.code == "city":
            sisters = of["sister_domestic"] + of["sister_foreign"]
            views += [
                (TIE_LABELS["sister"], {"tie": "sister"}, sisters),
                (_("Under way"), {"stage": UNDER_WAY}, of["open"]),
                (_("No exchange this year"), {"silent": "y"}, of["silent"]),
            ]
        else:
            views += [(TIE_LABELS[tie], {"tie": tie}, of[tie]) for tie in ties_for(self.kind.code) if of[tie]]
        if len(views) == 1:
            return []
        return [
            {
                "label": label,
                "url": _list_url({"kind": self.asked.kind, **asked, **self.look.address}),
                "current": asked == self.asked.narrowing,
                "count": count,
            }
            for label, asked, count in views
        ]

    @property
    def address(self) -> dict[str, str]:
        """What the address of this list holds, but for its page."""
        return self.asked.address | self.look.address

    @property
    def kept(self) -> dict[str, str]:
        """What stays when a filter changes."""
        return {name: value for name, value in self.address.items() if name not in self.asked.narrowing}

    @cached_property
    def heads(self) -> list[dict[str, Any]]:
        """The heads of the columns, as `data_table` and `row_drawing` take them."""
        return heads(self.look, self.asked.sort, self._sorted_url)

    def _sorted_url(self, sort: str) -> str:
        return _list_url(self.asked.sorted_by(sort).address | self.look.address)

    @property
    def reset_url(self) -> str:
        return _list_url({"kind": self.asked.kind} if self.asked.kind else {"view": EVERYTHING})

    @property
    def previous_url(self) -> str | None:
        return self._page_url(self.page.previous)

    @property
    def next_url(self) -> str | None:
        return self._page_url(self.page.next)

    def _page_url(self, page: str | None) -> str | None:
        return _list_url({**self.address, "page": page}) if page else None

    @property
    def ties_in_short(self) -> str:
        """상호결연 8 (국내 5, 국외 3) · 우호 1 (국외 1) · 후보 1: drawn from the records."""
        of = self.figures.of
        parts = [
            _in_short(TIE_LABELS["sister"], of["sister_domestic"], of["sister_foreign"]),
            _in_short(TIE_LABELS["friendship"], of["friendship_domestic"], of["friendship_foreign"]),
            _("Candidates %(count)s", count=of["candidates"]) if of["candidates"] else "",
        ]
        return " · ".join(part for part in parts if part)


def _in_short(label: Any, domestic: int, foreign: int) -> str:
    if not domestic + foreign:
        return ""
    places = [(_("domestic %(count)s", count=domestic), domestic), (_("foreign %(count)s", count=foreign), foreign)]
    return f"{label} {domestic + foreign} ({', '.join(words for words, count in places if count)})"


def _list_url(asked: Mapping[str, Any]) -> str:
    return url_for("directory.index", **asked)
