"""Reading a whole list without holding it: some rows at a time, from a cursor in the database."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import compress
from typing import Any

from sqlalchemy import Row, Select, func, select

from partners.foundation.database import db

#: Enough that asking costs little, few enough that they stay at hand for the processor: 2,000 take a fifth longer.
BATCH = 500


def in_batches(statement: Select[*tuple[Any, ...]], size: int = BATCH) -> Iterator[Sequence[Row[*tuple[Any, ...]]]]:
    """The rows of the statement in its order, in a read transaction of their own.

    The statement runs when the first rows are asked for. Whoever writes meanwhile waits for nobody, and is not seen.
    """
    with db.engine.connect() as connection:
        rows = connection.execution_options(stream_results=True, yield_per=size).execute(statement)
        yield from rows.partitions()


def in_columns(statement: Select[*tuple[Any, ...]], size: int = BATCH) -> Iterator[Mapping[str, Sequence[Any]]]:
    """The same, each batch column by column under their names: what is done to a column alike costs a fraction."""
    for rows in in_batches(statement, size):
        yield dict(zip(rows[0]._fields, zip(*rows, strict=True), strict=True))


def only(batch: Mapping[str, Sequence[Any]], kept: Sequence[bool]) -> Mapping[str, Sequence[Any]]:
    """The batch without the rows that are not kept."""
    return batch if all(kept) else {name: list(compress(values, kept)) for name, values in batch.items()}


def number_of(statement: Select[*tuple[Any, ...]], most: int) -> int:
    """How many rows the statement has, counted to one more than `most`."""
    counted = statement.order_by(None).limit(most + 1).subquery()
    return db.session.scalar(select(func.count()).select_from(counted)) or 0
