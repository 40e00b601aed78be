"""The steps of an act on many records, for whoever waits for it. Pure."""

from enum import StrEnum
from typing import Any

from partners.foundation.words import _l


class Step(StrEnum):
    LOOKING = "looking"
    CHANGING = "changing"
    MERGING = "merging"
    PUTTING_BACK = "putting_back"
    FINISHING = "finishing"


STEP_WORDS: dict[Step, Any] = {
    Step.LOOKING: _l("Looking at the records as they are now"),
    Step.CHANGING: _l("Changing: %(done)s of %(of)s"),
    Step.MERGING: _l("Carrying everything over to the record that stays"),
    Step.PUTTING_BACK: _l("Putting back: %(done)s of %(of)s"),
    Step.FINISHING: _l("Finishing"),
}


def step_in_words(step: Step, done: int, of: int) -> str:
    """Such as "3,200 / 5,000건 바꾸는 중"."""
    return str(STEP_WORDS[step]) % {"done": f"{done:,}", "of": f"{of:,}"}


def share_done(step: Step, done: int, of: int) -> float | None:
    """From 0 to 1; None where nobody counts."""
    if of:
        return done / of
    return 1.0 if step is Step.FINISHING else None
