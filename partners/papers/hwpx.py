"""The writer of HWPX (Hangul)."""

from pathlib import Path
from typing import Any

from hwpx import HwpxDocument

from partners.papers.rules.paper import Block, Centred, Gap, Line, PageBreak, Paper, Right, Table

MEDIA_TYPE = "application/hwp+zip"
#: HWP units: 1/7200 inch. A4, and margins of 20 mm.
PER_MM = 7200 / 25.4
WIDTH, HEIGHT, MARGIN = round(210 * PER_MM), round(297 * PER_MM), round(20 * PER_MM)
INDENT_MM = (0, 0, 5, 10)


def write(paper: Paper, base: Path | None = None) -> bytes:
    """The paper as an HWPX file; `base` is an office's own file, after whose text it is written."""
    document: Any = HwpxDocument.open(str(base)) if base else HwpxDocument.new()
    if base is None:
        document.page.set_size(width=WIDTH, height=HEIGHT)
        document.page.set_margins(left=MARGIN, right=MARGIN, top=MARGIN, bottom=MARGIN)
    writer = _Writer(document)
    writer.line(paper.title, 20, bold=True, alignment="CENTER")
    for block in paper.blocks:
        writer.add(block)
    return bytes(document.to_bytes())


class _Writer:
    """A document on its way, with the styles that it has used."""

    def __init__(self, document: Any) -> None:
        self.document = document
        self.styles: dict[tuple[int, bool], str] = {}
        self.breaks = False

    def add(self, block: Block) -> None:
        match block:
            case Line(level=level):
                size = 14 if level == 1 else 12
                self.line(block.marked, size, bold=level == 1, indent_left_mm=INDENT_MM[level])
            case Centred(text=text, is_large=is_large):
                self.line(text, 18 if is_large else 12, bold=is_large, alignment="CENTER")
            case Right(text=text):
                self.line(text, 12, alignment="RIGHT")
            case Table():
                self.table(block)
            case PageBreak():
                self.breaks = True
            case Gap():
                self.line("", 12)

    def line(self, text: str, size: int, bold: bool = False, **form: Any) -> None:
        self.document.add_paragraph(text, char_pr_id_ref=self._style(size, bold))
        if self.breaks:
            form["page_break_before"], self.breaks = True, False
        if form:
            self.document.styles.apply_paragraph_format(paragraph_index=len(self.document.paragraphs) - 1, **form)

    def table(self, block: Table) -> None:
        table = self.document.add_table(len(block.rows), block.columns, width=WIDTH - 2 * MARGIN)
        for number, (row, texts) in enumerate(zip(table.rows, block.cells, strict=True)):
            for cell, text in zip(row.cells, texts, strict=True):
                cell.paragraphs[0].text = text
                if number == 0 and len(block.rows) > 1:
                    cell.paragraphs[0].char_pr_id_ref = self._style(11, True)

    def _style(self, size: int, bold: bool) -> str:
        key = (size, bold)
        if key not in self.styles:
            self.styles[key] = self.document.styles.ensure_run(bold=bold, size=size)
        return self.styles[key]
