"""사업자등록번호: how it is read, checked and written. Pure.

Ten digits, written 123-45-67891: three for the tax office, two for the type, five with the check digit.
The algorithm is the National Tax Service's: weights 1 3 7 1 3 7 1 3 5, and of the ninth digit's
product its tens are added once more. It finds every single wrong digit.
"""

import unicodedata
from typing import Any

from partners.foundation.words import _l

WEIGHTS = (1, 3, 7, 1, 3, 7, 1, 3, 5)
LENGTH = 10
SEPARATORS = "-‐‑‒–— "


def digits_of(written: str) -> str:
    """The number as it was written, without hyphens and blanks and in plain digits; nothing else is left out."""
    narrow = unicodedata.normalize("NFKC", written)
    return "".join(character for character in narrow if character not in SEPARATORS)


def in_writing(number: str) -> str:
    """The ten digits as officials write them: 123-45-67891."""
    return f"{number[:3]}-{number[3:5]}-{number[5:]}" if len(number) == LENGTH else number


def check_digit(first_nine: str) -> int:
    """The tenth digit that belongs to the first nine."""
    products = [int(digit) * weight for digit, weight in zip(first_nine, WEIGHTS, strict=True)]
    return -(sum(products) + products[-1] // 10) % 10


def objection_to_number(number: str) -> Any:
    """Why the digits are no business number, as a sentence; None when they are one."""
    if len(number) != LENGTH or not (number.isascii() and number.isdecimal()) or number.startswith("000"):
        return _l("Write the ten digits of the business number, such as 123-45-67891.")
    if int(number[-1]) != check_digit(number[:-1]):
        return _l("This is no valid business number: its check digit does not fit. Compare it with the certificate.")
    return None
