"""Documents that are zip archives inside: read from their table of contents, never unpacked to the disk."""

import io
import stat
import zipfile
import zlib
from collections.abc import Sequence
from struct import unpack_from

from partners.files.rules import MEGABYTE
from partners.files.sniffing import compound
from partners.files.sniffing.faults import Unfit, damaged, hides_something, macros, mismatch, protected
from partners.files.sniffing.marks import holds_markup
from partners.foundation.words import _l

MOST_ENTRIES = 5000
MOST_UNPACKED = 300 * MEGABYTE
#: Tables of equal cells shrink a hundredfold; a bomb a thousandfold.
MOST_RATIO = 200
#: Below this a high ratio harms nobody.
RATIO_COUNTS_FROM = 10 * MEGABYTE
MOST_BYTES_OF_A_PART = 2 * MEGABYTE
END_OF_DIRECTORY, END_BYTES = b"PK\x05\x06", 22
ENCRYPTED = 0x1
PROGRAMS = (
    "vbaproject.bin", "vbadata.xml", ".exe", ".dll", ".com", ".scr", ".bat", ".cmd", ".vbs", ".ps1", ".jar", ".class",
    ".dex", ".so", ".msi", ".lnk", ".hta", ".php", ".phar", ".docm", ".xlsm", ".pptm", ".html", ".htm", ".svgz",
)  # fmt: skip
OFFICE = b"application/vnd.openxmlformats-officedocument."
TYPES_PART, RELATIONS_PART = "[Content_Types].xml", "_rels/.rels"
HWPX_TYPE = b"application/hwp+zip"


def check_docx(data: bytes) -> None:
    _check_office(data, OFFICE + b"wordprocessingml.document.main+xml")


def check_xlsx(data: bytes) -> None:
    _check_office(data, OFFICE + b"spreadsheetml.sheet.main+xml")


def check_pptx(data: bytes) -> None:
    _check_office(data, OFFICE + b"presentationml.presentation.main+xml")


def check_hwpx(data: bytes) -> None:
    """See that it is an HWPX document (KS X 6101) without a password. Raises Unfit."""
    with _opened(data) as package:
        if _part(package, "mimetype").strip() != HWPX_TYPE:
            raise mismatch()
        if "Contents/content.hpf" not in package.namelist():
            raise mismatch()
        if "META-INF/manifest.xml" in package.namelist() and b"encryption-data" in _part(
            package, "META-INF/manifest.xml"
        ):
            raise protected()


def _check_office(data: bytes, main_type: bytes) -> None:
    if data.startswith(compound.HEAD):
        # Office wraps a document with a password into a compound file.
        raise protected() if "EncryptedPackage".encode("utf-16-le") in data else mismatch()
    with _opened(data) as package:
        if RELATIONS_PART not in package.namelist():
            raise mismatch()
        types = _part(package, TYPES_PART)
        if b"macroEnabled" in types or b"vbaProject" in types:
            raise macros()
        if main_type not in types or b"<!DOCTYPE" in types or b"<!ENTITY" in types:
            raise mismatch()


def _opened(data: bytes) -> zipfile.ZipFile:
    """The archive, once its table of contents has been found sound."""
    _check_frame(data)
    try:
        package = zipfile.ZipFile(io.BytesIO(data))
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError) as error:
        raise damaged() from error
    _check_entries(package.infolist(), len(data))
    return package


def _check_frame(data: bytes) -> None:
    """Nothing before the first entry, nothing behind the end, and no more entries than a document has."""
    if not data.startswith(b"PK\x03\x04"):
        raise mismatch()
    end = data.rfind(END_OF_DIRECTORY)
    if end < 0 or len(data) < end + END_BYTES:
        raise damaged()
    if len(data) != end + END_BYTES or holds_markup(data[:512]):
        raise hides_something()
    entries = unpack_from("<H", data, end + 10)[0]
    if entries > MOST_ENTRIES:
        raise _too_large()


def _check_entries(entries: Sequence[zipfile.ZipInfo], packed: int) -> None:
    names = [entry.filename for entry in entries]
    unpacked = sum(entry.file_size for entry in entries)
    if not entries or len(entries) > MOST_ENTRIES or unpacked > MOST_UNPACKED:
        raise _too_large() if entries else damaged()
    if unpacked > RATIO_COUNTS_FROM and unpacked > packed * MOST_RATIO:
        raise _too_large()
    if any(entry.flag_bits & ENCRYPTED for entry in entries):
        raise protected()
    if len(set(names)) < len(names) or min(entry.header_offset for entry in entries) != 0:
        raise hides_something()
    for entry in entries:
        _check_entry(entry)


def _check_entry(entry: zipfile.ZipInfo) -> None:
    name = entry.filename
    steps = name.split("/")
    if name.startswith("/") or ".." in steps or "\\" in name or ":" in name or not name.isprintable():
        raise hides_something()
    if stat.S_ISLNK(entry.external_attr >> 16) or entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        raise hides_something()
    if name.lower().endswith(PROGRAMS) or name.upper() == "META-INF/MANIFEST.MF":
        raise macros()


def _part(package: zipfile.ZipFile, name: str) -> bytes:
    """The content of one part, never more than a part may have, whatever its table of contents says."""
    try:
        with package.open(name) as part:
            content = part.read(MOST_BYTES_OF_A_PART + 1)
    except KeyError as error:
        raise mismatch() from error
    except (zipfile.BadZipFile, ValueError, NotImplementedError, RuntimeError, OSError, EOFError, zlib.error) as error:
        raise damaged() from error
    if len(content) > MOST_BYTES_OF_A_PART:
        raise _too_large()
    return content


def _too_large() -> Unfit:
    return Unfit(_l("Unpacked it is too large. Split the document and choose its parts."))
