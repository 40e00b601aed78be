"""When a team hands over what it keeps (`accounts/events.py`, wired in `reactions.py`)."""

from partners.accounts.actions.handing import move_rows
from partners.accounts.rules.handing import HandOver
from partners.agreements.models import Agreement, RecruitmentRound


def hand_over_agreements(move: HandOver) -> dict[str, int]:
    """Its agreements and rounds go to the other team. Whether they may is for the one who sent the signal to say."""
    return {
        "agreements": move_rows(Agreement, move, "agreement:handed_over"),
        "recruitment_rounds": move_rows(RecruitmentRound, move, "round:handed_over"),
    }
