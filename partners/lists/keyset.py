"""Keyset paging: a page begins behind the last row seen, so page 500 costs what page 1 does."""

import base64
import binascii
import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, SQLColumnExpression, and_, false, func, literal, or_, select, tuple_

from partners.foundation.database import db
from partners.foundation.refusals import Refusal
from partners.foundation.words import _, _l

PAGE_SIZE = 50
COUNT_CAP = 10_000
LARGEST_INTEGER = 2**63 - 1
#: The last page that somebody may ask for by its number.
LAST_PAGE_NUMBER = 9_999_999


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
class SortKey:
    """A column of the sort. Empty values come last in either direction.

    `coarse`, for the first key: it has few values with many rows each, so that a page is sought within one value.
    """

    column: SQLColumnExpression[Any]
    descending: bool = False
    nullable: bool = False
    coarse: bool = False


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
    statement: Select[*tuple[Any, ...]], keys: Sequence[SortKey], page: str | None, size: int = PAGE_SIZE
) -> Page:
    """Run the statement for one page. The last key must be unique.

    `page` is empty for the first page, a value that an earlier Page gave, or the number of a page, from 1.
    Raises BadPage, and NoSuchPage when the list has not so many.
    """
    if page and page.isdecimal():
        backward, seen = False, _before_number(statement, keys, page, size)
    else:
        backward, seen = _read(page, keys)
    rows = _rows(statement.add_columns(*_values(keys)), keys, seen, backward, size + 1)
    more = len(rows) > size
    rows = rows[:size]
    if backward:
        rows.reverse()
    return Page(rows=rows, previous=_previous(rows, keys, backward, more, seen), next=_next(rows, keys, backward, more))


def _rows(
    statement: Select[*tuple[Any, ...]], keys: Sequence[SortKey], seen: Sequence[Any] | None, backward: bool, most: int
) -> list[Row[*tuple[Any, ...]]]:
    """So many rows from where the page begins, stretch by stretch: hardly a page needs more than one."""
    rows: list[Row[*tuple[Any, ...]]] = []
    for stretch in _stretches(keys, seen, backward):
        asked = statement.where(*stretch.conditions).order_by(*in_order(stretch.keys, backward))
        rows += db.session.execute(asked.limit(most - len(rows)))
        if len(rows) == most:
            break
    return rows


@dataclass(frozen=True)
class _Stretch:
    """A part of the list that one walk along an index brings: within it nothing of the order is empty."""

    conditions: Sequence[ColumnElement[bool]]
    keys: Sequence[SortKey]


def _stretches(keys: Sequence[SortKey], seen: Sequence[Any] | None, backward: bool) -> list[_Stretch]:
    """What lies behind the place, in order. Rows whose first key is empty are a stretch of their own, at the end;
    so are, where that key is coarse, the rest of the rows with the same value.
    """
    first, rest = keys[0], keys[1:]
    if not first.nullable and not first.coarse:
        return [_Stretch(_behind_place(keys, seen, backward), keys)]
    filled = _Stretch([first.column.is_not(None)] if first.nullable else [], [replace(first, nullable=False), *rest])
    empty = [_Stretch([first.column.is_(None)], rest)] if first.nullable and rest else []
    if seen is None:
        return [filled, *empty]
    if seen[0] is None:
        here = _Stretch([first.column.is_(None), *_behind_place(rest, seen[1:], backward)], rest)
        return [here, filled] if backward else [here]
    after = [] if backward else empty
    if not first.coarse:
        return [_Stretch(_behind_place(filled.keys, seen, backward), filled.keys), *after]
    same = _Stretch([first.column == seen[0], *_behind_place(rest, seen[1:], backward)], rest)
    return [same, _Stretch([_one_behind(filled.keys[0], seen[0], backward)], filled.keys), *after]


def _behind_place(keys: Sequence[SortKey], seen: Sequence[Any] | None, backward: bool) -> list[ColumnElement[bool]]:
    if seen is None:
        return []
    first = keys[0]
    if first.nullable or _as_one(keys, seen, backward) is not None:
        return [_behind(keys, seen, backward)]
    # Where the order turns, databases seek at least the first key, and look at the few rows with the same.
    bound = first.column <= seen[0] if first.descending != backward else first.column >= seen[0]
    return [bound, _behind(keys, seen, backward)]


def is_backward(page: str | None) -> bool:
    """Whether the `page` of an address is the one before a row, not the one behind it."""
    return (page or "").startswith("b")


