"""Small sound files of every type that is taken, made on the spot: no binaries are kept in the house."""

import io
import struct
import zipfile
import zlib
from collections.abc import Mapping

PDF = (
    b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n"
    b"2 0 obj\n<< /Type /Pages /Kids [3 0 R] /Count 1 >>\nendobj\n"
    b"3 0 obj\n<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 200] >>\nendobj\n"
    b"xref\n0 4\n0000000000 65535 f \n0000000015 00000 n \n0000000064 00000 n \n0000000121 00000 n \n"
    b"trailer\n<< /Size 4 /Root 1 0 R >>\nstartxref\n192\n%%EOF\n"
)
TYPES_XML = (
    '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">{}</Types>'
)
PART = '<Override PartName="{}" ContentType="application/vnd.openxmlformats-officedocument.{}.main+xml"/>'
RELATIONS = '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"/>'


def package(parts: Mapping[str, str | bytes], stored: tuple[str, ...] = ()) -> bytes:
    """A zip archive of these parts, in this order; `stored` are not compressed."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content, zipfile.ZIP_STORED if name in stored else zipfile.ZIP_DEFLATED)
    return target.getvalue()


def office_parts(main: str, type: str) -> dict[str, str | bytes]:
    """The parts of a minimal Office document."""
    return {
        "[Content_Types].xml": TYPES_XML.format(PART.format(f"/{main}", type)),
        "_rels/.rels": RELATIONS,
        main: "<?xml version='1.0'?><document/>",
    }


DOCX_PARTS = office_parts("word/document.xml", "wordprocessingml.document")
XLSX_PARTS = office_parts("xl/workbook.xml", "spreadsheetml.sheet")
PPTX_PARTS = office_parts("ppt/presentation.xml", "presentationml.presentation")
HWPX_PARTS: dict[str, str | bytes] = {
    "mimetype": "application/hwp+zip",
    "version.xml": '<?xml version="1.0"?><hv:HCFVersion xmlns:hv="http://www.hancom.co.kr/hwpml/2011/version" major="5"/>',
    "META-INF/container.xml": '<?xml version="1.0"?><container/>',
    "META-INF/manifest.xml": '<?xml version="1.0"?><manifest/>',
    "Contents/content.hpf": '<?xml version="1.0"?><package/>',
    "Contents/header.xml": '<?xml version="1.0"?><head/>',
    "Contents/section0.xml": '<?xml version="1.0"?><sec>우호협력의향서</sec>',
    "Preview/PrvText.txt": "우호협력의향서",
}


def docx() -> bytes:
    return package(DOCX_PARTS)


def xlsx() -> bytes:
    return package(XLSX_PARTS)


def pptx() -> bytes:
    return package(PPTX_PARTS)


def hwpx() -> bytes:
    return package(HWPX_PARTS, stored=("mimetype",))


def hwp(flags: int = 0x01, names: tuple[str, ...] = ("FileHeader", "DocInfo", "BodyText")) -> bytes:
    """A compound file as HWP 5 writes it: header, allocation table, directory, short streams."""
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6) + bytes(6)
    header += struct.pack("<IIIIIIIII", 0, 1, 1, 0, 4096, 3, 1, 0xFFFFFFFE, 0)
    header += struct.pack("<I", 0) + b"\xff" * 4 * 108
    table = struct.pack("<5I", 0xFFFFFFFD, 2, 0xFFFFFFFE, 0xFFFFFFFE, 0xFFFFFFFE) + b"\xff" * (512 - 20)
    entries = b"".join(_entry(name) for name in ("Root Entry", *names))
    directory = entries.ljust(1024, b"\x00")[:1024]
    mini_table = b"\xff" * 512
    stream = b"HWP Document File".ljust(32, b"\x00") + struct.pack("<II", 0x05010000, flags)
    return header + table + directory + mini_table + stream.ljust(512, b"\x00")


def _entry(name: str) -> bytes:
    written = name.encode("utf-16-le")
    return written.ljust(64, b"\x00") + struct.pack("<H", len(written) + 2) + bytes(62)


def png(*notes: bytes) -> bytes:
    """One white pixel, with text notes."""
    parts = [_chunk(b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 2, 0, 0, 0))]
    parts += [_chunk(b"tEXt", b"Comment\x00" + note) for note in notes]
    parts += [_chunk(b"IDAT", zlib.compress(b"\x00\xff\xff\xff")), _chunk(b"IEND", b"")]
    return b"\x89PNG\r\n\x1a\n" + b"".join(parts)


def _chunk(name: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))


def jpeg(*notes: bytes) -> bytes:
    """The frame of a JPEG picture, with notes, a scan and its end."""
    notes_written = b"".join(b"\xff\xfe" + struct.pack(">H", len(note) + 2) + note for note in notes)
    start = b"\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01\x01\x00\x00\x01\x00\x01\x00\x00"
    scan = b"\xff\xda\x00\x08\x01\x01\x00\x00\x3f\x00" + b"\x12\xff\x00\x34\xff\xd0\x56"
    return start + notes_written + scan + b"\xff\xd9"


def gif(*notes: bytes) -> bytes:
    comments = b"".join(b"!\xfe" + bytes([len(note)]) + note + b"\x00" for note in notes)
    return (
        b"GIF89a\x01\x00\x01\x00\x80\x00\x00\xff\xff\xff\x00\x00\x00" + comments
        + b"\x2c\x00\x00\x00\x00\x01\x00\x01\x00\x00\x02\x02D\x01\x00;"
    )  # fmt: skip


def webp(note: bytes = b"") -> bytes:
    chunks = b"VP8L" + struct.pack("<I", 10) + b"/\x00\x00\x00\x10\x07\x10\x11\x11\x88"
    if note:
        chunks += b"XMP " + struct.pack("<I", len(note)) + note + b"\x00" * (len(note) % 2)
    return b"RIFF" + struct.pack("<I", len(chunks) + 4) + b"WEBP" + chunks


#: A sound file of each type, by its ending.
SOUND: dict[str, bytes] = {
    "pdf": PDF,
    "hwp": hwp(),
    "hwpx": hwpx(),
    "docx": docx(),
    "xlsx": xlsx(),
    "pptx": pptx(),
    "jpg": jpeg(),
    "jpeg": jpeg(b"a note"),
    "png": png(),
    "webp": webp(),
    "gif": gif(),
    "txt": "우호협력의향서를 받았다.\r\n".encode("cp949"),
    "csv": "\ufeff이름,단계\n나베현,교섭추진\n".encode(),
}
