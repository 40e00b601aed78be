"""The writer of PDF, with fonts that come with Partners."""

import json
from pathlib import Path
from typing import Any

import typst

from partners.foundation.settings import PROJECT
from partners.papers.rules.paper import Block, Centred, Line, PageBreak, Paper, Right, Table

MEDIA_TYPE = "application/pdf"
TEMPLATE = Path(__file__).with_name("paper.typ")
FONTS = PROJECT / "static" / "vendor" / "pretendard-gov-1.3.9" / "static"


def write(paper: Paper, base: Path | None = None) -> bytes:
    """The paper as a PDF file. It has no letterhead of the office's own: `base` is for the other two."""
    told = json.dumps({"title": paper.title, "blocks": [_told(block) for block in paper.blocks]}, ensure_ascii=False)
    return typst.compile(str(TEMPLATE), font_paths=[str(FONTS)], format="pdf", sys_inputs={"paper": told})


def _told(block: Block) -> dict[str, Any]:
    match block:
        case Line(level=level):
            return {"kind": "line", "level": level, "text": block.marked}
        case Centred(text=text, is_large=is_large):
            return {"kind": "centred", "large": is_large, "text": text}
        case Right(text=text):
            return {"kind": "right", "text": text}
        case Table():
            return {"kind": "table", "columns": block.columns, "rows": block.cells}
        case PageBreak():
            return {"kind": "page"}
    return {"kind": "gap"}
