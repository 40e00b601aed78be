"""How those who keep records answer when a team hands over what it owns."""

from sqlalchemy import Table, case, null, select, update

from partners.accounts.models import User
from partners.foundation.database import Model, db


def move_rows(model: type[Model], team_id: int, to: int) -> int:
    """Give all rows of one team to another; returns how many there were.

    One statement however many: `version` goes up, so that a form opened before meets the change. Whoever
    answered for a row and does not belong to its new team answers for it no longer.
    """
    table: Table = model.__table__  # type: ignore[assignment]
    values = {"owner_team_id": to, "version": table.c.version + 1}
    if "owner_id" in table.c:
        members = select(User.id).where(User.team_id == to)
        values["owner_id"] = case((table.c.owner_id.in_(members), table.c.owner_id), else_=null())
    moved = db.session.execute(update(table).where(table.c.owner_team_id == team_id).values(values))
    db.session.expire_all()
    return int(moved.rowcount)  # type: ignore[attr-defined]
