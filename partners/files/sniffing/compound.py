"""HWP 5: a compound file (Microsoft's "OLE") whose stream FileHeader begins with "HWP Document File"."""

import struct
from struct import unpack_from

from partners.files.sniffing.faults import damaged, hides_something, macros, mismatch, protected
from partners.files.sniffing.marks import is_archive

HEAD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
SIGNATURE = b"HWP Document File"
END_OF_CHAIN = 0xFFFFFFFE
DIRECTORY_ENTRY_BYTES = 128
#: Where the header lists the first sectors of the allocation table.
TABLE_SECTORS_AT, TABLE_SECTORS_IN_HEADER = 76, 109
#: HWP's own flag: the text is encrypted.
PASSWORD_FLAG = 0x02
FLAGS_AT = 36


def check_hwp(data: bytes) -> None:
    """See that it is an HWP document of version 5 without a password. Raises Unfit."""
    if not data.startswith(HEAD):
        raise mismatch()
    if is_archive(data):
        raise hides_something()
    try:
        names = directory_names(data)
        header = _file_header(data)
    except (struct.error, IndexError, UnicodeDecodeError) as error:
        raise damaged() from error
    _check_names(names)
    if header is None:
        raise mismatch()
    if unpack_from("<I", header, FLAGS_AT)[0] & PASSWORD_FLAG:
        raise protected()


def _check_names(names: set[str]) -> None:
    if "EncryptedPackage" in names:
        raise protected()
    if any(name.upper() in {"VBA", "_VBA_PROJECT_CUR", "MACROS"} for name in names):
        raise macros()
    if "FileHeader" not in names or not any(name.startswith(("DocInfo", "BodyText")) for name in names):
        raise mismatch()


def directory_names(data: bytes) -> set[str]:
    """The names of all streams and folders of a compound file."""
    size = _sector_size(data)
    table = _allocation_table(data, size)
    sector = unpack_from("<I", data, 48)[0]
    names: set[str] = set()
    for _step in range(_sectors_in(data, size)):
        if sector >= END_OF_CHAIN:
            return names
        names |= _names_in(data, (sector + 1) * size, size)
        sector = table[sector]
    raise damaged()


def _sector_size(data: bytes) -> int:
    shift = unpack_from("<H", data, 30)[0]
    if shift not in (9, 12):
        raise damaged()
    return int(2**shift)


def _sectors_in(data: bytes, size: int) -> int:
    """How many sectors the file can have: whatever it says of itself, no chain and no table is longer."""
    return len(data) // size


def _allocation_table(data: bytes, size: int) -> list[int]:
    """Which sector follows which. Raises Unfit when a part of the table is named twice: it would grow without end."""
    listed = unpack_from(f"<{TABLE_SECTORS_IN_HEADER}I", data, TABLE_SECTORS_AT)
    sectors = [one for one in (*listed, *_further_tables(data, size)) if one < END_OF_CHAIN - 2]
    if len(set(sectors)) < len(sectors):
        raise damaged()
    table: list[int] = []
    for sector in sectors:
        table += unpack_from(f"<{size // 4}I", data, (sector + 1) * size)
    return table


def _further_tables(data: bytes, size: int) -> list[int]:
    sector, count = unpack_from("<II", data, 68)
    found: list[int] = []
    for _step in range(min(count, _sectors_in(data, size))):
        if sector >= END_OF_CHAIN - 2:
            break
        *listed, sector = unpack_from(f"<{size // 4}I", data, (sector + 1) * size)
        found += listed
    return found


def _names_in(data: bytes, start: int, size: int) -> set[str]:
    names = set()
    for at in range(start, start + size, DIRECTORY_ENTRY_BYTES):
        length = unpack_from("<H", data, at + 64)[0]
        if 2 < length <= 64:
            names.add(data[at : at + length - 2].decode("utf-16-le"))
    return names


def _file_header(data: bytes) -> bytes | None:
    """The stream FileHeader. It is short, so it lies at a multiple of 64 bytes among the other short ones."""
    at = data.find(SIGNATURE)
    while at >= 0:
        if at % 64 == 0 and len(data) >= at + 256:
            return data[at : at + 256]
        at = data.find(SIGNATURE, at + 1)
    return None
