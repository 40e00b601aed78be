"""What the desk does by night."""

from partners.accounts.actions import forget_old_attempts, forget_old_grants
from partners.foundation.jobs import daily
from partners.foundation.once import forget_old_keys


@daily(hour=18)
def tidy_the_desk() -> None:
    """03:00 in Seoul: forget what is not needed any more."""
    forget_old_attempts()
    forget_old_grants()
    forget_old_keys()
