"""The standing of a partner: what lists show, written by whoever knows it."""

from collections.abc import Mapping
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


def stand_many(values_of: Mapping[int, Mapping[str, Any]]) -> None:
    """The same for many partners, by their ids."""
    found = db.session.scalars(select(PartnerStanding).where(PartnerStanding.partner_id.in_(values_of)))
    rows = {row.partner_id: row for row in found}
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