def window_of(
    statement: Select[*tuple[Any, ...]], keys: Sequence[SortKey], page: str | None, size: int
) -> Select[*tuple[Any, ...]]:
    """So many rows of the statement from where the page begins, in its order: for an IN. Raises BadPage."""
    backward, seen = _read(page, keys)
    if seen is not None:
        statement = statement.where(_behind(keys, seen, backward))
    return statement.order_by(*in_order(keys, backward)).limit(size)


def _before_number(
    statement: Select[*tuple[Any, ...]], keys: Sequence[SortKey], page: str, size: int
) -> Sequence[Any] | None:
    """The keys of the row before a page that is asked for by its number; None for the first.

    Only keys are walked to get there (a late join): what a row shows is fetched for its own page alone.
    """
    if not page.isascii() or len(page.lstrip("0")) > len(str(LAST_PAGE_NUMBER)) or not page.strip("0"):
        raise NoSuchPage(page)
    number = int(page)
    if number == 1:
        return None
    walked = statement.with_only_columns(*_values(keys), maintain_column_froms=True).order_by(*in_order(keys, False))
    # One row more than those before: an empty page is no page.
    rows = db.session.execute(walked.offset((number - 1) * size - 1).limit(2)).all()
    if len(rows) < 2:
        raise NoSuchPage(page)
    return list(rows[0])


def _values(keys: Sequence[SortKey]) -> list[ColumnElement[Any]]:
    return [key.column.label(f"_key{index}") for index, key in enumerate(keys)]


def count_of(statement: Select[*tuple[Any, ...]], cap: int | None = COUNT_CAP) -> Count:
    """Count the rows of a statement, up to the cap; without one to the end."""
    inner = statement.order_by(None).limit(None if cap is None else cap + 1).subquery()
    number = db.session.scalar(select(func.count()).select_from(inner)) or 0
    return Count(number, False) if cap is None else Count(min(number, cap), number > cap)


def in_order(keys: Sequence[SortKey], backward: bool = False) -> list[ColumnElement[Any]]:
    """What a statement is ordered by, for these keys; `backward` is the other way round."""
    order: list[ColumnElement[Any]] = []
    for key in keys:
        if key.nullable:
            empty_last = key.column.is_(None)
            order.append(empty_last.desc() if backward else empty_last.asc())
        order.append(key.column.desc() if key.descending != backward else key.column.asc())
    return order


def _behind(keys: Sequence[SortKey], seen: Sequence[Any], backward: bool) -> ColumnElement[bool]:
    # (a, b, c) behind (x, y, z): a behind x, or a = x and b behind y, or …
    whole = _as_one(keys, seen, backward)
    if whole is not None:
        return whole
    branches = []
    for index, key in enumerate(keys):
        equal = [_equal(keys[i].column, seen[i]) for i in range(index)]
        branches.append(and_(*equal, _one_behind(key, seen[index], backward)))
    return or_(*branches)


def _as_one(keys: Sequence[SortKey], seen: Sequence[Any], backward: bool) -> ColumnElement[bool] | None:
    """Keys that run one way and are never empty are compared as one: databases seek such a place in the index.

    Of the same condition in branches they would read every row before it.
    """
    if any(key.nullable for key in keys) or len({key.descending for key in keys}) > 1:
        return None
    columns = tuple_(*(key.column for key in keys))
    values = tuple_(*(literal(value, key.column.label(None).type) for key, value in zip(keys, seen, strict=True)))
    return columns < values if keys[0].descending != backward else columns > values


def _equal(column: SQLColumnExpression[Any], value: Any) -> ColumnElement[bool]:
    return column.is_(None) if value is None else column == value


def _one_behind(key: SortKey, value: Any, backward: bool) -> ColumnElement[bool]:
    column = key.column
    if value is None:
        # Empty ones come last: behind them nothing, before them all that is filled.
        return column.is_not(None) if backward else false()
    behind = column < value if key.descending != backward else column > value
    return or_(behind, column.is_(None)) if key.nullable and not backward else behind


def _previous(
    rows: Sequence[Row[*tuple[Any, ...]]], keys: Sequence[SortKey], backward: bool, more: bool, seen: object
) -> str | None:
    there_is = more if backward else seen is not None
    return _write("b", rows[0], keys) if rows and there_is else None


def _next(rows: Sequence[Row[*tuple[Any, ...]]], keys: Sequence[SortKey], backward: bool, more: bool) -> str | None:
    return _write("a", rows[-1], keys) if rows and (more or backward) else None


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
