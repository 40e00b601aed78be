"""Looking into a file of each type."""

from collections.abc import Callable

from partners.files.rules import FileType
from partners.files.sniffing import compound, packages, pictures
from partners.files.sniffing.faults import Unfit, damaged, hides_something, mismatch
from partners.files.sniffing.marks import BLANK, MOST_BLANK_AT_THE_END, holds_markup, is_archive
from partners.files.sniffing.texts import check_text
from partners.foundation.words import _l

PDF_HEADER_BYTES = 9
END_OF_PDF = b"%%EOF"


def examine(data: bytes, claimed: FileType) -> None:
    """See that the content is of the claimed type and nothing else. Raises Unfit with the reason in words."""
    if not data:
        raise Unfit(_l("It is empty. Choose the file that has its content."))
    _CHECKS[claimed.code](data)


def _pdf(data: bytes) -> None:
    header = data[:PDF_HEADER_BYTES]
    if not header.startswith(b"%PDF-") or not header[5:6].isdigit() or header[8:9] not in (b"\r", b"\n", b" "):
        raise mismatch()
    end = data.rfind(END_OF_PDF)
    if end < 0:
        raise damaged()
    tail = data[end + len(END_OF_PDF) :]
    first_line = data[: max(data.find(b"\n"), data.find(b"\r"), PDF_HEADER_BYTES)][:1024]
    if len(tail) > MOST_BLANK_AT_THE_END or tail.strip(BLANK) or holds_markup(first_line) or is_archive(data):
        raise hides_something()


_CHECKS: dict[str, Callable[[bytes], None]] = {
    "pdf": _pdf,
    "hwp": compound.check_hwp,
    "hwpx": packages.check_hwpx,
    "docx": packages.check_docx,
    "xlsx": packages.check_xlsx,
    "pptx": packages.check_pptx,
    "jpg": pictures.check_jpeg,
    "png": pictures.check_png,
    "webp": pictures.check_webp,
    "gif": pictures.check_gif,
    "txt": check_text,
    "csv": check_text,
}
