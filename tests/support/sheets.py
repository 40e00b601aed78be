"""Reading back the sheets that Partners wrote, as a program would that knows only the formats."""

import csv
import re
import zipfile
from io import BytesIO, StringIO
from xml.etree import ElementTree

NAMES = {"m": "http://schemas.openxmlformats.org/spreadsheetml/2006/main"}
MARK = "\N{ZERO WIDTH NO-BREAK SPACE}"


def csv_rows(content: bytes) -> list[list[str]]:
    """The cells as they stand in the file, the mark for Excel left out."""
    text = content.decode()
    assert text.startswith(MARK)
    return list(csv.reader(StringIO(text[1:], newline="")))


def xlsx_rows(content: bytes) -> list[list[str | int | None]]:
    """The cells by their places: texts as str, numbers and the numbers of days as int, None for what is empty."""
    page = page_of(content)
    return [_row(row) for row in page.iterfind("m:sheetData/m:row", NAMES)]


def page_of(content: bytes) -> ElementTree.Element:
    with zipfile.ZipFile(BytesIO(content)) as package:
        assert package.testzip() is None
        return ElementTree.fromstring(package.read("xl/worksheets/sheet1.xml"))  # noqa: S314  our own file


def _row(row: ElementTree.Element) -> list[str | int | None]:
    cells = {_place(cell.get("r", "")): _value(cell) for cell in row}
    return [cells.get(place) for place in range(max(cells, default=-1) + 1)]


def _place(name: str) -> int:
    place = 0
    for letter in re.sub(r"\d", "", name):
        place = place * 26 + ord(letter) - 64
    return place - 1


def _value(cell: ElementTree.Element) -> str | int | None:
    text = cell.find("m:is/m:t", NAMES)
    if text is not None:
        return re.sub(r"_x([0-9A-Fa-f]{4})_", lambda found: chr(int(found[1], 16)), text.text or "")
    number = cell.find("m:v", NAMES)
    return int(number.text or "") if number is not None else None
