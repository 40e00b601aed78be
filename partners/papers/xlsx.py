"""The writer of XLSX (Excel), some rows at a time: nothing waits in memory or on the disk until the end.

Source: ECMA-376, 5th edition, part 1 (SpreadsheetML) and part 2 (packages).
"""

import re
import zipfile
from collections.abc import Iterator, Sequence
from datetime import date
from html import escape
from typing import Any

from partners.papers.rules.paper import printable
from partners.papers.rules.sheets import Batch, Column, Form, Sheet

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
#: Excel shows no more in one cell.
LONGEST_TEXT = 32_767
LONGEST_TITLE = 31
#: The day before Excel's first; before 1 March 1900 its calendar has a day too many.
DAY_ZERO, FIRST_DAY = date(1899, 12, 30).toordinal(), date(1900, 3, 1)
#: Quick rather than small: a third faster than zlib's own choice, and a fifth larger.
COMPRESSION = 3

#: The formats of `_STYLES`, by their place. Text is marked as text, so that it stays so when somebody edits the cell.
TEXT, NUMBER, DAY, HEAD = 1, 2, 3, 4
_STYLE_OF = {Form.TEXT: TEXT, Form.NUMBER: NUMBER, Form.DAY: DAY}

#: Nearly no text has any of these: the others are written as they stand.
_SPECIAL = re.compile(r"[&<>\x00-\x1f\ud800-\udfff\ufffe\uffff\u202a-\u202e\u2066-\u2069]|_x[0-9A-Fa-f]{4}_")
_ESCAPED = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_NOT_IN_TITLES = str.maketrans(dict.fromkeys("[]:*?/\\'", " "))


def write(sheet: Sheet) -> Iterator[bytes]:
    """The sheet as an XLSX file with one page: head frozen and filtered, days and numbers as such."""
    sink = _Sink()
    with zipfile.ZipFile(sink, "w", zipfile.ZIP_DEFLATED, compresslevel=COMPRESSION) as package:  # type: ignore[call-overload]
        for name, content in _PARTS.items():
            package.writestr(name, content)
        last = 1
        with package.open("xl/worksheets/sheet1.xml", "w") as page:
            page.write(_beginning(sheet.columns).encode())
            for batch in sheet.batches:
                page.write(_rows(sheet.columns, batch, last + 1).encode())
                last += len(batch[0])
                yield sink.taken()
            page.write(_end(sheet.columns, last).encode())
        package.writestr("xl/workbook.xml", _workbook(sheet, last))
    yield sink.taken()


class _Sink:
    """Where the package is written to: bytes that nobody has taken yet."""

    def __init__(self) -> None:
        self._waiting: list[bytes] = []

    def write(self, content: bytes) -> int:
        self._waiting.append(bytes(content))
        return len(content)

    def flush(self) -> None:
        """Nothing is held back."""

    def taken(self) -> bytes:
        content = b"".join(self._waiting)
        self._waiting.clear()
        return content


def _rows(columns: Sequence[Column], batch: Batch, first: int) -> str:
    cells = [
        _CELLS[column.form](values, _letters(place), first)
        for place, (column, values) in enumerate(zip(columns, batch, strict=True))
    ]
    return "".join(
        f'<row r="{number}">{"".join(row)}</row>' for number, row in enumerate(zip(*cells, strict=True), first)
    )


def _texts(values: Sequence[str | None], letters: str, first: int) -> list[str]:
    if _SPECIAL.search("|".join(filter(None, values))):
        values = [_escaped(text) if text else text for text in values]
    return [
        f'<c r="{letters}{number}" s="1" t="inlineStr"><is><t xml:space="preserve">{text}</t></is></c>' if text else ""
        for number, text in enumerate(values, first)
    ]


def _numbers(values: Sequence[int | None], letters: str, first: int) -> list[str]:
    return [
        "" if value is None else f'<c r="{letters}{number}" s="2"><v>{value}</v></c>'
        for number, value in enumerate(values, first)
    ]


def _days(values: Sequence[date | None], letters: str, first: int) -> list[str]:
    return ["" if day is None else _day(day, f"{letters}{number}") for number, day in enumerate(values, first)]


def _day(day: date, place: str) -> str:
    if day < FIRST_DAY:
        return f'<c r="{place}" s="1" t="inlineStr"><is><t>{day.isoformat()}</t></is></c>'
    return f'<c r="{place}" s="3"><v>{day.toordinal() - DAY_ZERO}</v></c>'


_CELLS: dict[Form, Any] = {Form.TEXT: _texts, Form.NUMBER: _numbers, Form.DAY: _days}


