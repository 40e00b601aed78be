"""The standing of a partner: what lists show, written by whoever knows it."""

from typing import Any

from partners.directory.models import PartnerStanding
from partners.foundation.database import db


def stand(partner_id: int, **values: Any) -> None:
    """Write these columns of the partner's PartnerStanding row, making the row when there is none."""
    row = db.session.get(PartnerStanding, partner_id)
    if row is None:
        row = PartnerStanding(partner_id=partner_id)
        db.session.add(row)
    for name, value in values.items():
        if name not in PartnerStanding.__table__.c:
            raise TypeError(f"A standing has no {name!r}.")
        if getattr(row, name) != value:
            setattr(row, name, value)
