"""A paper as a file, in the format that somebody asks for."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from partners.papers import docx, hwpx, pdf
from partners.papers.rules.paper import Paper


@dataclass(frozen=True)
class Format:
    """A format that offices read: how its files end, their media type, and who writes them."""

    ending: str
    media_type: str
    write: Callable[[Paper, Path | None], bytes]


FORMATS = {
    "hwpx": Format("hwpx", hwpx.MEDIA_TYPE, hwpx.write),
    "docx": Format("docx", docx.MEDIA_TYPE, docx.write),
    "pdf": Format("pdf", pdf.MEDIA_TYPE, pdf.write),
}


def write(paper: Paper, ending: str, own: Path) -> bytes:
    """The paper in a format of FORMATS. `own` is the office's folder: base.hwpx or base.docx in it is the letterhead."""
    base = own / f"base.{ending}"
    return FORMATS[ending].write(paper, base if base.is_file() else None)
