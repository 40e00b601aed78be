"""How those who keep records answer when a team hands over what it owns."""

from sqlalchemy import ColumnElement, Table, case, null, select, update

from partners.accounts.models import User
from partners.accounts.rules.handing import HandOver
from partners.audit.actions import Changes, record_many
from partners.foundation.database import Model, db


def move_rows(model: type[Model], move: HandOver, action: str) -> int:
    """Give all rows of one team to another; returns how many there were. `action`: how their audit calls it.

    A few statements however many: `version` goes up, so that a form opened before meets the change, and the
    history of each says from whom it came. Whoever answered for a row and does not belong to its new team
    answers for it no longer.
    """
    table: Table = model.__table__  # type: ignore[assignment]
    theirs = table.c.owner_team_id == move.team_id
    members = select(User.id).where(User.team_id == move.to)
    values = {"owner_team_id": move.to, "version": table.c.version + 1}
    stay = theirs
    if "owner_id" in table.c:
        leave = theirs & table.c.owner_id.not_in(members)
        for owner in db.session.scalars(select(table.c.owner_id).where(leave).distinct()).all():
            _tell(model, move, action, theirs & (table.c.owner_id == owner), {"owner_id": (owner, None)})
        stay = theirs & (table.c.owner_id.is_(None) | table.c.owner_id.in_(members))
        values["owner_id"] = case((table.c.owner_id.in_(members), table.c.owner_id), else_=null())
    _tell(model, move, action, stay, {})
    moved = db.session.execute(update(table).where(theirs).values(values))
    db.session.expire_all()
    return int(moved.rowcount)  # type: ignore[attr-defined]


def _tell(model: type[Model], move: HandOver, action: str, which: ColumnElement[bool], more: Changes) -> None:
    changes = {"owner_team_id": (move.team_id, move.to), **more}
    record_many(move.by, action, model, select(model.__table__.c.id).where(which), changes, move.reason)
