"""The writer of DOCX (Word)."""

from io import BytesIO
from pathlib import Path

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_BREAK
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docx.text.paragraph import Paragraph

from partners.papers.rules.paper import Block, Centred, Gap, Line, PageBreak, Paper, Right, Table

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
FONT = "Malgun Gothic"
INDENT_MM = (0, 0, 5, 10)


def write(paper: Paper, base: Path | None = None) -> bytes:
    """The paper as a DOCX file; `base` is an office's own file, whose styles and letterhead it keeps."""
    document = Document(str(base) if base else None)
    if base is None:
        _set_up(document)
    title = document.add_paragraph()
    title.alignment = WD_ALIGN_PARAGRAPH.CENTER
    _run(title, paper.title, 20, bold=True)
    document.core_properties.title = paper.title
    document.core_properties.author = ""
    for block in paper.blocks:
        _add(document, block)
    written = BytesIO()
    document.save(written)
    return written.getvalue()


def _set_up(document: "Document") -> None:  # type: ignore[valid-type]
    section = document.sections[0]  # type: ignore[attr-defined]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin = section.bottom_margin = Mm(20)
    section.left_margin = section.right_margin = Mm(20)
    style = document.styles["Normal"]  # type: ignore[attr-defined]
    style.font.name, style.font.size = FONT, Pt(12)
    style.element.rPr.rFonts.set(qn("w:eastAsia"), FONT)
    style.paragraph_format.space_after = Pt(4)


def _add(document: "Document", block: Block) -> None:  # type: ignore[valid-type]
    if isinstance(block, Table):
        _table(document, block)
        return
    paragraph = document.add_paragraph()  # type: ignore[attr-defined]
    match block:
        case Line(level=level):
            paragraph.paragraph_format.left_indent = Mm(INDENT_MM[level])
            _run(paragraph, block.marked, 13 if level == 1 else 12, bold=level == 1)
        case Centred(text=text, is_large=is_large):
            paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
            _run(paragraph, text, 18 if is_large else 12, bold=is_large)
        case Right(text=text):
            paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
            _run(paragraph, text, 12)
        case PageBreak():
            paragraph.add_run().add_break(WD_BREAK.PAGE)
        case Gap():
            paragraph.paragraph_format.space_after = Pt(0)


def _table(document: "Document", block: Table) -> None:  # type: ignore[valid-type]
    table = document.add_table(rows=0, cols=block.columns)  # type: ignore[attr-defined]
    table.style = "Table Grid" if "Table Grid" in [style.name for style in document.styles] else None  # type: ignore[attr-defined]
    for number, row in enumerate(block.cells):
        cells = table.add_row().cells
        for cell, text in zip(cells, row, strict=True):
            _run(cell.paragraphs[0], text, 11, bold=number == 0 and len(block.rows) > 1)


def _run(paragraph: Paragraph, text: str, size: int, bold: bool = False) -> None:
    run = paragraph.add_run(text)
    run.bold, run.font.size, run.font.name = bold, Pt(size), FONT
    run._element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), FONT)
