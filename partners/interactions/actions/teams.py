"""When a team hands over what it keeps (`accounts/events.py`, wired in `reactions.py`)."""

from partners.accounts.actions.handing import move_rows
from partners.interactions.models import FollowUp, Interaction


def hand_over_records(team_id: int, *, to: int) -> dict[str, int]:
    """Its interactions and follow-ups go to the other team. Whether they may is for who sent the signal to say."""
    return {"interactions": move_rows(Interaction, team_id, to), "follow_ups": move_rows(FollowUp, team_id, to)}
