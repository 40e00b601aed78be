"""What two records have of which there can be one only, and who decides which of both stays. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass

from partners.foundation.refusals import Refusal
from partners.foundation.words import Words, _l

AGREEMENT = "agreement"


class NotOne(Refusal):
    """The two cannot be merged; `sentences` say why, each what to do."""

    def __init__(self, sentences: Sequence[Words]) -> None:
        super().__init__(sentences[0])
        self.sentences = sentences


@dataclass(frozen=True)
class Twin:
    """A type of tie that stands with both: the ids of the two, and how each came to stand."""

    type: str
    kept_id: int
    kept_origin: str
    gone_id: int
    gone_origin: str

    @property
    def are_both_agreed(self) -> bool:
        """Whether each was made by an agreement of its own."""
        return self.kept_origin == self.gone_origin == AGREEMENT

    @property
    def default_id(self) -> int:
        """The one that stays unless somebody chooses: what an agreement made is proved."""
        return self.gone_id if self.gone_origin == AGREEMENT else self.kept_id

    def may_stay(self, tie_id: int) -> bool:
        """A tie that was taken over never replaces one that an agreement made, with its gates and its resolution."""
        if tie_id not in (self.kept_id, self.gone_id):
            return False
        return AGREEMENT not in (self.kept_origin, self.gone_origin) or tie_id == self.default_id


def objections_to_twins(twins: Sequence[Twin], decides: bool) -> list[Words]:
    """Why ties that stand with both keep them apart. `decides`: the person may say which of both stays."""
    if any(twin.are_both_agreed for twin in twins):
        return [
            _l(
                "Each of both has a tie of the same type that an agreement made. "
                "Look at the two agreements, and end the tie that does not stand, before you merge."
            )
        ]
    if twins and not decides:
        return [_l("The same tie stands with both. A manager has to merge these two and say which of both ties stays.")]
    return []


CASES_OF_BOTH = _l("Both have an agreement under way in the same pipeline. End one of both cases first.")
