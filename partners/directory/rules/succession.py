"""When a body has come to an end, and who may follow it. Pure."""

from collections.abc import Collection
from datetime import date

from partners.directory.rules.places import Objection
from partners.foundation.words import _l


def is_abolished(valid_to: date | None, successor_id: int | None, today: date) -> bool:
    """Whether the body's last day is over. Merged into another on a day that nobody knows, it is gone too."""
    if valid_to is None:
        return successor_id is not None
    return valid_to < today


def objection_to_successor(partner_id: int, successor_id: int | None, followed_by: Collection[int]) -> Objection:
    """Nobody succeeds to itself, neither directly nor in a circle. `followed_by`: those who follow the successor."""
    if successor_id is None:
        return None
    if successor_id == partner_id:
        return "successor_id", _l("A partner cannot be its own successor. Write the name of another.")
    if partner_id in followed_by:
        return "successor_id", _l("This successor was itself succeeded by this partner. Check the order of both.")
    return None
