"""What a team wrote down and has to do, and what waits for a person."""

from sqlalchemy import func, select

from partners.accounts.queries import count_rows
from partners.foundation.database import db
from partners.interactions.models import FollowUp, Interaction
from partners.interactions.queries.follow_ups import OPEN


def records_of_team(team_id: int) -> dict[str, int]:
    """How many interactions and follow-ups the team keeps, void and done ones too."""
    return {"interactions": count_rows(Interaction, team_id), "follow_ups": count_rows(FollowUp, team_id)}


def follow_ups_of_person(user_id: int) -> dict[str, int]:
    """How many follow-ups the person still has to do."""
    statement = select(func.count()).select_from(FollowUp).where(FollowUp.assignee_id == user_id, *OPEN)
    return {"open_follow_ups": db.session.scalar(statement) or 0}
