"""Sixty files that want to be more than they seem, made on the spot (T12), and two hundred ways out of a folder (T13)."""

import io
import struct
import zipfile
from collections.abc import Iterator
from urllib.parse import quote

from tests.support.papers import (
    DOCX_PARTS,
    HWPX_PARTS,
    PDF,
    PPTX_PARTS,
    TYPES_XML,
    XLSX_PARTS,
    docx,
    gif,
    hwp,
    jpeg,
    package,
    png,
    webp,
)

PAGE = b"<!doctype html><html><body><script>alert(1)</script></body></html>"
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"></svg>'
PHP = b"<?php system($_GET['c']); ?>"
PROGRAM = b"MZ\x90\x00" + bytes(60) + b"This program cannot be run in DOS mode."
MEGABYTE = 1024 * 1024
Named = tuple[str, bytes]


def hostile_files() -> list[Named]:
    """Every one of them has to be refused: (name as it is sent, content)."""
    return [*_of_other_types(), *_under_false_names(), *_polyglots(), *_packages(), *_damaged()]


def cleaned_files() -> list[Named]:
    """Honest contents under hostile names: taken, under a name that harms nobody."""
    return [
        ("<img src=x onerror=alert(1)>.pdf", PDF),
        ("%22><script>alert(1)</script>.pdf", PDF),
        ("a.php.pdf", PDF),
        ("보고.exe\x00.pdf", PDF),
        ("a%0d%0aSet-Cookie: x=1.pdf", PDF),
        ("송장\u202efdp.exe.pdf", PDF),
        ("../../../../etc/passwd.pdf", PDF),
        ("..\\..\\windows\\system32\\a.pdf", PDF),
        ("con.pdf", PDF),
        ("a.phar.png", png()),
        (f"{'가' * 400}.jpg", jpeg()),
        (".htaccess.gif", gif()),
        ("\u200b사진\ufeff.webp", webp()),
        ("{{7*7}}.docx", docx()),
    ]


