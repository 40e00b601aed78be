"""Keyset paging: a page begins behind the last row seen, so page 500 costs what page 1 does."""

import base64
import binascii
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, Subquery, func, literal, select, union_all

from partners.foundation.database import db
from partners.foundation.refusals import Refusal
from partners.foundation.words import _, _l
from partners.lists.order import SortKey as SortKey
from partners.lists.order import Stretch, in_order, stretches

PAGE_SIZE = 50
COUNT_CAP = 10_000
LARGEST_INTEGER = 2**63 - 1
#: The last page that somebody may ask for by its number.
LAST_PAGE_NUMBER = 9_999_999

#: Makes of the records of a page the statement of what it shows: they are the table `found`, to be joined.
Shown = Callable[[Subquery], Select[*tuple[Any, ...]]]


class BadPage(Refusal):
    """The `page` of an address is not one that we gave out."""

    status = 400

    def __init__(self) -> None:
        super().__init__(_l("This page address is not complete. Start again from the first page."))


class NoSuchPage(Refusal):
    """The list ends before the page that somebody asked for by its number."""

    status = 404

    def __init__(self, number: str) -> None:
        super().__init__(_("This list has no page %(number)s. Start again from the first page.", number=number[:20]))


@dataclass(frozen=True)
class Page:
    """One page of a list: its rows, and the `page` values of its neighbours (None: there is none)."""

    rows: Sequence[Row[*tuple[Any, ...]]]
    previous: str | None
    next: str | None


@dataclass(frozen=True)
class Count:
    """How many there are, counted up to a cap: beyond it one says "10,000+"."""

    number: int
    capped: bool


def page_of(
    statement: Select[*tuple[Any, ...]],
    keys: Sequence[SortKey],
    page: str | None,
    size: int = PAGE_SIZE,
    shown: Shown | None = None,
) -> Page:
    """Run the statement for one page. The last key must be unique.

    `page` is empty for the first page, a value that an earlier Page gave, or the number of a page, from 1.
    `shown` makes of the records of the page, a table with the columns of `statement`, what the page shows of them
    (a late join): then the statement selects no more than ids, and what filters and sorts needs nothing else.
    Raises BadPage, and NoSuchPage when the list has not so many.
    """
    number = _number(page) if page and page.isdecimal() else 1
    backward, seen = (False, None) if page and page.isdecimal() else _read(page, keys)
    rows = _walked(statement, stretches(keys, seen, backward), keys, size + 1, (number - 1) * size, shown)
    if number > 1 and not rows:
        raise NoSuchPage(str(number))
    more = len(rows) > size
    rows = rows[:size]
    if backward:
        rows.reverse()
    has_before = more if backward else seen is not None or number > 1
    return Page(
        rows=rows,
        previous=_write("b", rows[0], keys) if rows and has_before else None,
        next=_write("a", rows[-1], keys) if rows and (more or backward) else None,
    )


def is_onward(page: str | None) -> bool:
    """Whether the `page` of an address is the first, or the one behind a row: not one before it, nor a number."""
    return not page or page.startswith("a")


def window_of(
    statement: Select[*tuple[Any, ...]], keys: Sequence[SortKey], page: str | None, size: int
) -> Select[*tuple[Any, ...]]:
    """So many rows of the statement from where the page begins, in its order: for an IN. Raises BadPage."""
    backward, seen = _read(page, keys)
    (window,) = stretches(keys, seen, backward)
    return window.of(statement).limit(size)


def _number(page: str) -> int:
    """The number of a page. Raises NoSuchPage for one that no list reaches."""
    if not page.isascii() or len(page.lstrip("0")) > len(str(LAST_PAGE_NUMBER)) or not page.strip("0"):
        raise NoSuchPage(page)
    return int(page)


def _walked(
    statement: Select[*tuple[Any, ...]],
    parts: Sequence[Stretch],
    keys: Sequence[SortKey],
    most: int,
    skip: int,
    shown: Shown | None,
) -> list[Row[*tuple[Any, ...]]]:
    """So many rows behind those that are skipped."""
    begun, skip = _begun(statement, parts, skip)
    walked = _chained(statement.add_columns(*_values(keys)), begun, keys, most, skip)
    backward = parts[0].backward
    return list(db.session.execute(walked if shown is None else _late(walked, keys, backward, shown)))


