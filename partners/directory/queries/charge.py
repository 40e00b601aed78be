"""Who has partners in charge: of many at once, for what is done to them together."""

from collections.abc import Collection, Iterator, Sequence
from typing import Any

from sqlalchemy import select

from partners.directory.models import Partner
from partners.foundation.database import db

#: Ids in one statement.
AT_ONCE = 1_000
COLUMNS = (Partner.id, Partner.owner_team_id, Partner.owner_id, Partner.trashed_at)


def rows_in_charge(ids: Collection[int], hold: bool = False) -> dict[int, Any]:
    """Of those of these partners that exist: `owner_team_id`, `owner_id`, `trashed_at`.

    `hold`: nobody else changes them until the end of the transaction.
    """
    found: dict[int, Any] = {}
    for some in batches(ids):
        # In the order of their ids, so that two who want the same rows do not wait for each other for ever.
        statement = select(*COLUMNS).where(Partner.id.in_(some)).order_by(Partner.id)
        rows = db.session.execute(statement.with_for_update() if hold else statement)
        found |= {row.id: row for row in rows}
    return found


def batches(ids: Collection[int]) -> Iterator[Sequence[int]]:
    """The ids in their order, so many at a time."""
    ordered = sorted(set(ids))
    return (ordered[start : start + AT_ONCE] for start in range(0, len(ordered), AT_ONCE))
