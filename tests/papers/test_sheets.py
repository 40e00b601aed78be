"""Long tables as CSV and XLSX: nothing is computed, nothing is altered, nothing waits."""

import re
from collections.abc import Iterator
from datetime import date

from partners.papers import csv, xlsx
from partners.papers.rules.sheets import Batch, Column, Form, Sheet, as_meant
from tests.support.sheets import NAMES, csv_rows, page_of, xlsx_rows

#: T10: what a spreadsheet would compute or swallow, and what only looks so.
HOSTILE = [
    "=1+1",
    "+82 10 1234 5678",
    "-2+3",
    "@SUM(1)",
    "＝1+1",
    '=cmd|"/c calc"!A1',
    "\t=1+1",
    "\r\n=1+1",
    "  =1+1",
    "\xa0+1",
    "'=1",
    "''@x",
    "'숙소'",
    "'",
    "-",
    'a "quoted", 가나\r\n다',
    "&<b>]]>",
    "_x0041_",
    "岸和田市 😀 Nhà Bè",
    " 앞뒤 ",
    "000123",
    "1e5",
]
LIVE = re.compile(r"\s*[=+\-@＝＋－＠]|[\t\r\n\0]")
COLUMNS = (Column("=이름"), Column("금액", Form.NUMBER), Column("날짜", Form.DAY, 12))


def sheet(*batches: Batch) -> Sheet:
    return Sheet("협력 파트너: [목록]/전체 그리고 아주 긴 이름을 가진 표입니다", COLUMNS, batches)


def test_csv_computes_nothing_and_can_be_read_back_to_the_letter() -> None:
    nothing = [None] * len(HOSTILE)
    head, *rows = csv_rows(b"".join(csv.write(sheet([HOSTILE, nothing, nothing]))))
    assert head[0] == "'=이름"
    assert not [row[0] for row in rows if LIVE.match(row[0])]
    assert [as_meant(row[0]) for row in rows] == HOSTILE


def test_xlsx_has_no_formula_and_alters_nothing() -> None:
    nothing = [None] * len(HOSTILE)
    content = b"".join(xlsx.write(sheet([HOSTILE, nothing, nothing])))
    # XML knows one end of a line.
    assert [row[0] for row in xlsx_rows(content)[1:]] == [text.replace("\r", "") for text in HOSTILE]
    page = page_of(content)
    assert page.find(".//m:f", NAMES) is None
    # Marked as text, it stays text when somebody edits the cell.
    assert {cell.get("s") for cell in page.iterfind(".//m:row/m:c", NAMES) if cell.get("r") != "A1"} <= {"1", "4"}


def test_unknown_is_empty_and_nothing_is_zero() -> None:
    rows = [["가", None, ""], [0, None, 4_000_000], [date(2020, 3, 24), None, date(1850, 1, 1)]]
    assert csv_rows(b"".join(csv.write(sheet(rows))))[1:] == [
        ["가", "0", "2020-03-24"],
        ["", "", ""],
        ["", "4000000", "1850-01-01"],
    ]
    # 43914 is Excel's number of 2020-03-24; its calendar begins in 1900, so an older day is a text.
    written = xlsx_rows(b"".join(xlsx.write(sheet(rows))))[1:]
    assert written == [["가", 0, 43914], [], [None, 4_000_000, "1850-01-01"]]


def test_the_head_stays_in_sight_and_filters_all_rows() -> None:
    page = page_of(b"".join(xlsx.write(sheet([["가"], [1], [None]], [["나"], [2], [None]]))))
    pane, filtered = page.find(".//m:pane", NAMES), page.find("m:autoFilter", NAMES)
    assert pane is not None
    assert (pane.get("state"), pane.get("ySplit")) == ("frozen", "1")
    assert filtered is not None
    assert filtered.get("ref") == "A1:C3"


def test_rows_leave_as_they_come() -> None:
    asked: list[int] = []

    def batches() -> Iterator[Batch]:
        for number in range(3):
            asked.append(number)
            yield [[f"행 {number}"], [number], [None]]

    for write in (csv.write, xlsx.write):
        asked.clear()
        pieces = write(Sheet("표", COLUMNS, batches()))
        assert next(pieces)
        assert asked == [0]
        pieces.close()  # type: ignore[attr-defined]
