"""Many partners at once: held, and written in a few statements, under the rules that hold for one."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import select, update

from partners.audit.actions import Changes
from partners.directory.models import Partner
from partners.directory.rules.archive import Archived
from partners.foundation.database import db

#: Ids in one statement.
AT_ONCE = 1_000
NOTHING: Changes = {}
COLUMNS = (Partner.id, Partner.owner_team_id, Partner.owner_id, Partner.trashed_at)


def hold_rows(ids: Collection[int]) -> Sequence[Any]:
    """Who has these partners in charge, their rows held until the end of the transaction.

    Raises Archived when one is put away.
    """
    rows: list[Any] = []
    for some in batches(ids):
        # In the order of their ids, so that two who want the same rows do not wait for each other for ever.
        statement = select(*COLUMNS).where(Partner.id.in_(some)).order_by(Partner.id).with_for_update()
        rows += db.session.execute(statement)
    if any(row.trashed_at is not None for row in rows):
        raise Archived()
    return rows


def write_rows(ids: Collection[int], **values: Any) -> None:
    """Write these columns of the partners. Their versions rise: a form that is open meanwhile meets the change."""
    for some in batches(ids):
        statement = update(Partner).where(Partner.id.in_(some)).values(version=Partner.version + 1, **values)
        db.session.execute(statement, execution_options={"synchronize_session": False})


def alike(values: Mapping[int, Any]) -> dict[Any, list[int]]:
    """The ids by the value that they are to get: those that get the same are written together."""
    found: dict[Any, list[int]] = {}
    for one, value in values.items():
        found.setdefault(value, []).append(one)
    return found


def batches(ids: Collection[int]) -> Iterator[Sequence[int]]:
    """The ids in their order, so many at a time."""
    ordered = sorted(set(ids))
    return (ordered[start : start + AT_ONCE] for start in range(0, len(ordered), AT_ONCE))
