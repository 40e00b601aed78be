"""What a team keeps here, and what a person answers for."""

from sqlalchemy import func, select

from partners.accounts.queries import count_rows
from partners.directory.models import Partner
from partners.directory.queries.partners import NOT_TRASHED
from partners.foundation.database import db


def partners_of_team(team_id: int) -> dict[str, int]:
    """How many partners the team keeps."""
    return {"partners": count_rows(Partner, team_id)}


def partners_of_person(user_id: int) -> dict[str, int]:
    """For how many partners the person is the officer in charge; those put away are left out."""
    statement = select(func.count()).select_from(Partner).where(Partner.owner_id == user_id, NOT_TRASHED)
    return {"owned_partners": db.session.scalar(statement) or 0}
