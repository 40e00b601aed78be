"""When a team hands over what it keeps (`accounts/events.py`, wired in `reactions.py`)."""

from partners.accounts.actions.handing import move_rows
from partners.directory.models import Partner


def hand_over_partners(team_id: int, *, to: int) -> dict[str, int]:
    """Its partners go to the other team. Whether they may is for the one who sent the signal to say."""
    return {"partners": move_rows(Partner, team_id, to)}
