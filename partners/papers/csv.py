"""The writer of CSV as Excel reads it (RFC 4180, UTF-8 with its mark), some rows at a time."""

import csv
from collections.abc import Iterator, Sequence
from io import StringIO
from typing import Any

from partners.papers.rules.sheets import Column, Form, Sheet, defused

MEDIA_TYPE = "text/csv; charset=utf-8"
#: Without it Excel takes the file for the old Korean code page.
MARK = "\N{ZERO WIDTH NO-BREAK SPACE}"


def write(sheet: Sheet) -> Iterator[bytes]:
    """The sheet as a CSV file: the head comes with the first rows, so that nothing leaves before they are there."""
    written = StringIO(newline="")
    written.write(MARK)
    rows = csv.writer(written)
    rows.writerow(defused(column.label for column in sheet.columns))
    for batch in sheet.batches:
        rows.writerows(zip(*map(_cells, sheet.columns, batch), strict=True))
        yield _taken(written)
    yield _taken(written)


def _cells(column: Column, values: Sequence[Any]) -> Sequence[Any]:
    # Numbers and days (ISO) are written as they are, nothing for what is unknown.
    return defused(values) if column.form is Form.TEXT else values


def _taken(written: StringIO) -> bytes:
    text = written.getvalue()
    written.seek(0)
    written.truncate()
    return text.encode()
