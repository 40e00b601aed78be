"""How far an act on many records is, as its dialog shows it."""

from dataclasses import dataclass

from flask import url_for

from partners.foundation.forms import CreateForm
from partners.foundation.progress import Stand
from partners.upkeep.rules.progress import Step, share_done, step_in_words


@dataclass(frozen=True)
class ProgressPage:
    """What whoever waits is told."""

    stand: Stand

    @property
    def step(self) -> Step:
        return Step(self.stand.step)

    @property
    def words(self) -> str:
        return step_in_words(self.step, self.stand.done, self.stand.of)

    @property
    def share(self) -> float | None:
        return share_done(self.step, self.stand.done, self.stand.of)

    @property
    def mark(self) -> str:
        """Changes a few times only: whoever listens is told then, and not at each look."""
        return f"{self.step}-{int((self.share or 0) * 4)}"


def sending_key(form: CreateForm) -> str:
    """Under which whoever sends a form follows it; bound to the sending, as is what it makes."""
    return (form.once.data or "")[:64] or "unknown"


def undoing_key(act_id: int) -> str:
    """Under which whoever takes an act back follows it."""
    return f"undo-{act_id}"


def undoing_url(act_id: int) -> str:
    return url_for("upkeep.progress", key=undoing_key(act_id))
