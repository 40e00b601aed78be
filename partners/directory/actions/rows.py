"""Many partners at once: held, and written in a few statements, under the rules that hold for one."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from sqlalchemy import update

from partners.audit.actions import Changes
from partners.directory.models import Partner
from partners.directory.queries.charge import batches, rows_in_charge
from partners.directory.rules.archive import Archived
from partners.foundation.database import db

NOTHING: Changes = {}


def hold_rows(ids: Collection[int]) -> Sequence[Any]:
    """Who has these partners in charge, their rows held until the end of the transaction.

    Raises Archived when one is put away.
    """
    rows = rows_in_charge(ids, hold=True).values()
    if any(row.trashed_at is not None for row in rows):
        raise Archived()
    return list(rows)


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