def _begun(statement: Select[*tuple[Any, ...]], parts: Sequence[Stretch], skip: int) -> tuple[Sequence[Stretch], int]:
    """The stretch in which so many rows have been skipped and those after it, and how many are skipped in it."""
    while skip and len(parts) > 1 and (before := count_of(parts[0].of(statement), skip)).number < skip:
        parts, skip = parts[1:], skip - before.number
    return parts, skip


def _chained(
    statement: Select[*tuple[Any, ...]], parts: Sequence[Stretch], keys: Sequence[SortKey], most: int, skip: int
) -> Select[*tuple[Any, ...]]:
    """The rows of one stretch after the other: the next is only walked where those before it end too early."""
    first = parts[0].of(statement).limit(most)
    first = first.offset(skip) if skip else first
    if len(parts) == 1:
        return first
    walks = [first.cte()]
    for part in parts[1:]:
        found = sum((select(func.count()).select_from(walk).scalar_subquery() for walk in walks), literal(0))
        walks.append(part.of(statement).where(found < most).limit(most).cte())
    united = union_all(*(select(walk) for walk in walks)).subquery()
    return select(united).order_by(*in_order(_keys_in(united, keys), parts[0].backward)).limit(most)


def _late(
    walked: Select[*tuple[Any, ...]], keys: Sequence[SortKey], backward: bool, shown: Shown
) -> Select[*tuple[Any, ...]]:
    """What is shown of the rows walked, in the same order."""
    found = walked.subquery()
    order = _keys_in(found, keys)
    return shown(found).add_columns(*(key.column for key in order)).order_by(*in_order(order, backward))


def _keys_in(table: Subquery, keys: Sequence[SortKey]) -> list[SortKey]:
    """The same keys, as columns of rows that were found."""
    return [replace(key, column=table.c[f"_key{index}"]) for index, key in enumerate(keys)]


def _values(keys: Sequence[SortKey]) -> list[ColumnElement[Any]]:
    return [key.column.label(f"_key{index}") for index, key in enumerate(keys)]


def count_of(statement: Select[*tuple[Any, ...]], cap: int | None = COUNT_CAP) -> Count:
    """Count the rows of a statement, up to the cap; without one to the end."""
    inner = statement.order_by(None).limit(None if cap is None else cap + 1).subquery()
    return up_to(cap, db.session.scalar(select(func.count()).select_from(inner)) or 0)


def up_to(cap: int | None, number: int) -> Count:
    """How many there are, said up to the cap; without one to the end."""
    return Count(number, False) if cap is None else Count(min(number, cap), number > cap)


def _write(direction: str, row: Row[*tuple[Any, ...]], keys: Sequence[SortKey]) -> str:
    values = [_packed(row._mapping[f"_key{index}"]) for index in range(len(keys))]
    text = json.dumps(values, ensure_ascii=False, separators=(",", ":"))
    return direction + base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")


def _read(page: str | None, keys: Sequence[SortKey]) -> tuple[bool, list[Any] | None]:
    if not page:
        return False, None
    try:
        raw = base64.b64decode(page[1:] + "=" * (-len(page[1:]) % 4), altchars=b"-_", validate=True)
        values = [_unpacked(value) for value in json.loads(raw)]
    except (ValueError, TypeError, KeyError, RecursionError, binascii.Error) as error:
        raise BadPage() from error
    if page[0] not in "ab" or len(values) != len(keys):
        raise BadPage()
    if not all(_fits(key, value) for key, value in zip(keys, values, strict=True)):
        raise BadPage()
    return page[0] == "b", values


def _fits(key: SortKey, value: Any) -> bool:
    # A value of another type would be an error of the database, not of the address.
    if value is None:
        return key.nullable
    if isinstance(value, int) and abs(value) > LARGEST_INTEGER:
        return False
    if isinstance(value, str) and not value.isprintable():
        return False
    if isinstance(value, datetime) and value.tzinfo is None:
        return False
    return type(value) is key.column.label(None).type.python_type


def _packed(value: Any) -> Any:
    if isinstance(value, datetime):
        return {"t": value.isoformat()}
    if isinstance(value, date):
        return {"d": value.isoformat()}
    return value


def _unpacked(value: Any) -> Any:
    if isinstance(value, dict):
        return datetime.fromisoformat(value["t"]) if "t" in value else date.fromisoformat(value["d"])
    if isinstance(value, str | int | float | None):
        return value
    raise ValueError("not a key")
