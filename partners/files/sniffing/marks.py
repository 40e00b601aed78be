"""Marks of what must not hide in another file: web pages, scripts, archives, programs."""

import io
import re
import zipfile

#: Long enough that compressed bytes hardly ever spell them.
MARKUP = re.compile(
    rb"<script[\s>]|<!doctype\s|<html[\s>]|<\?php|<svg[\s>]|<iframe[\s>]|<body[\s>]|<\?xml-stylesheet|<x:script|<object[\s>]"
    rb"|<embed[\s>]|javascript:",
    re.IGNORECASE,
)
#: How other kinds of file begin: programs, archives, pages, pictures, scripts.
BEGINNINGS = (
    b"MZ", b"\x7fELF", b"\xca\xfe\xba\xbe", b"\xfe\xed\xfa", b"\xcf\xfa\xed\xfe", b"PK\x03\x04", b"PK\x05\x06",
    b"Rar!", b"7z\xbc\xaf", b"\x1f\x8b", b"BZh", b"\xfd7zXZ", b"%PDF-", b"\xd0\xcf\x11\xe0", b"\xff\xd8\xff",
    b"\x89PNG", b"GIF87a", b"GIF89a", b"RIFF", b"{\\rtf", b"!<arch>", b"#!", b"<",
)  # fmt: skip
BLANK = b"\x00\t\n\x0b\x0c\r \x1a"
MOST_BLANK_AT_THE_END = 4096


def holds_markup(data: bytes) -> bool:
    return MARKUP.search(data) is not None


def is_archive(data: bytes) -> bool:
    """Whether a zip reader would open it: such readers look at the end, whatever the beginning says."""
    return zipfile.is_zipfile(io.BytesIO(data))


def is_harmless_tail(tail: bytes) -> bool:
    """What may stand behind a picture's end: cameras append their own notes, but no page and no archive."""
    return not holds_markup(tail) and b"PK\x03\x04" not in tail and b"PK\x05\x06" not in tail and b"%PDF-" not in tail
