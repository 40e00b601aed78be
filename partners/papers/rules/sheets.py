"""What a sheet is: its title, its columns, and its rows in batches. The writers of CSV and XLSX know nothing else. Pure.

A spreadsheet takes a cell for a formula when it begins like one. A cell of CSV that does so gets an apostrophe before
it, which Excel and LibreOffice read as "this is text"; a text that begins with apostrophes before such a sign gets one
more. So whatever is written can be read back to the letter (`as_meant`), and nothing that somebody typed is computed.
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any


class Form(StrEnum):
    """What stands in a column: text, a whole number, a day."""

    TEXT = "text"
    NUMBER = "number"
    DAY = "day"


@dataclass(frozen=True)
class Column:
    """A column of a sheet; its width in characters."""

    label: str
    form: Form = Form.TEXT
    width: int = 16


@dataclass(frozen=True, kw_only=True)
class Offered:
    """A column that a list offers: its name in an address, its head, and what stands in it for some rows of the list."""

    code: str
    label: Any
    values: Callable[[Any], Sequence[Any]]
    form: Form = Form.TEXT
    width: int = 16
    #: The column of the list on the page in which the same is seen.
    seen_in: str = ""
    #: Taken along unless its reader says otherwise.
    is_usual: bool = True

    @property
    def head(self) -> Column:
        """As its writer takes it, in the reader's language."""
        return Column(str(self.label), self.form, self.width)


def each(value: Callable[[Any], Any]) -> Callable[[Sequence[Any]], Sequence[Any]]:
    """Values that are made row by row."""
    return lambda rows: [value(row) for row in rows]


def column(name: str) -> Callable[[Mapping[str, Sequence[Any]]], Sequence[Any]]:
    """Values that stand in a column of the rows as they are."""
    return lambda columns: columns[name]


def mapped(value: Callable[..., Any], *names: str) -> Callable[[Mapping[str, Sequence[Any]]], Sequence[Any]]:
    """Values that follow from these columns of the rows. Let `value` remember what it said: few are different."""
    return lambda columns: list(map(value, *(columns[name] for name in names)))


#: Some rows, column by column: str, int or date by the column's form, None where nothing is known.
Batch = Sequence[Sequence[Any]]


@dataclass(frozen=True)
class Sheet:
    """A table that may be long: its batches are written as they come, and forgotten."""

    title: str
    columns: Sequence[Column]
    batches: Iterable[Batch]


#: Stands between several values of one cell.
SEVERAL = "; "

#: The full-width forms are typed by Korean and Japanese keyboards, and read as the plain ones.
_FORMULA = r"\s*[=+\-@＝＋－＠]|[\t\r\n\0]"
_LIVE = re.compile(rf"'*(?:{_FORMULA})")
_DEFUSED = re.compile(rf"''*(?:{_FORMULA})")
#: Texts that begin otherwise need no closer look.
_SUSPECT = frozenset("=+-@＝＋－＠'\0") | {chr(code) for code in range(0x3001) if chr(code).isspace()}


def defused(texts: Iterable[str | None]) -> list[str | None]:
    """The texts as cells of CSV: none of them begins a formula."""
    return [f"'{text}" if text and text[0] in _SUSPECT and _LIVE.match(text) else text for text in texts]


def as_meant(cell: str) -> str:
    """What was meant by a cell of CSV: `defused` taken back."""
    return cell[1:] if _DEFUSED.match(cell) else cell
