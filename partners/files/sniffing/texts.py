"""Plain text: UTF-8 or CP949, as Korean offices save it, and nothing but text."""

from partners.files.sniffing.faults import Unfit, hides_something, mismatch
from partners.files.sniffing.marks import BEGINNINGS, holds_markup, is_archive
from partners.foundation.identifiers import REFUSALS, find_identifier
from partners.foundation.words import _l

BYTE_ORDER_MARK = b"\xef\xbb\xbf"
ALLOWED_CONTROLS = frozenset("\t\n\r\x0c")


def check_text(data: bytes) -> None:
    """See that it is text, neither a page nor a script, and names nobody's registration number. Raises Unfit."""
    start = data.removeprefix(BYTE_ORDER_MARK).lstrip()
    if start.startswith(BEGINNINGS) or is_archive(data):
        raise mismatch()
    text = decoded(data)
    if any(ord(character) < 32 and character not in ALLOWED_CONTROLS for character in set(text)):
        raise mismatch()
    if holds_markup(data):
        raise hides_something()
    if found := find_identifier(text):
        raise Unfit(REFUSALS[found])


def decoded(data: bytes) -> str:
    """The text of the file. Raises Unfit when it is written in neither of the two."""
    for encoding in ("utf-8-sig", "cp949"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise Unfit(_l("Its characters cannot be read. Save it as UTF-8 text and choose that."))
