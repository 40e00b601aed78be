"""When a body has come to an end, and who may follow it. Pure."""

from collections.abc import Collection
from datetime import date

from partners.directory.rules.places import Objection
from partners.directory.rules.words import HOME
from partners.foundation.words import _l


def is_abolished(valid_to: date | None, successor_id: int | None, today: date) -> bool:
    """Whether the body's last day is over. Merged into another on a day that nobody knows, it is gone too."""
    if valid_to is None:
        return successor_id is not None
    return valid_to < today


def objection_to_hand_over(
    partner_id: int,
    kind: str,
    country: str,
    successor_id: int,
    successor_kind: str,
    successor_country: str,
    *,
    named: int | None,
    going: Collection[str],
    standing: Collection[str],
    reason: str,
) -> Objection:
    """Why the ties of a partner cannot go to another, or None.

    `named` is the successor on record; `going` and `standing` are the types of ties that both have. Whoever
    lies on the other side of the border follows another law, and may not inherit a sister tie.
    """
    if named != successor_id or partner_id == successor_id:
        return "successor_id", _l("Write down this successor on the partner's page first.")
    if successor_kind != kind or (country == HOME) != (successor_country == HOME):
        return "successor_id", _l("A successor is of the same kind, on the same side of the border.")
    if set(going) & set(standing):
        return "successor_id", _l("The successor has such a tie already. End one of both first.")
    if not reason:
        return "reason", _l("Write why the successor takes over.")
    return None


def objection_to_successor(partner_id: int, successor_id: int | None, followed_by: Collection[int]) -> Objection:
    """Nobody succeeds to itself, neither directly nor in a circle. `followed_by`: those who follow the successor."""
    if successor_id is None:
        return None
    if successor_id == partner_id:
        return "successor_id", _l("A partner cannot be its own successor. Write the name of another.")
    if partner_id in followed_by:
        return "successor_id", _l("This successor was itself succeeded by this partner. Check the order of both.")
    return None
