"""What a team wrote down and has to do."""

from partners.accounts.queries import count_rows
from partners.interactions.models import FollowUp, Interaction


def records_of_team(team_id: int) -> dict[str, int]:
    """How many interactions and follow-ups the team keeps, void and done ones too."""
    return {"interactions": count_rows(Interaction, team_id), "follow_ups": count_rows(FollowUp, team_id)}
