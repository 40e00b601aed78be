"""What upkeep does by night."""

from partners.foundation.jobs import daily
from partners.upkeep.actions.destroying import destroy_due
from partners.upkeep.actions.forgetting import forget_old_acts


@daily(hour=20)
def settle_old_acts() -> None:
    """05:00 in Seoul: acts that can no longer be taken back lose the rows as they were."""
    forget_old_acts()


@daily(hour=18)
def empty_the_trash() -> None:
    """03:00 in Seoul, before the store of files is tidied: destroy what has been in the trash for its time."""
    destroy_due()
