"""Column types that mean the same on SQLite and on PostgreSQL."""

from collections.abc import Collection
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import JSON, BindParameter, DateTime, Dialect, Integer, String, bindparam, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.types import TypeDecorator

#: A name that sorts and pages by code point on both databases (가나다 order, Latin before Hangul).
KoreanName = String().with_variant(String(collation="C"), "postgresql")

#: Lists and small maps.
Json = JSON().with_variant(JSONB(), "postgresql")


class UtcDateTime(TypeDecorator[datetime]):
    """An aware moment, stored in UTC. SQLite keeps no zone, so it is put back on reading."""

    impl = DateTime(timezone=True)
    cache_ok = True

    @property
    def python_type(self) -> type[datetime]:
        """What its values are: lists that page by a moment ask."""
        return datetime

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> Any:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("A moment needs its time zone.")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None or value.tzinfo is not None:
            return value
        return value.replace(tzinfo=UTC)


def written(ids: Collection[int]) -> BindParameter[Any]:
    """Ids for `in_`, as numbers in the statement: hundreds of parameters cost more than what is asked with them."""
    return bindparam(None, [int(id) for id in ids], Integer, expanding=True, literal_execute=True)


def holding(condition: str, of_sqlite: str = "") -> dict[str, Any]:
    """The rows that an index holds: an argument of `Index`. `of_sqlite` where that writes the condition otherwise."""
    return {"sqlite_where": text(of_sqlite or condition), "postgresql_where": text(condition)}
