"""The officer in charge of a partner, and what becomes of it when the team changes."""

from collections.abc import Mapping
from typing import Any

from partners.accounts.queries import find_officer
from partners.directory.rules.owners import objection_to_owner
from partners.foundation.refusals import Refusal


def owner_of(told: Mapping[str, Any], before: Mapping[str, Any]) -> int | None:
    """The owner that a record has once this was told of it.

    An owner who was there stays while the team does, even if the account is closed meanwhile; a new
    team leaves an owner of the old one behind. Raises Refusal for somebody chosen of another team.
    """
    team_id = told.get("owner_team_id", before.get("owner_team_id"))
    owner_id: int | None = told.get("owner_id", before.get("owner_id"))
    same_owner, same_team = owner_id == before.get("owner_id"), team_id == before.get("owner_team_id")
    if owner_id is None or (same_owner and same_team):
        return owner_id
    objection = objection_to_owner(team_id, find_officer(owner_id))
    if objection is None:
        return owner_id
    if same_owner:
        return None
    raise Refusal(objection[1], field=objection[0])
