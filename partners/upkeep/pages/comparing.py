"""Two records side by side, field by field: what differs, and whose value stays."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Protocol

from partners.directory.rules.merging import Choice, Side, agree, default_of, is_empty


@dataclass(frozen=True)
class Row:
    """One choice: both values as they read, and whose stays."""

    choice: Choice
    label: Any
    kept: str
    gone: str
    is_conflict: bool
    chosen: Side

    @property
    def sides(self) -> Sequence[Side]:
        """What may be chosen."""
        return (Side.KEPT, Side.GONE, Side.BOTH) if self.choice.joins and self.kept and self.gone else tuple(Side)[:2]


class Told(Protocol):
    """How a choice is called, and how what a record says of it reads."""

    def label(self, choice: Choice) -> Any: ...
    def text(self, choice: Choice, values: Mapping[str, Any], is_kept: bool) -> str: ...


@dataclass(frozen=True)
class Comparison:
    """The values of two records, and what was chosen of them so far."""

    choices: Sequence[Choice]
    kept: Mapping[str, Any]
    gone: Mapping[str, Any]
    sides: Mapping[str, Side]
    told: Told

    @cached_property
    def rows(self) -> Sequence[Row]:
        """What differs, in the order of the form."""
        return [self._row(choice) for choice in self.choices if not agree(choice, self.kept, self.gone)]

    @property
    def equal(self) -> Sequence[tuple[Any, str]]:
        """What both say alike."""
        same = [choice for choice in self.choices if agree(choice, self.kept, self.gone)]
        return [
            (self.told.label(choice), self.told.text(choice, self.kept, True))
            for choice in same
            if not is_empty(choice, self.kept)
        ]

    @property
    def conflicts(self) -> int:
        return sum(row.is_conflict for row in self.rows)

    def _row(self, choice: Choice) -> Row:
        empty = is_empty(choice, self.kept), is_empty(choice, self.gone)
        return Row(
            choice,
            self.told.label(choice),
            self.told.text(choice, self.kept, True),
            self.told.text(choice, self.gone, False),
            not any(empty),
            self.sides.get(choice.name, default_of(choice, self.kept, self.gone)),
        )
