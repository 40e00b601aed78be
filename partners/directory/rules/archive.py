"""보관: when a partner may be put away, and that nothing is done with one that is. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from partners.foundation.refusals import Refusal
from partners.foundation.words import _l


class Archived(Refusal):
    """The partner is put away: it can be read, and a manager can bring it back; nothing else."""

    status = 410

    def __init__(self) -> None:
        # Without its name: it may be a person's.
        super().__init__(
            _l("This partner is archived and can only be read. A manager can bring it back on its page."),
            field="partners",
        )


class Merged(Refusal):
    """The record was merged into another one, and its address leads there.

    `argument`: what an address calls its id. `address`: what it has to say instead. `name` is what it was called.
    """

    status = 410

    def __init__(self, argument: str, id: int, address: Mapping[str, int], name: str = "") -> None:
        super().__init__(_l("This record was merged into another one. Open that one instead."), field="partners")
        self.argument = argument
        self.id = id
        self.address = address
        self.name = name


class Hold(StrEnum):
    """What keeps a partner from being put away."""

    TIE = "tie"
    CASE = "case"
    FOLLOW_UP = "follow_up"


HOLD_SENTENCES: dict[Hold, Any] = {
    Hold.TIE: _l("A tie with it still stands. End the tie first."),
    Hold.CASE: _l("An agreement with it is under way. End the case first."),
    Hold.FOLLOW_UP: _l("A follow-up with it is still open. Complete or cancel it first."),
}


@dataclass(frozen=True)
class Holding:
    """One thing that holds a partner: what it is and how it is called; the id of the case, if it is one."""

    hold: Hold
    name: str
    id: int | None = None


class Held(Refusal):
    """The partner cannot be put away; `holdings` say what stands in the way."""

    def __init__(self, holdings: list[Holding]) -> None:
        super().__init__(_l("This partner cannot be archived yet. Settle what is listed below first."))
        self.holdings = holdings
