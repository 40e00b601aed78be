"""What may be done with interactions."""

from partners.foundation.access import Permission


class InteractionPermission(Permission):
    VIEW = "interaction.view"
    LOG = "interaction.log"
    CORRECT = "interaction.correct"
    VOID = "interaction.void"
