"""What may be done with interactions."""

from partners.foundation.access import Permission


class InteractionPermission(Permission):
    VIEW = "interaction.view"
    LOG = "interaction.log"
    CORRECT = "interaction.correct"
    VOID = "interaction.void"


class FollowUpPermission(Permission):
    VIEW = "follow_up.view"
    EDIT = "follow_up.edit"
