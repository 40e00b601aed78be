"""Who may be in charge of a partner. Pure."""

from typing import Any

from partners.directory.rules.places import Objection
from partners.foundation.words import _l


def objection_to_owner(team_id: int | None, officer: Any) -> Objection:
    """The officer in charge is an enabled user of the team in charge. `officer` has `team_id`, `disabled_at`; or is None."""
    if officer is None:
        return "owner_id", _l("This person has no account. Choose somebody of the team in charge.")
    if officer.disabled_at is not None:
        return "owner_id", _l("This account is closed. Choose somebody of the team in charge.")
    if officer.team_id != team_id:
        return "owner_id", _l("The officer in charge must belong to the team in charge. Choose somebody of that team.")
    return None
