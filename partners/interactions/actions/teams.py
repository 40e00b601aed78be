"""When a team hands over what it keeps (`accounts/events.py`, wired in `reactions.py`)."""

from partners.accounts.actions.handing import move_rows
from partners.accounts.rules.handing import HandOver
from partners.interactions.models import FollowUp, Interaction


def hand_over_records(move: HandOver) -> dict[str, int]:
    """Its interactions and follow-ups go to the other team. Whether they may is for who sent the signal to say."""
    return {
        "interactions": move_rows(Interaction, move, "interaction:handed_over"),
        "follow_ups": move_rows(FollowUp, move, "follow_up:handed_over"),
    }
