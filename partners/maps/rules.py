"""What the map may be asked, read from an address. Pure."""

import re
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Protocol

from partners.directory.rules.filters import CANDIDATE, CONTACTS, WITHOUT, PartnerFilter, UnknownFilter
from partners.directory.rules.filters import read_filter as read_list_filter
from partners.directory.rules.words import TIE_LABELS
from partners.foundation.words import _l

#: Yeongdeungpo-gu Office, latitude and longitude: distances are measured from here.
OFFICE = (37.5264, 126.8962)
YES = "y"
#: Beside the types of tie, as in the list of partners: on its way to one, and none at all.
TIES = (*TIE_LABELS, CANDIDATE, WITHOUT)
#: Over how many years lines count exchanges, and what areas are coloured by.
LINES = {"1": 1, "3": 3, "10": 10, "all": None}
AREAS = ("district", "country")
#: Years that the slider over ties may be set to.
FIRST_YEAR, LAST_YEAR = 1900, 2100
CLOSEST = 20
DEGREES = re.compile(r"-?[0-9]{1,4}(\.[0-9]{1,20})?")
#: What the map reads by itself; everything else in an address is the list's. Archived partners stand on no map.
OWN = ("kind", "tie", "contact", "archived", "sort", "view")


class Asked(Protocol):
    """The arguments of an address, some of them repeated."""

    def getlist(self, key: str, /) -> list[str]: ...


@dataclass(frozen=True, kw_only=True)
class MapFilter:
    """What the map shows: partners of these sections, with one of the ties, and what the list's filter lets through.

    `shared` is the filter of the list of partners, without its kind and tie, of which the map takes several;
    so an address of the list is an address of the map.
    """

    kinds: tuple[str, ...]
    ties: tuple[str, ...] = ()
    #: Partners whose coordinates nobody of ours has confirmed.
    unsure: bool = False
    #: One of CONTACTS.
    contact: str = ""
    #: Ties as they stood at the end of this year.
    year: int | None = None
    #: One of LINES and of AREAS: what is drawn besides; empty is nothing.
    lines: str = ""
    areas: str = ""
    shared: PartnerFilter = field(default_factory=PartnerFilter)
    partner_id: int | None = None

    @property
    def address(self) -> list[tuple[str, str]]:
        """The arguments that ask for the same again."""
        if self.partner_id is not None:
            return [("partner", str(self.partner_id))]
        pairs = [("chosen", YES), *(("kind", kind) for kind in self.kinds), *(("tie", tie) for tie in self.ties)]
        return [*pairs, *self.narrowing.items()]

    @property
    def narrowing(self) -> dict[str, str]:
        """What is asked beside kinds and ties."""
        own = {"unsure": YES if self.unsure else "", "contact": self.contact, "year": str(self.year or "")}
        drawn = {"lines": self.lines, "areas": self.areas}
        return {**self.shared.narrowing, **{name: value for name, value in {**own, **drawn}.items() if value}}

    def line_years(self, this_year: int) -> tuple[int, int]:
        """The first and last budget year of which lines count exchanges; with a year of ties, up to it."""
        last = self.year or this_year
        years = LINES.get(self.lines) if self.lines else 1
        return (FIRST_YEAR if years is None else last - years + 1), last

    def for_person(self, person_id: int) -> "MapFilter":
        """The filter with the asker's id where it says "mine"."""
        return replace(self, shared=self.shared.for_person(person_id))

    def of_any_kind(self, kinds: Sequence[str]) -> "MapFilter":
        """The same for all sections: what the counts beside their boxes are counted under."""
        return replace(self, kinds=tuple(kinds))

    def of_any_tie(self) -> "MapFilter":
        """The same whatever the ties."""
        return replace(self, ties=())

    def of_any_state(self) -> "MapFilter":
        """The same, silent or not, sure or not."""
        return replace(self, unsure=False, shared=replace(self.shared, silent=""))


def read_filter(
    asked: Asked, kinds: Sequence[str], teams: Container[str] | None = None, stages: Container[str] | None = None
) -> MapFilter:
    """The filter that an address asks for. Raises UnknownFilter.

    Without `kind` every kind is shown, unless `chosen` says that the boxes of the form were all empty.
    `teams` and `stages` None: which there are is not known here; then any passes.
    """
    chosen = [kind for kind in asked.getlist("kind") if kind]
    ties = [tie for tie in asked.getlist("tie") if tie]
    _check(_l("kind"), chosen, kinds)
    _check(_l("tie"), ties, TIES)
    shown = [kind for kind in kinds if kind in chosen] if chosen or _is_set(asked, "chosen", _l("kind")) else kinds
    return MapFilter(
        kinds=tuple(shown),
        ties=tuple(tie for tie in TIES if tie in ties),
        unsure=_is_set(asked, "unsure", _l("Position to be checked")),
        contact=_one_of(asked, "contact", _l("last exchange"), CONTACTS),
        lines=_one_of(asked, "lines", _l("lines"), LINES),
        areas=_one_of(asked, "areas", _l("areas"), AREAS),
        year=_number(asked, "year", _l("year"), FIRST_YEAR, LAST_YEAR),
        shared=read_list_filter(_of_the_list(asked), (), _Any() if teams is None else teams, stages),
        partner_id=_number(asked, "partner", _l("partner"), 0, 999_999_999),
    )


@dataclass(frozen=True)
class View:
    """A part of the world, in degrees. Longitudes run on eastwards over 180, as the map draws them."""

    south: float
    west: float
    north: float
    east: float


def read_view(asked: Asked) -> View | None:
    """The part of the world that an address asks for as `in=south,west,north,east`. Raises UnknownFilter."""
    values = [value for value in asked.getlist("in") if value]
    if not values:
        return None
    numbers = values[0].split(",")
    if len(numbers) != 4 or not all(DEGREES.fullmatch(number) for number in numbers):
        raise UnknownFilter(_l("part of the world"), values[0])
    south, west, north, east = map(float, numbers)
    if south > north or west > east:
        raise UnknownFilter(_l("part of the world"), values[0])
    return View(south, west, north, east)


def read_zoom(asked: Asked) -> int:
    """The zoom at which the map is looked at, 0 without one. Raises UnknownFilter."""
    return _number(asked, "zoom", _l("part of the world"), 0, CLOSEST) or 0


class _Any:
    """Holds everything."""

    def __contains__(self, _value: object) -> bool:
        return True


def _of_the_list(asked: Asked) -> Mapping[str, str]:
    names = [name for name in PartnerFilter.__dataclass_fields__ if name not in OWN]
    return {name: values[0] for name in names if (values := [value for value in asked.getlist(name) if value])}


def _check(name: Any, values: Iterable[str], known: Container[str]) -> None:
    for value in values:
        if value not in known:
            raise UnknownFilter(name, value)


def _is_set(asked: Asked, name: str, label: Any) -> bool:
    values = [value for value in asked.getlist(name) if value]
    _check(label, values, (YES,))
    return bool(values)


def _one_of(asked: Asked, name: str, label: Any, known: Container[str]) -> str:
    values = [value for value in asked.getlist(name) if value]
    _check(label, values, known)
    return values[0] if values else ""


def _number(asked: Asked, name: str, label: Any, least: int, most: int) -> int | None:
    values = [value for value in asked.getlist(name) if value]
    for value in values:
        if not (value.isascii() and value.isdigit() and len(value) < 10 and least <= int(value) <= most):
            raise UnknownFilter(label, value)
    return int(values[0]) if values else None
