"""What a team has under way and had."""

from partners.accounts.queries import count_rows
from partners.agreements.models import Agreement, RecruitmentRound


def agreements_of_team(team_id: int) -> dict[str, int]:
    """How many agreements the team keeps, ended ones too, and its rounds of recruitment."""
    return {"agreements": count_rows(Agreement, team_id), "recruitment_rounds": count_rows(RecruitmentRound, team_id)}
