"""How a person is reached: phone numbers and mail addresses, read, written and masked. Pure."""

import re

import phonenumbers
from phonenumbers import NumberParseException, PhoneNumberFormat

from partners.directory.rules.words import HOME

LONGEST_MAIL = 254
MASK = "****"

_EXTENSION = re.compile(r"[(\[]?\s{0,3}(?:내선|교환)\s{0,3}(?:번호)?\s{0,3}[:.]?\s{0,3}(\d{1,7})번?\s{0,3}[)\]]?")
_MAIL = re.compile(r"[\w.!#$%&'*+/=?^`{|}~-]{1,64}@(?:[^\W_](?:[\w-]{0,61}[^\W_])?\.){1,8}[^\W\d_]{2,63}")
_LAST_DIGITS = 4


def read_phone(text: str, country: str) -> str | None:
    """The number in E.164, with ";ext=" behind it if it has an extension; None when it is no number.

    Without + it is read as dialled inside the country (ISO 3166-1). Source: ITU-T E.164, RFC 3966.
    """
    try:
        number = phonenumbers.parse(_EXTENSION.sub(r" ext. \1", text), country)
    except NumberParseException:
        return None
    if not phonenumbers.is_valid_number(number):
        return None
    written = phonenumbers.format_number(number, PhoneNumberFormat.E164)
    return f"{written};ext={number.extension}" if number.extension else written


def written_phone(stored: str) -> str:
    """The number as people read it: of our own country as dialled here, of others with the country's number."""
    return typed_phone(stored, HOME)


def typed_phone(stored: str, country: str) -> str:
    """The number as one would type it at a partner in this country: read again, it is the same."""
    try:
        number = phonenumbers.parse(stored, country)
    except NumberParseException:
        return stored
    is_inside = phonenumbers.region_code_for_number(number) == country
    return phonenumbers.format_number(
        number, PhoneNumberFormat.NATIONAL if is_inside else PhoneNumberFormat.INTERNATIONAL
    )


def masked_phone(stored: str) -> str:
    """010-****-5678, +86 **** 5678: where it rings and its end, to tell two numbers apart."""
    written = written_phone(stored.partition(";")[0])
    gap = " " if written.startswith("+") else "-"
    where, _gap, rest = written.partition(gap)
    digits = re.sub(r"\D", "", rest)
    # Of a short number (1588-1234) the end would tell all.
    return gap.join((where, MASK, digits[-_LAST_DIGITS:]) if len(digits) > _LAST_DIGITS else (where[:4], MASK))


def is_mail(text: str) -> bool:
    """Whether the text has the form of a mail address. Whether anybody reads it, only a letter can tell."""
    return len(text) <= LONGEST_MAIL and ".." not in text and _MAIL.fullmatch(text) is not None


def masked_mail(address: str) -> str:
    """k***@ydp.go.kr: the first letter, and the office where it arrives."""
    name, at, host = address.rpartition("@")
    return f"{name[:1]}***{at}{host}" if at else MASK
