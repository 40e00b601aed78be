"""Which files are taken, how many and how large, and under which name they are shown. Pure."""

import re
from dataclasses import dataclass
from typing import Any

from partners.foundation.hangul import clean
from partners.foundation.words import _l

MEGABYTE = 1024 * 1024
#: Of one file, of one request with everything in it, and of the files at one record.
MOST_BYTES = 20 * MEGABYTE
MOST_BYTES_A_REQUEST = 50 * MEGABYTE
MOST_AT_A_RECORD = 10
#: Characters of a shown name; file systems allow 255 bytes, and a Hangul syllable takes three.
LONGEST_NAME = 80


@dataclass(frozen=True)
class FileType:
    """A type of file that is taken. `content_type` is what the answer says when somebody downloads it."""

    code: str
    content_type: str
    endings: tuple[str, ...]


_OFFICE = "application/vnd.openxmlformats-officedocument"
TYPES: dict[str, FileType] = {
    one.code: one
    for one in (
        FileType("pdf", "application/pdf", ("pdf",)),
        FileType("hwp", "application/x-hwp", ("hwp",)),
        FileType("hwpx", "application/hwp+zip", ("hwpx",)),
        FileType("docx", f"{_OFFICE}.wordprocessingml.document", ("docx",)),
        FileType("xlsx", f"{_OFFICE}.spreadsheetml.sheet", ("xlsx",)),
        FileType("pptx", f"{_OFFICE}.presentationml.presentation", ("pptx",)),
        FileType("jpg", "image/jpeg", ("jpg", "jpeg")),
        FileType("png", "image/png", ("png",)),
        FileType("webp", "image/webp", ("webp",)),
        FileType("gif", "image/gif", ("gif",)),
        FileType("txt", "text/plain", ("txt",)),
        FileType("csv", "text/csv", ("csv",)),
    )
}
BY_ENDING = {ending: one for one in TYPES.values() for ending in one.endings}
BY_CONTENT_TYPE = {one.content_type: one for one in TYPES.values()}
#: For the browser's own dialog; it decides nothing.
ACCEPT = ",".join(f".{ending}" for ending in BY_ENDING)
NAMED_TYPES = "PDF, HWP, HWPX, DOCX, XLSX, PPTX, JPG, PNG, WEBP, GIF, TXT, CSV"

#: What to do with a file of a type that is often tried and never taken.
_ADVICE: dict[str, Any] = {
    **dict.fromkeys(("heic", "heif", "tif", "tiff", "bmp"), _l("Save the picture as JPG or PNG and choose that.")),
    **dict.fromkeys(("zip", "7z", "rar", "alz", "egg"), _l("Unpack it and choose the files inside one by one.")),
    **dict.fromkeys(("docm", "xlsm", "pptm", "dotm", "xltm"), _l("Save it without macros and choose that.")),
    "doc": _l("Save it as DOCX and choose that."),
    "xls": _l("Save it as XLSX and choose that."),
    "xlsb": _l("Save it as XLSX and choose that."),
    "ppt": _l("Save it as PPTX and choose that."),
}

#: The escapes are a browser's for quotes and line ends in a name.
_FORBIDDEN = re.compile(r'[<>:"/\\|?*\x00-\x1f]|%22|%0[ad]', re.IGNORECASE)
#: Inner endings that a careless eye or server could take for the real one: report.exe.pdf.
_MISLEADING = re.compile(
    r"\.(?=(?:exe|com|scr|bat|cmd|pif|msi|dll|js|jse|mjs|vbs|vbe|wsf|hta|ps1|lnk|jar|class|apk|sh|py|pl|rb|cgi"
    r"|php\d?|phtml|pht|phar|asp|aspx|jsp|jspx|html?|xhtml|shtml|svgz?|xml|xsl|htaccess|pdf|hwpx?|docx?|xlsx?|pptx?"
    r"|docm|xlsm|pptm|zip|jpe?g|png|gif|webp)(?:\.|$))",
    re.IGNORECASE,
)
#: Names that Windows keeps for devices.
_DEVICES = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)", re.IGNORECASE)


def shown_name(sent: str) -> str:
    """The name under which a file is offered, made of the one that the browser sent; never a path, never empty.

    Without folders, control characters and turned directions; endings inside the name lose their dot.
    """
    visible = clean(sent.replace("\\", "/").rsplit("/", 1)[-1].replace("\x00", ""))
    plain = _FORBIDDEN.sub("_", visible).strip(". ")
    stem, dot, ending = plain.rpartition(".")
    if not dot:
        stem, ending = plain, ""
    stem = _MISLEADING.sub("_", stem).strip(". ") or "file"
    if _DEVICES.fullmatch(stem.split(".")[0]):
        stem = f"_{stem}"
    ending = ending[:10]
    kept = stem[: LONGEST_NAME - len(ending) - 1].rstrip(". ")
    return f"{kept}.{ending}" if ending else kept


def readable_size(size: int) -> str:
    """Bytes as people read them: 640 KB, 1.3 MB."""
    if size < MEGABYTE:
        return f"{max(1, round(size / 1024)):,} KB"
    return f"{size / MEGABYTE:.1f} MB"


def ending_of(name: str) -> str:
    """The last ending of a shown name in small letters, without its dot; empty when it has none."""
    stem, dot, ending = name.rpartition(".")
    return ending.lower() if dot and stem else ""


def type_by_name(name: str) -> FileType | None:
    """The type that the name claims; None when such files are not taken."""
    return BY_ENDING.get(ending_of(name))


def advice_on(name: str) -> Any:
    """What to do with a file whose ending is not taken."""
    return _ADVICE.get(ending_of(name), _l("Allowed are %(types)s.", types=NAMED_TYPES))
