"""When a sister city has fallen silent: the one definition, for lists, the board, the map and the review. Pure.

An active sister tie, and nothing on record since the beginning of the business year, neither with the city itself
nor with an institution related to it (design/house.md: "Silent partner"). Ties that are dormant or suspended are
known to be silent and are not counted.
"""

from collections.abc import Iterable

#: Type and status of the tie that asks to be kept alive.
KEPT_ALIVE = ("sister", "active")


def is_silent(ties: Iterable[tuple[str, str]], last_contact_year: int | None, year: int) -> bool:
    """Whether one of the ties (type, status) is to be kept alive, and the last record is of an earlier year."""
    return KEPT_ALIVE in ties and is_without_contact(last_contact_year, year)


def is_without_contact(last_contact_year: int | None, year: int) -> bool:
    """Whether the latest fiscal year with a record (None: there is none) lies before this one."""
    return last_contact_year is None or last_contact_year < year
