"""The standing of a partner: what lists show, written by whoever knows it."""

from collections.abc import Collection, Mapping
from typing import Any

from sqlalchemy import select

from partners.directory.models import PartnerStanding
from partners.directory.rules.next import next_step
from partners.foundation.database import db


def stand(partner_id: int, **values: Any) -> None:
    """Write these columns of the partner's PartnerStanding row, making the row when there is none.

    What comes next follows from the case and the follow-up, so nobody writes it.
    """
    stand_many({partner_id: values})


def hold_standings(partner_ids: Collection[int]) -> dict[int, PartnerStanding]:
    """Lock the standing of these partners until the end of the transaction, and read it afresh; those that have one.

    On PostgreSQL two people may log with one partner at the same moment: the second has to count
    what the first has committed. SQLite lets in one writer at a time anyway.
    """
    found = (
        select(PartnerStanding).where(PartnerStanding.partner_id.in_(partner_ids)).order_by(PartnerStanding.partner_id)
    )
    rows = db.session.scalars(found.with_for_update(), execution_options={"populate_existing": True})
    return {row.partner_id: row for row in rows}


def stand_many(values_of: Mapping[int, Mapping[str, Any]], held: Mapping[int, PartnerStanding] | None = None) -> None:
    """The same for many partners, by their ids; `held`: their rows, from whoever holds them already."""
    rows = hold_standings(values_of) if held is None else held
    for partner_id, values in values_of.items():
        row = rows.get(partner_id) or _new(partner_id)
        for name, value in values.items():
            if name not in PartnerStanding.__table__.c:
                raise TypeError(f"A standing has no {name!r}.")
            _set(row, name, value)
        step = next_step((row.case_action, row.case_due_on), (row.follow_up_title, row.follow_up_due_on))
        _set(row, "next_action", step[0])
        _set(row, "next_due_on", step[1])


def _new(partner_id: int) -> PartnerStanding:
    row = PartnerStanding(partner_id=partner_id, case_action="", follow_up_title="", next_action="", next_due_on=None)
    db.session.add(row)
    return row


def _set(row: PartnerStanding, name: str, value: Any) -> None:
    if getattr(row, name) != value:
        setattr(row, name, value)
