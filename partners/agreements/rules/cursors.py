"""Where the next page of a timeline, or of a column of the board, goes on, as it stands in an address: 2020-03-24.17"""

from datetime import date

from partners.foundation.refusals import Refusal
from partners.foundation.words import _l

Cursor = tuple[date, int]


class BadCursor(Refusal):
    """The address does not say where to go on."""

    status = 400

    def __init__(self) -> None:
        super().__init__(_l("This page address is not complete. Start again from the first page."))


def read_cursor(text: str | None) -> Cursor | None:
    """The day and the number of the last entry seen; None for the first page. Raises BadCursor."""
    if not text:
        return None
    day, _dot, number = text.partition(".")
    if not number.isascii() or not number.isdigit() or len(number) > 18:
        raise BadCursor()
    try:
        return date.fromisoformat(day), int(number)
    except ValueError as error:
        raise BadCursor() from error


def write_cursor(cursor: Cursor) -> str:
    on, number = cursor
    return f"{on.isoformat()}.{number}"
