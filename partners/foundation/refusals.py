"""A refusal: the domain says no in words that a person can act on."""

from typing import Any


class Refusal(Exception):
    """Something may not be done. The message says why and what to do; `field` names where it shows.

    A form shows it at the field with status 422; elsewhere it becomes a page of its own.
    Nothing of the request is stored.
    """

    status = 422

    def __init__(self, message: Any, field: str | None = None) -> None:
        super().__init__(str(message))
        self.message = message
        self.field = field


class Stale(Refusal):
    """Somebody else changed the record after it was opened."""

    status = 409
