"""The forms of interactions and follow-ups."""

from partners.interactions.forms.records import (
    CorrectForm,
    InteractionForm,
    LogForm,
    VoidForm,
    written_in,
)

__all__ = ["CorrectForm", "InteractionForm", "LogForm", "VoidForm", "written_in"]
