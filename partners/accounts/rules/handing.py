"""What a team hands over, as those who keep the records hear of it."""

from dataclasses import dataclass

from partners.accounts.rules import SignedIn


@dataclass(frozen=True)
class HandOver:
    """Everything of one team goes to another: their ids, who decided it and why."""

    team_id: int
    to: int
    by: SignedIn
    reason: str
