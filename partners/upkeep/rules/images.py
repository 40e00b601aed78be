"""The image of a row: its values as JSON and back, and what differs between two of them. Pure."""

import json
from base64 import b64decode, b64encode
from collections.abc import Mapping, Sequence, Set
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

#: The columns of a row by name; None where there is no row.
Row = Mapping[str, Any] | None


def key_text(key: Sequence[Any]) -> str:
    """A primary key as it is kept."""
    return json.dumps([packed(value) for value in key], ensure_ascii=False, separators=(",", ":"))


def key_values(text: str) -> list[Any]:
    """The values of a kept key; days and the like still packed."""
    values: list[Any] = json.loads(text)
    return values


def difference(before: Row, after: Row, links: Set[str]) -> tuple[Row, Row] | None:
    """What is kept of a row that was changed: the columns that differ and the links; all of one that came or went.

    None when nothing differs. `links` are the columns that point at other rows: they tell whose row it is.
    """
    if before == after:
        return None
    if before is None or after is None:
        return _packed_row(before), _packed_row(after)
    kept = [name for name in before if name in links or before[name] != after[name]]
    return _packed_row({name: before[name] for name in kept}), _packed_row({name: after[name] for name in kept})


def changed_columns(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[str]:
    """The columns that differ between two images of one row."""
    return [name for name in after if before.get(name) != after[name]]


def packed(value: Any) -> Any:
    """A value of a column as JSON can hold it."""
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat() if value.tzinfo else value.isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return str(value)
    return b64encode(value).decode() if isinstance(value, bytes) else value


def unpacked(value: Any, kind: type) -> Any:
    """The value of a column whose values are of this type, exactly as it was."""
    if value is None or isinstance(value, dict | list):
        return value
    if kind in (datetime, date):
        return kind.fromisoformat(value)
    if kind in (Decimal, float):
        return kind(value)
    return b64decode(value) if kind is bytes else value


def _packed_row(row: Row) -> Row:
    return None if row is None else {name: packed(value) for name, value in row.items()}
