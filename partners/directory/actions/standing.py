"""The standing of a partner: what lists show, written by whoever knows it."""

from typing import Any

from partners.directory.models import PartnerStanding
from partners.directory.rules.next import next_step
from partners.foundation.database import db


def stand(partner_id: int, **values: Any) -> None:
    """Write these columns of the partner's PartnerStanding row, making the row when there is none.

    What comes next follows from the case and the follow-up, so nobody writes it.
    """
    row = db.session.get(PartnerStanding, partner_id)
    if row is None:
        row = PartnerStanding(
            partner_id=partner_id, case_action="", follow_up_title="", next_action="", next_due_on=None
        )
        db.session.add(row)
    for name, value in values.items():
        if name not in PartnerStanding.__table__.c:
            raise TypeError(f"A standing has no {name!r}.")
        _set(row, name, value)
    step = next_step((row.case_action, row.case_due_on), (row.follow_up_title, row.follow_up_due_on))
    _set(row, "next_action", step[0])
    _set(row, "next_due_on", step[1])


def _set(row: PartnerStanding, name: str, value: Any) -> None:
    if getattr(row, name) != value:
        setattr(row, name, value)
