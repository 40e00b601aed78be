"""What may be done with interactions and follow-ups."""

from typing import Any

from werkzeug.exceptions import Forbidden

from partners.foundation.access import Permission, may


class InteractionPermission(Permission):
    VIEW = "interaction.view"
    LOG = "interaction.log"
    CORRECT = "interaction.correct"
    VOID = "interaction.void"


class FollowUpPermission(Permission):
    VIEW = "follow_up.view"
    EDIT = "follow_up.edit"


def may_work_on(person: Any, follow_up: Any) -> bool:
    """Whether the person may finish or change this follow-up: its team, whoever is to do it, or a manager."""
    if not may(person, FollowUpPermission.EDIT):
        return False
    return may(person, FollowUpPermission.EDIT, follow_up) or follow_up.assignee_id == person.id


def ensure_work_on(person: Any, follow_up: Any) -> None:
    """Raise Forbidden unless the person may work on it."""
    if not may_work_on(person, follow_up):
        raise Forbidden()
