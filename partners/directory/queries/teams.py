"""What a team keeps here."""

from partners.accounts.queries import count_rows
from partners.directory.models import Partner


def partners_of_team(team_id: int) -> dict[str, int]:
    """How many partners the team keeps."""
    return {"partners": count_rows(Partner, team_id)}