def _of_other_types() -> Iterator[Named]:
    yield from (
        ("a.svg", SVG), ("a.html", PAGE), ("a.htm", PAGE), ("a.xhtml", PAGE), ("a.xml", b"<?xml version='1.0'?><a/>"),
        ("a.exe", PROGRAM), ("a.dll", PROGRAM), ("a.js", b"alert(1)"), ("a.php", PHP), ("a.pHaR", PHP), ("a.phtml", PHP),
        ("a.sh", b"#!/bin/sh\nid\n"), ("a.bat", b"@echo off\r\n"), ("a.jar", package({"A.class": b"\xca\xfe\xba\xbe"})),
        ("a.zip", package({"a.txt": "a"})), ("a.heic", b"\x00\x00\x00\x18ftypheic"), ("a.docm", docx()), ("a.xlsm", docx()),
        ("a.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)), ("a.pdf.exe", PROGRAM), ("a.pdf.html", PAGE),
        ("a", PDF), (".pdf", PDF), ("a.pdf\u202e", PROGRAM), ("a.htaccess", b"AddType text/html .pdf"),
        ("fdp.\u202eexe", PROGRAM), ("a.pdf\x00.exe", PDF),
    )  # fmt: skip


def _under_false_names() -> Iterator[Named]:
    yield from (
        ("a.pdf", PAGE), ("a.pdf", SVG), ("a.pdf", PROGRAM), ("a.jpg", PAGE), ("a.png", SVG), ("a.gif", PHP), ("a.txt", PAGE),
        ("a.txt", SVG), ("a.csv", PHP), ("a.txt", b"note\n<script>alert(1)</script>"), ("a.txt", b"#!/bin/sh\nid\n"),
        ("a.txt", PROGRAM), ("a.txt", b"a\x00b"), ("a.hwp", PAGE), ("a.hwpx", docx()), ("a.docx", package({"a.txt": "a"})),
        ("a.xlsx", docx()), ("a.pdf", gif()),
    )  # fmt: skip


def _polyglots() -> Iterator[Named]:
    archive = package({"A.class": b"\xca\xfe\xba\xbe", "META-INF/MANIFEST.MF": "Manifest-Version: 1.0"})
    yield from (
        ("a.pdf", PAGE + PDF), ("a.pdf", PDF + PAGE), ("a.pdf", PDF + archive), ("a.jpg", jpeg() + archive),
        ("a.jpg", jpeg() + PAGE), ("a.jpg", jpeg(PHP)), ("a.png", png() + archive), ("a.png", png(PAGE)),
        ("a.gif", gif() + archive), ("a.gif", gif(b"<script>alert(1)</script>")), ("a.webp", webp(SVG)),
        ("a.webp", webp() + archive), ("a.hwp", hwp() + archive), ("a.docx", PAGE + docx()), ("a.docx", docx() + PAGE),
        ("a.txt", b"GIF89a/*" + b"x" * 20), ("a.pdf", b"%PDF-1.4<script>alert(1)</script>\n" + PDF[9:]),
    )  # fmt: skip


def _packages() -> Iterator[Named]:
    macro_types = TYPES_XML.format(
        '<Override PartName="/word/document.xml" ContentType="application/vnd.ms-word.document.macroEnabled.main+xml"/>'
    )
    yield "a.docx", package({**DOCX_PARTS, "word/vbaProject.bin": b"\x00"})
    yield "a.docx", package({**DOCX_PARTS, "[Content_Types].xml": macro_types})
    yield "a.xlsx", package({**XLSX_PARTS, "xl/VBAPROJECT.BIN": b"\x00"})
    yield "a.pptx", package({**PPTX_PARTS, "ppt/media/run.exe": PROGRAM})
    yield "a.docx", package({**DOCX_PARTS, "../../etc/cron.d/x": "x"})
    yield "a.docx", package({**DOCX_PARTS, "/etc/passwd": "x"})
    yield "a.docx", package({**DOCX_PARTS, "word\\..\\x": "x"}).replace(b"word/../x", b"word\\..\\x")
    yield "a.hwpx", package({**HWPX_PARTS, "C:/x": "x"})
    yield "a.xlsx", package({**XLSX_PARTS, "xl/sheet.xml": bytes(40 * MEGABYTE)})
    yield "a.docx", package({**DOCX_PARTS, **{f"word/{number}.xml": "" for number in range(6000)}})
    yield "a.docx", _encrypted(docx())
    yield "a.docx", _linked()
    yield "a.docx", package({**DOCX_PARTS, "[Content_Types].xml": "<!DOCTYPE x [<!ENTITY a 'b'>]>"})
    yield "a.hwpx", package({**HWPX_PARTS, "META-INF/manifest.xml": "<encryption-data/>"})
    yield "a.hwp", hwp(flags=0x03)
    yield "a.hwp", hwp(names=("FileHeader", "DocInfo", "VBA"))


def _damaged() -> Iterator[Named]:
    yield "a.pdf", b""
    yield "a.pdf", PDF[:100]
    yield "a.png", png()[:40]
    yield "a.docx", docx()[:-30]
    yield "a.hwp", hwp()[:600]
    yield "큰 파일.pdf", PDF + bytes(20 * MEGABYTE)
    # A document that says of itself that it is larger than any.
    yield "a.docx", docx().replace(struct.pack("<I", len(DOCX_PARTS["word/document.xml"])), b"\xff\xff\xff\xfe")


def _encrypted(archive: bytes) -> bytes:
    """The same archive, whose table of contents says that its parts are encrypted."""
    data = bytearray(archive)
    at = data.find(b"PK\x01\x02")
    while at >= 0:
        data[at + 8] |= 1
        at = data.find(b"PK\x01\x02", at + 1)
    return bytes(data)


def _linked() -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for name, content in DOCX_PARTS.items():
            archive.writestr(name, content)
        link = zipfile.ZipInfo("word/link")
        link.external_attr = 0o120777 << 16
        archive.writestr(link, "/etc/passwd")
    return target.getvalue()


def ways_out() -> list[str]:
    """Two hundred payloads that climb out of a folder."""
    steps = [
        "../", "..\\", "..%2f", "..%5c", "%2e%2e/", "%2e%2e%2f", "..%252f", "..%c0%af", "....//", "..;/", ".%00./",
        "..\u2215", "..\uff0f", "%uff0e%uff0e/", "/..//", "..././", "\\..\\", "..%00/", "%2e%2e\\", "..%e0%80%af",
    ]  # fmt: skip
    goals = [
        "etc/passwd", "secret-key", "partners.db", "windows/win.ini", "proc/self/environ", "wsgi.py",
        ".lock", "etc/passwd%00.pdf", "instance/secret-key", "app/settings.py",
    ]  # fmt: skip
    return [quote(step * 3 + goal, safe="/%\\;") for step in steps for goal in goals]
