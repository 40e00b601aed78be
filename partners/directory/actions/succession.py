"""That a body ends, and which other follows it."""

from collections.abc import Mapping
from typing import Any

from partners.directory import queries
from partners.directory.actions.locks import lock_partners
from partners.directory.rules.succession import objection_to_successor
from partners.foundation.refusals import Refusal


def ensure_may_succeed(partner_id: int, told: Mapping[str, Any], before: Mapping[str, Any]) -> None:
    """Raise Refusal when the successor named is no other partner on file, or follows in a circle."""
    successor_id = told.get("successor_id", before["successor_id"])
    if successor_id is None or successor_id == before["successor_id"]:
        return
    # Both at once, or two people could close a circle from its two ends.
    lock_partners({partner_id, successor_id})
    objection = objection_to_successor(partner_id, successor_id, queries.followers_of(successor_id))
    if objection:
        raise Refusal(objection[1], field=objection[0])
