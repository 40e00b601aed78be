"""The columns that a list offers, as data: what stands in its head, what it sorts by, what its reader chooses. Pure.

What stands in a cell is drawn by the capability's template `cells.html`, a macro a column, and said as a plain
value by the sheets of its pages: a test holds the three together.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from operator import attrgetter
from typing import Any

from markupsafe import Markup

from partners.foundation.hangul import clean
from partners.foundation.words import Words

#: Where a cell stands: it heads its row; at the right of a card's name; nowhere on narrow screens unless it was chosen.
HEAD, ASIDE, EXTRA = "head", "aside", "extra"
_LONGEST, _LONGEST_SHOWN, _MOST_SHOWN = 1_000, 30, 5
_CLOSING = {True: Markup("</th>"), False: Markup("</td>")}


@dataclass(frozen=True, kw_only=True)
class Column:
    """A column of a list; `code` is its name in an address, and that of its order when it sorts."""

    code: str
    label: Words
    #: What the label of a card says on narrow screens, where another word is plainer.
    short: Words = ""
    sorts: bool = False
    #: Days and numbers begin with the latest or largest when the head is pressed.
    latest_first: bool = False
    #: Whether it shows while nobody chose.
    shown: bool = True
    #: Says something of a natural person: left out of what leaves the office without a permission for it.
    personal: bool = False
    numeric: bool = False
    place: str = ""
    #: One of the widths of `data_table`; None takes what is left.
    width: int | None = None
    #: What its macro draws, as attributes of a row of the page: cells that say the same are then drawn once a page.
    #: Nothing: it is given the row, and draws every one.
    of: tuple[str, ...] = ()


@dataclass(frozen=True)
class Columns:
    """The columns of a list in their order; the one that heads the row is always there."""

    every: tuple[Column, ...]

    def __iter__(self) -> Iterator[Column]:
        return iter(self.every)

    @property
    def standing(self) -> tuple[Column, ...]:
        """What shows while nobody chose."""
        return tuple(column for column in self.every if column.shown)

    @property
    def sorts(self) -> frozenset[str]:
        """Every order that an address may ask for: tie, -tie."""
        return frozenset(sign + column.code for column in self.every if column.sorts for sign in ("", "-"))


@dataclass(frozen=True)
class Look:
    """How a reader wants a list: its columns, and whether it is counted to the end. The rest is the filter."""

    offered: Columns
    columns: tuple[Column, ...]
    #: Whether the reader chose them; otherwise they are the standing ones.
    is_chosen: bool = False
    #: Names that were asked for and that no column has, as they may be shown.
    unknown: tuple[str, ...] = ()
    #: Counted to the end, beyond the cap: it takes its time, and is said once.
    exactly: bool = False

    @property
    def address(self) -> dict[str, str]:
        """What the address of the list holds of it."""
        return {"columns": ",".join(column.code for column in self.columns)} if self.is_chosen else {}

    def shows(self, code: str) -> bool:
        return any(column.code == code for column in self.columns)


def read_look(asked: Mapping[str, str], offered: Columns) -> Look:
    """The look that an address asks for: columns=name,tie in that order, count=exact. What is unknown is left out."""
    named = dict.fromkeys(clean(name) for name in asked.get("columns", "")[:_LONGEST].split(","))
    by_code = {column.code: column for column in offered}
    found = [by_code[name] for name in named if name in by_code]
    unknown = tuple(name[:_LONGEST_SHOWN] for name in named if name and name not in by_code)[:_MOST_SHOWN]
    exactly = asked.get("count") == "exact"
    if not found:
        return Look(offered, offered.standing, False, unknown, exactly)
    heading = [column for column in offered if column.place == HEAD and column not in found]
    return Look(offered, (*heading, *found), True, unknown, exactly)


def heads(look: Look, sort: str, url: Callable[[str], str]) -> list[dict[str, Any]]:
    """The heads of a table for `data_table` and `row_drawing`; `url` is the address of the list in another order."""
    return [_head(column, sort, url, look.is_chosen) for column in look.columns]


def _head(column: Column, sort: str, url: Callable[[str], str], are_chosen: bool) -> dict[str, Any]:
    current = sort.lstrip("-") == column.code
    descending = sort.startswith("-")
    turned = (not descending) if current else column.latest_first
    return {
        "code": column.code,
        "label": str(column.label),
        "card_label": str(column.short or column.label),
        "place": "" if are_chosen and column.place == EXTRA else column.place,
        "width": column.width,
        "of": column.of,
        "numeric": column.numeric,
        "url": url(("-" if turned else "") + column.code) if column.sorts else "",
        "direction": ("descending" if descending else "ascending") if current else "",
    }


def row_drawing(drawings: Any, heads: Sequence[Mapping[str, Any]]) -> Callable[[Any], Markup]:
    """A function that draws the cells of one row. `drawings`: a template whose macros are named as the columns.

    What all cells of a column have in common is written once a page and not once a row.
    """
    cells = [_cell_drawing(getattr(drawings, head["code"]), head) for head in heads]
    # Safe: macros escape what they draw.
    return lambda row: Markup("".join([draw(row) for draw in cells]))  # noqa: S704  # nosec B704


def _cell_drawing(macro: Callable[..., Markup], head: Mapping[str, Any]) -> Callable[[Any], str]:
    first, last, of = _opening(head), _CLOSING[head["place"] == HEAD], head["of"]
    if not of:
        return lambda row: f"{first}{macro(row)}{last}"
    said = attrgetter(*of)
    drawn = cache(lambda told: f"{first}{macro(*told) if len(of) > 1 else macro(told)}{last}")
    return lambda row: drawn(said(row))


def _opening(head: Mapping[str, Any]) -> Markup:
    if head["place"] == HEAD:
        return Markup('<th scope="row">')
    looks = (f"is-{head['place']}" if head["place"] else "", "numeric" if head["numeric"] else "")
    return Markup('<td class="{}" data-label="{}">').format(" ".join(filter(None, looks)), head["card_label"])
