"""What the map's page shows beside the map: the filters with their counts, and the same partners as a list."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any
from urllib.parse import urlencode

from flask import url_for
from flask_login import current_user

from partners.accounts.queries import WorkingTeam
from partners.directory.kinds import SECTIONS
from partners.directory.kinds.kind import Kind
from partners.directory.pages.filters import Offer
from partners.directory.pages.stages import stage_of
from partners.directory.pages.words import team_choices
from partners.directory.rules.filters import CANDIDATE, WITHOUT
from partners.directory.rules.words import STATUS_LABELS, TIE_LABELS
from partners.foundation.access import may
from partners.foundation.clock import today
from partners.foundation.words import _, _n
from partners.interactions.permissions import InteractionPermission
from partners.maps.queries import Counts, Located
from partners.maps.rules import TIES, YES, MapFilter, View

LABELS = {kind.code: kind.label for kind in SECTIONS}
KINDS = tuple(kind.code for kind in SECTIONS)
#: So many are listed whole, and the script shows those in view; of more a list shows the first ones in view.
LIST_WHOLE, LIST_PART = 400, 100
UNPLACED_SHOWN = 50


@dataclass(frozen=True)
class Choice:
    """A box of the filters."""

    name: str
    value: str
    label: object
    count: int
    is_checked: bool
    kind: str = ""


@dataclass(frozen=True)
class Group:
    """The partners of one section."""

    kind: Kind
    points: Sequence[Located]


@dataclass(frozen=True)
class MapPage:
    """Everything that the template needs."""

    asked: MapFilter
    view: View | None
    counts: Counts
    groups: Sequence[Group]
    unplaced: Sequence[Located]
    teams: Sequence[WorkingTeam]

    @property
    def team_choices(self) -> list[tuple[str, str]]:
        return team_choices(self.teams)

    @property
    def query(self) -> str:
        return urlencode(self.asked.address)

    @property
    def map_url(self) -> str:
        return f"{url_for('maps.index')}?{self.query}"

    @property
    def table_url(self) -> str:
        return f"{url_for('maps.table')}?{self.query}"

    def url_of(self, page: str) -> str:
        """Another page of the table."""
        return f"{self.table_url}&{urlencode({'page': page})}"

    @property
    def all(self) -> int:
        """How many the filter lets through, with coordinates or without."""
        return self.counts.found + self.counts.without_place

    @property
    def columns(self) -> list[dict[str, Any]]:
        """The head of the table."""
        columns: list[dict[str, Any]] = [
            {"label": _("Name"), "width": 190},
            {"label": _("Where"), "width": 120},
            {"label": _("Tie"), "width": 120},
            {"label": _("Stage"), "width": 92},
            {"label": _("Last exchange"), "width": 120},
            {"label": _("Coordinates")},
        ]
        may_log = may(current_user, InteractionPermission.LOG)
        return [*columns, {"label": _("Log an exchange"), "hidden": True, "width": 120}] if may_log else columns

    @cached_property
    def offer(self) -> Offer:
        return Offer(self.asked.shared)

    @property
    def kinds(self) -> list[Choice]:
        return [
            Choice("kind", kind.code, kind.plural, self.counts.sections.get(kind.code, 0), chosen, kind.code)
            for kind in SECTIONS
            for chosen in [kind.code in self.asked.kinds]
        ]

    @property
    def ties(self) -> list[Choice]:
        """Every tie, also one that nobody has: its number may change while the form stays."""
        labels = {**TIE_LABELS, CANDIDATE: _("Candidate city"), WITHOUT: _("No tie")}
        counts, asked = self.counts.ties, self.asked.ties
        return [Choice("tie", code, labels[code], counts.get(code, 0), code in asked) for code in TIES]

    @property
    def states(self) -> list[Choice]:
        silent, unsure = _("Nothing recorded this year"), _("Position to be checked")
        return [
            Choice("silent", YES, silent, self.counts.silent, bool(self.asked.shared.silent)),
            Choice("unsure", YES, unsure, self.counts.unsure, self.asked.unsure),
        ]

    @property
    def contacts(self) -> list[tuple[str, str]]:
        return Offer(self.asked.shared).contacts

    @property
    def is_narrowed(self) -> bool:
        """Whether one of the filters that are folded away is in use."""
        shown = ("q", "silent", "unsure", "year", "lines", "areas")
        return any(name not in shown for name in self.asked.narrowing)

    @property
    def is_drawn_on(self) -> bool:
        """Whether something is drawn besides the partners."""
        return bool(self.asked.lines or self.asked.areas or self.asked.year)

    @property
    def lines(self) -> list[tuple[str, str]]:
        return [
            ("1", _("This year")),
            ("3", _n("Last %(num)s year", "Last %(num)s years", 3)),
            ("10", _n("Last %(num)s year", "Last %(num)s years", 10)),
            ("all", _("All years")),
        ]

    @property
    def areas(self) -> list[tuple[str, str]]:
        return [("district", _("By district of Korea")), ("country", _("By country"))]

    @property
    def years(self) -> list[tuple[str, str]]:
        """The years of the slider over ties, from the first to this one."""
        return [(str(year), str(year)) for year in range(self.counts.first_year, today().year + 1)]

    @property
    def is_part(self) -> bool:
        """Whether the list does not hold all who are on the map: then it is asked for anew with each view."""
        return self.counts.found > LIST_WHOLE

    @property
    def left_out(self) -> int:
        return self.counts.in_view - sum(len(group.points) for group in self.groups)

    @property
    def unplaced_left_out(self) -> int:
        return self.counts.without_place - len(self.unplaced)

    @staticmethod
    def kind_label(point: Located) -> str:
        return str(LABELS[point.row.section])

    @staticmethod
    def tie_label(point: Located) -> object:
        """The name of the partner's closest tie, if it has one."""
        return TIE_LABELS[point.tie.type] if point.tie else ""

    @staticmethod
    def status_label(point: Located) -> object:
        """How the tie stands, where it is not simply active."""
        return STATUS_LABELS[point.tie.status] if point.tie and point.tie.status != "active" else ""

    @staticmethod
    def stage_label(point: Located) -> Any:
        """The stage of its open agreement, if it has one."""
        stage = stage_of(point.row.pipeline, point.row.stage)
        return stage.label if stage else ""


def list_size(counts: Counts) -> int:
    """How many the list beside the map names."""
    return LIST_WHOLE if counts.in_view <= LIST_WHOLE else LIST_PART


def map_page(
    asked: MapFilter,
    view: View | None,
    counts: Counts,
    listed: Sequence[Located],
    unplaced: Sequence[Located],
    teams: Sequence[WorkingTeam],
) -> MapPage:
    """The page for what was asked: `listed` are named beside the map, `unplaced` stand nowhere on it."""
    return MapPage(asked, view, counts, _groups(listed), unplaced, teams)


def _groups(listed: Sequence[Located]) -> list[Group]:
    groups = [Group(kind, [point for point in listed if point.row.section == kind.code]) for kind in SECTIONS]
    return [group for group in groups if group.points]
