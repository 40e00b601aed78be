"""When a team hands over what it keeps (`accounts/events.py`, wired in `reactions.py`)."""

from sqlalchemy import select, update

from partners.accounts.rules.handing import HandOver
from partners.foundation.database import db
from partners.upkeep.models import TrashEntry, TrashRow

AT_ONCE = 500


def hand_over_trash(move: HandOver) -> dict[str, int]:
    """What lies in the trash comes back to the team that took its place, and that team's officers bring it back.

    It is not counted among what a team owns: to everybody but the trash it is gone. The line of the team says why.
    """
    theirs = update(TrashEntry).where(TrashEntry.owner_team_id == move.team_id).values(owner_team_id=move.to)
    db.session.execute(theirs, execution_options={"synchronize_session": False})
    for row in db.session.scalars(select(TrashRow).execution_options(yield_per=AT_ONCE)):
        if row.image.get("owner_team_id") == move.team_id:
            row.image = {**row.image, "owner_team_id": move.to}
    db.session.flush()
    db.session.expire_all()
    return {}
