"""Pictures, walked from part to part to their end: notes inside and what follows must be harmless.

Only notes and what lies outside the pixels are searched for markup: compressed pixels may spell anything.
"""

import struct
from collections.abc import Iterator
from struct import unpack_from

from partners.files.sniffing.faults import damaged, hides_something, mismatch
from partners.files.sniffing.marks import holds_markup, is_archive, is_harmless_tail

JPEG_END, JPEG_SCAN = 0xD9, 0xDA
#: Markers that stand alone, without a length: TEM, RST0 to RST7, SOI.
JPEG_ALONE = frozenset({0x01, *range(0xD0, 0xD9)})
PNG_HEAD = b"\x89PNG\r\n\x1a\n"
PNG_NOTES = frozenset({b"tEXt", b"zTXt", b"iTXt", b"eXIf"})
WEBP_NOTES = frozenset({b"EXIF", b"XMP "})
GIF_PIXELS, GIF_EXTENSION, GIF_END = 0x2C, 0x21, 0x3B
GIF_COMMENT, GIF_TEXT, GIF_APPLICATION = 0xFE, 0x01, 0xFF

#: The notes of a picture as they are met, and then where it ends.
Parts = Iterator[bytes | int]


def check_jpeg(data: bytes) -> None:
    _check(data, b"\xff\xd8\xff", _jpeg_parts)


def check_png(data: bytes) -> None:
    _check(data, PNG_HEAD, _png_parts)


def check_webp(data: bytes) -> None:
    if data[8:12] != b"WEBP":
        raise mismatch()
    _check(data, b"RIFF", _webp_parts)


def check_gif(data: bytes) -> None:
    _check(data, (b"GIF87a", b"GIF89a"), _gif_parts)


def _check(data: bytes, head: bytes | tuple[bytes, ...], parts: object) -> None:
    if not data.startswith(head):
        raise mismatch()
    end = 0
    try:
        for part in parts(data):  # type: ignore[operator]
            if isinstance(part, int):
                end = part
            elif holds_markup(part):
                raise hides_something()
    except (struct.error, IndexError) as error:
        raise damaged() from error
    if end == 0 or end > len(data):
        raise damaged()
    if is_archive(data) or not is_harmless_tail(data[end:]):
        raise hides_something()


def _jpeg_parts(data: bytes) -> Parts:
    at = 2
    while True:
        if data[at] != 0xFF:
            raise damaged()
        marker = data[at + 1]
        if marker == 0xFF:
            at += 1
        elif marker == JPEG_END:
            yield at + 2
            return
        elif marker in JPEG_ALONE:
            at += 2
        else:
            length = unpack_from(">H", data, at + 2)[0]
            yield data[at + 4 : at + 2 + length]
            at += 2 + length
            if marker == JPEG_SCAN:
                at = _after_scan(data, at)


def _after_scan(data: bytes, at: int) -> int:
    """Where the pixels of a scan end: at the next marker that is not one of theirs."""
    while True:
        at = data.find(b"\xff", at)
        if at < 0:
            raise damaged()
        if data[at + 1] != 0 and not 0xD0 <= data[at + 1] <= 0xD7:
            return at
        at += 2


def _png_parts(data: bytes) -> Parts:
    at = len(PNG_HEAD)
    while True:
        length, name = unpack_from(">I4s", data, at)
        if name in PNG_NOTES:
            yield data[at + 8 : at + 8 + length]
        at += 12 + length
        if name == b"IEND":
            yield at
            return


def _webp_parts(data: bytes) -> Parts:
    end = 8 + unpack_from("<I", data, 4)[0]
    at = 12
    while at < end:
        name, length = unpack_from("<4sI", data, at)
        if name in WEBP_NOTES:
            yield data[at + 8 : at + 8 + length]
        at += 8 + length + length % 2
    yield end


def _gif_parts(data: bytes) -> Parts:
    at = 13 + _gif_colours(data[10])
    while data[at] != GIF_END:
        if data[at] == GIF_PIXELS:
            at += 10 + _gif_colours(data[at + 9]) + 1
            at, _note = _gif_blocks(data, at)
        elif data[at] == GIF_EXTENSION:
            is_note = data[at + 1] in (GIF_COMMENT, GIF_TEXT, GIF_APPLICATION)
            at, note = _gif_blocks(data, at + 2)
            if is_note:
                yield note
        else:
            raise damaged()
    yield at + 1


def _gif_colours(flags: int) -> int:
    return 3 * 2 ** ((flags & 7) + 1) if flags & 0x80 else 0


def _gif_blocks(data: bytes, at: int) -> tuple[int, bytes]:
    blocks = []
    while data[at]:
        blocks.append(data[at + 1 : at + 1 + data[at]])
        at += 1 + data[at]
    return at + 1, b"".join(blocks)