def _escaped(text: str) -> str:
    # _x0041_ is how the format writes a character by its number: a text that looks so is marked.
    return _ESCAPED.sub("_x005F_", escape(printable(text), quote=False))


def _letters(place: int) -> str:
    """A, B … Z, AA: the name of a column, counted from 0."""
    before, last = divmod(place, 26)
    return (_letters(before - 1) if before else "") + chr(ord("A") + last)


def _beginning(columns: Sequence[Column]) -> str:
    widths = "".join(
        f'<col min="{place}" max="{place}" width="{column.width}" style="{_STYLE_OF[column.form]}" customWidth="1"/>'
        for place, column in enumerate(columns, 1)
    )
    head = "".join(
        f'<c r="{_letters(place)}1" s="{HEAD}" t="inlineStr"><is><t>{_escaped(column.label)}</t></is></c>'
        for place, column in enumerate(columns)
    )
    return (
        f'{_XML}<worksheet xmlns="{_MAIN}"><sheetViews><sheetView tabSelected="1" workbookViewId="0">'
        '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>'
        f'<cols>{widths}</cols><sheetData><row r="1">{head}</row>'
    )


def _end(columns: Sequence[Column], last: int) -> str:
    return f'</sheetData><autoFilter ref="A1:{_letters(len(columns) - 1)}{last}"/></worksheet>'


def _workbook(sheet: Sheet, last: int) -> str:
    title = _escaped(sheet.title.translate(_NOT_IN_TITLES)[:LONGEST_TITLE].strip()) or "1"
    filtered = f"'{title}'!$A$1:${_letters(len(sheet.columns) - 1)}${last}"
    return (
        f'{_XML}<workbook xmlns="{_MAIN}" xmlns:r="{_RELATIONS}"><sheets><sheet name="{escape(title)}" sheetId="1"'
        ' r:id="rId1"/></sheets><definedNames><definedName name="_xlnm._FilterDatabase" localSheetId="0" hidden="1">'
        f"{filtered}</definedName></definedNames></workbook>"
    )


_XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_FORMATS = "http://schemas.openxmlformats.org"
_MAIN = f"{_FORMATS}/spreadsheetml/2006/main"
_RELATIONS = f"{_FORMATS}/officeDocument/2006/relationships"
_CONTENT = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_TYPES = (
    f'{_XML}<Types xmlns="{_FORMATS}/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    f'<Override PartName="/xl/workbook.xml" ContentType="{_CONTENT}.sheet.main+xml"/>'
    f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{_CONTENT}.worksheet+xml"/>'
    f'<Override PartName="/xl/styles.xml" ContentType="{_CONTENT}.styles+xml"/></Types>'
)
_FONT = '<sz val="10"/><name val="Malgun Gothic"/><family val="2"/><charset val="129"/>'
_STYLES = (
    f'{_XML}<styleSheet xmlns="{_MAIN}"><numFmts count="1"><numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd"/></numFmts>'
    f'<fonts count="2"><font>{_FONT}</font><font><b/>{_FONT}</font></fonts>'
    '<fills count="3"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill>'
    '<fill><patternFill patternType="solid"><fgColor rgb="FFE6ECF5"/><bgColor indexed="64"/></patternFill></fill></fills>'
    '<borders count="2"><border><left/><right/><top/><bottom/><diagonal/></border><border><left/><right/><top/>'
    '<bottom style="thin"><color rgb="FF8A949E"/></bottom><diagonal/></border></borders>'
    '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
    '<cellXfs count="5"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>'
    '<xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>'
    '<xf numFmtId="3" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>'
    '<xf numFmtId="164" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>'
    '<xf numFmtId="49" fontId="1" fillId="2" borderId="1" xfId="0" applyNumberFormat="1" applyFont="1" applyFill="1"'
    ' applyBorder="1"/></cellXfs>'
    '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>'
)
_PARTS = {
    "[Content_Types].xml": _TYPES,
    "_rels/.rels": (
        f'{_XML}<Relationships xmlns="{_FORMATS}/package/2006/relationships"><Relationship Id="rId1"'
        f' Type="{_RELATIONS}/officeDocument" Target="xl/workbook.xml"/></Relationships>'
    ),
    "xl/_rels/workbook.xml.rels": (
        f'{_XML}<Relationships xmlns="{_FORMATS}/package/2006/relationships"><Relationship Id="rId1"'
        f' Type="{_RELATIONS}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2"'
        f' Type="{_RELATIONS}/styles" Target="styles.xml"/></Relationships>'
    ),
    "xl/styles.xml": _STYLES,
}
