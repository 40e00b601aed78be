"""When a team hands over what it keeps (`accounts/events.py`, wired in `reactions.py`)."""

from partners.accounts.actions.handing import move_rows
from partners.agreements.models import Agreement


def hand_over_agreements(team_id: int, *, to: int) -> dict[str, int]:
    """Its agreements go to the other team. Whether they may is for the one who sent the signal to say."""
    return {"agreements": move_rows(Agreement, team_id, to)}
