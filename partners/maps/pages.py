"""What the map's page shows beside the map: the filters with their counts, and the same partners as a list."""

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from partners.directory.kinds import SECTIONS
from partners.directory.kinds.kind import Kind
from partners.directory.rules.words import TIE_LABELS
from partners.maps.queries import Counts, Located
from partners.maps.rules import MapFilter

#: Beyond this the list says how many are left out; the partner list has them all.
LIST_SHOWN = 400


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
    counts: Counts
    kinds: Sequence[Choice]
    ties: Sequence[Choice]
    groups: Sequence[Group]
    found: int

    @property
    def query(self) -> str:
        return urlencode(self.asked.address)

    @property
    def left_out(self) -> int:
        return self.found - sum(len(group.points) for group in self.groups)

    @staticmethod
    def tie_label(point: Located) -> object:
        """The name of the partner's closest tie, if it has one."""
        return TIE_LABELS[point.tie.type] if point.tie else ""


def map_page(asked: MapFilter, counts: Counts, found: int, listed: Sequence[Located]) -> MapPage:
    """The page for what was asked: `found` stand on the map, `listed` are named beside it."""
    kinds = [
        Choice("kind", kind.code, kind.plural, counts.sections.get(kind.code, 0), kind.code in asked.kinds, kind.code)
        for kind in SECTIONS
    ]
    ties = [
        Choice("tie", code, label, counts.ties.get(code, 0), code in asked.ties)
        for code, label in TIE_LABELS.items()
        if code in counts.ties or code in asked.ties
    ]
    return MapPage(asked, counts, kinds, ties, _groups(listed), found)


def _groups(listed: Sequence[Located]) -> list[Group]:
    groups = [Group(kind, [point for point in listed if point.row.section == kind.code]) for kind in SECTIONS]
    return [group for group in groups if group.points]
