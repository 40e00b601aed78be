"""When a team hands over what it keeps (`accounts/events.py`, wired in `reactions.py`)."""

from partners.accounts.actions.handing import move_rows
from partners.accounts.rules.handing import HandOver
from partners.directory.models import Partner


def hand_over_partners(move: HandOver) -> dict[str, int]:
    """Its partners go to the other team. Whether they may is for the one who sent the signal to say."""
    return {"partners": move_rows(Partner, move, "partner:handed_over")}
