"""In what order a list is walked, written so that an index can be walked with it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import ColumnElement, Select, SQLColumnExpression, and_, false, literal, or_, tuple_


@dataclass(frozen=True)
class SortKey:
    """A column of the sort. Empty values come last in either direction.

    `coarse`, for the first key: it has few values with many rows each, so that a page is sought within one value.
    `empty`, for the first key: how an index of the rows without a value says so, where another table has the values.
    """

    column: SQLColumnExpression[Any]
    descending: bool = False
    nullable: bool = False
    coarse: bool = False
    empty: ColumnElement[bool] | None = None

    @property
    def is_empty(self) -> ColumnElement[bool]:
        return self.column.is_(None) if self.empty is None else self.empty


@dataclass(frozen=True)
class Stretch:
    """A part of the list that one walk along an index brings: within it nothing of the order is empty."""

    conditions: Sequence[ColumnElement[bool]]
    keys: Sequence[SortKey]
    backward: bool

    def of(self, statement: Select[*tuple[Any, ...]]) -> Select[*tuple[Any, ...]]:
        """The statement's rows of this stretch, in order."""
        return statement.where(*self.conditions).order_by(*in_order(self.keys, self.backward))


def stretches(keys: Sequence[SortKey], seen: Sequence[Any] | None, backward: bool) -> list[Stretch]:
    """What lies behind the place, in order. Rows whose first key is empty are a stretch of their own, at the end;
    so are, where that key is coarse, the rest of the rows with the same value.
    """

    def stretch(
        of: Sequence[SortKey], *conditions: ColumnElement[bool], behind: Sequence[Any] | None = None
    ) -> Stretch:
        return Stretch([*conditions, *_behind_place(of, behind, backward)], of, backward)

    first, rest = keys[0], keys[1:]
    if not first.nullable and not first.coarse:
        return [stretch(keys, behind=seen)]
    full = [replace(first, nullable=False), *rest]
    filled = stretch(full, *([first.column.is_not(None)] if first.nullable else []))
    empty = [stretch(rest, first.is_empty)] if first.nullable and rest else []
    if seen is None:
        return [filled, *empty]
    if seen[0] is None:
        here = stretch(rest, first.is_empty, behind=seen[1:])
        return [here, filled] if backward else [here]
    after = [] if backward else empty
    if not first.coarse:
        return [stretch(full, behind=seen), *after]
    same = stretch(rest, first.column == seen[0], behind=seen[1:])
    return [same, stretch(full, _one_behind(full[0], seen[0], backward)), *after]


def in_order(keys: Sequence[SortKey], backward: bool = False) -> list[ColumnElement[Any]]:
    """What a statement is ordered by, for these keys; `backward` is the other way round."""
    order: list[ColumnElement[Any]] = []
    for key in keys:
        if key.nullable:
            empty_last = key.column.is_(None)
            order.append(empty_last.desc() if backward else empty_last.asc())
        order.append(key.column.desc() if key.descending != backward else key.column.asc())
    return order


def _behind_place(keys: Sequence[SortKey], seen: Sequence[Any] | None, backward: bool) -> list[ColumnElement[bool]]:
    if seen is None:
        return []
    first = keys[0]
    if first.nullable or _as_one(keys, seen, backward) is not None:
        return [_behind(keys, seen, backward)]
    # Where the order turns, databases seek at least the first key, and look at the few rows with the same.
    bound = first.column <= seen[0] if first.descending != backward else first.column >= seen[0]
    return [bound, _behind(keys, seen, backward)]


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
