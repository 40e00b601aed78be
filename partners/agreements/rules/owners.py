"""Who may be in charge of a case. Pure."""

from collections.abc import Container
from typing import Any

from partners.agreements.vocabulary import OPEN
from partners.foundation.words import _l

CLOSED = _l("This case is closed: nothing more can be planned.")
OF_ANOTHER_TEAM = _l("The officer in charge must belong to the team in charge. Choose somebody of that team.")


def objection_to_owner(case: Any, owner_id: int | None, officers: Container[int]) -> Any:
    """Why this person cannot be given the case, or None; `officers` of its team may move cases.

    Whoever has it may keep it, even with a closed account or another team.
    """
    if case.state != OPEN:
        return CLOSED
    is_fine = owner_id is None or owner_id == case.owner_id or owner_id in officers
    return None if is_fine else OF_ANOTHER_TEAM
