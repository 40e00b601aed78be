"""Keeping the search columns of interactions in step with the names of the partners that they name."""

from typing import Any

from partners.interactions import queries
from partners.interactions.models import Interaction
from partners.lists.textsearch import rebuild_index, rewrite


def follow_names(partner_id: int, **_more: Any) -> None:
    """A partner is called otherwise: what names it is found by its new names (`directory/events.py`)."""
    for texts in queries.texts_by_id(partner_id):
        rewrite(Interaction, texts)


def rebuild_search() -> int:
    """Write the search columns of all interactions anew, and say of how many."""
    number = 0
    for texts in queries.texts_by_id():
        rewrite(Interaction, texts)
        number += len(texts)
    rebuild_index(Interaction)
    return number
