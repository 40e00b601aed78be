"""By which texts an interaction is found. Pure."""

from collections.abc import Iterable
from typing import Protocol

SEARCHED_OF_BODY = 200


class Told(Protocol):
    """What was written of an interaction."""

    @property
    def title(self) -> str: ...
    @property
    def item(self) -> str: ...
    @property
    def recipients_text(self) -> str: ...
    @property
    def body(self) -> str: ...


def texts_of(told: Told, names: Iterable[str]) -> list[str]:
    """Title, item, recipients, every name of its partners, and the beginning of the body."""
    texts = (told.title, told.item, told.recipients_text, *names, (told.body or "")[:SEARCHED_OF_BODY])
    return [text for text in texts if text]
