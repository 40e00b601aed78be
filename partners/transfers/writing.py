"""From a list to the bytes of its file, some rows at a time."""

from collections.abc import Collection, Iterator
from urllib.parse import quote

from flask import Response

from partners.foundation.clock import today
from partners.foundation.streams import Streamed
from partners.papers.rules.sheets import Sheet
from partners.papers.sheets import FORMATS
from partners.transfers.lists import AskedList, KnownList
from partners.transfers.rules import Said


def sheet_of(asked: AskedList, columns: Collection[str], persons: Collection[int]) -> Sheet:
    """These columns of the list, in the reader's language; of natural persons only these."""
    offered = [column for column in asked.columns(persons) if column.code in columns]
    batches = ([column.values(rows) for column in offered] for rows in asked.batches(persons))
    return Sheet(str(asked.title), [column.head for column in offered], batches)


def handed_out(known: KnownList, asked: AskedList, said: Said, persons: Collection[int]) -> Response:
    """The file as an answer that is written while it leaves."""
    sheet, writer = sheet_of(asked, said.columns, persons), FORMATS[said.format]
    pieces: Iterator[bytes] = writer.write(sheet)
    response = Response(Streamed(pieces), content_type=writer.media_type)
    response.headers["Content-Disposition"] = _disposition(known.file_name, sheet.title, said.format)
    return response


def _disposition(plain: str, title: str, ending: str) -> str:
    """An attachment called after the list and the day: plain for old programs, in full as RFC 5987 writes it."""
    named = f"_{today().isoformat()}.{ending}"
    full = quote(f"{title.replace(' ', '-').replace('/', '-')}{named}", safe="")
    return f"attachment; filename=\"{plain}{named}\"; filename*=UTF-8''{full}"
