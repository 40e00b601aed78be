"""Answers that are written while they leave: longer than what anybody would hold in memory."""

from collections.abc import Generator, Iterator
from contextvars import copy_context
from typing import Self

from partners.foundation.database import db, reads_only


class Streamed:
    """The pieces of an answer, each made in the context of its request, whenever and wherever the server asks for it.

    The request's own transaction is over by then: what is read is read anew, and nothing can be written.
    """

    def __init__(self, pieces: Iterator[bytes]) -> None:
        self._pieces = _only_reading(pieces)
        self._context = copy_context()

    def __iter__(self) -> Self:
        return self

    def __next__(self) -> bytes:
        return self._context.run(next, self._pieces)

    def close(self) -> None:
        """Let go of everything: the server calls it at the end, also when the reader broke off."""
        self._context.run(self._pieces.close)


def _only_reading(pieces: Iterator[bytes]) -> Generator[bytes, None, None]:
    try:
        with reads_only():
            yield from pieces
    finally:
        db.session.remove()
