"""What makes a password too easy to guess (ASVS 5.0 §6.2; no rules of composition, no forced renewal)."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from partners.foundation.words import _l

SHORTEST_PASSWORD = 15
LONGEST_PASSWORD = 1000
#: Passwords of 15 characters and more that attackers try first: from the lists of zxcvbn (MIT) and Django (BSD),
#: and what Koreans and offices like to type. Shorter ones cannot be chosen anyway.
COMMON = frozenset((Path(__file__).parent.parent / "common_passwords.txt").read_text(encoding="utf-8").split("\n"))
COMMON_WITHOUT_BLANKS = frozenset(password.replace(" ", "") for password in COMMON)
#: Rows of the keyboard, digits and letters: whoever types a part of them types nothing of their own.
RUNS = (
    "abcdefghijklmnopqrstuvwxyz",
    "qwertyuiopasdfghjklzxcvbnm",
    "01234567890123456789",
    "ㄱㄴㄷㄹㅁㅂㅅㅇㅈㅊㅋㅌㅍㅎ",
)
PRODUCT_NAMES = ("partners", "파트너스", "yeongdeungpo", "영등포")
#: How much of it must be one's own once names are left out.
OWN_PART = 8

TOO_SHORT = _l("Choose a password of at least 15 characters.")
TOO_COMMON = _l("Many people use this password. Choose words that only you would put together.")
TOO_REGULAR = _l("This password only repeats itself or runs along the keyboard. Choose words that you can remember.")
NAMES_ONLY = _l("Your own name or the name of this system is not enough. Add words that nobody expects.")


def weakness(password: str, names: Iterable[str] = ()) -> Any:
    """Why the password may not be chosen, in words for its owner; None when it may.

    `names` are the owner's user name and name.
    """
    if len(password) < SHORTEST_PASSWORD:
        return TOO_SHORT
    folded = "".join(password.casefold().split())
    if password.casefold() in COMMON or folded in COMMON_WITHOUT_BLANKS:
        return TOO_COMMON
    if _repeats(folded) or any(folded in run or folded in run[::-1] for run in RUNS):
        return TOO_REGULAR
    return NAMES_ONLY if _without(folded, names) < OWN_PART else None


def _repeats(text: str) -> bool:
    """Whether it is one piece, again and again (가나가나가나), or hardly more than one character."""
    return len(set(text)) < 4 or (text + text).find(text, 1) < len(text)


def _without(text: str, names: Iterable[str]) -> int:
    """How many characters are left when names are taken out."""
    for name in (*names, *PRODUCT_NAMES):
        folded = "".join(name.casefold().split())
        if len(folded) > 1:
            text = text.replace(folded, "")
    return len(text)
