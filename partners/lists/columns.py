"""The columns that a list offers, as data: what stands in its head, what it sorts by, what its reader chooses. Pure.

What stands in a cell is drawn by the capability's template `cells.html`, a macro a column, and said as a plain
value by its pages (`VALUES`): a test holds the three together.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from partners.foundation.words import Words

#: Where a cell stands: it heads its row; at the right of a card's name; nowhere on narrow screens unless it was chosen.
HEAD, ASIDE, EXTRA = "head", "aside", "extra"
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


def heads(
    columns: Sequence[Column], sort: str, url: Callable[[str], str], are_chosen: bool = False
) -> list[dict[str, Any]]:
    """The heads of a table for `data_table`; `url` is the address of the list in another order."""
    return [_head(column, sort, url, are_chosen) for column in columns]


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
        "numeric": column.numeric,
        "url": url(("-" if turned else "") + column.code) if column.sorts else "",
        "direction": ("descending" if descending else "ascending") if current else "",
    }


def row_drawing(drawings: Any, heads: Sequence[Mapping[str, Any]]) -> Callable[[Any], Markup]:
    """A function that draws the cells of one row. `drawings`: a template whose macros are named as the columns.

    What all cells of a column have in common is written once a page and not once a row.
    """
    cells = [(_opening(head), getattr(drawings, head["code"]), _CLOSING[head["place"] == HEAD]) for head in heads]

    def draw(row: Any) -> Markup:
        drawn = "".join([part for first, cell, last in cells for part in (first, cell(row), last)])
        # Safe: macros escape what they draw. Joining as Markup would look at every part once more.
        return Markup(drawn)  # noqa: S704  # nosec B704

    return draw


def _opening(head: Mapping[str, Any]) -> Markup:
    if head["place"] == HEAD:
        return Markup('<th scope="row">')
    looks = (f"is-{head['place']}" if head["place"] else "", "numeric" if head["numeric"] else "")
    return Markup('<td class="{}" data-label="{}">').format(" ".join(filter(None, looks)), head["card_label"])
