"""What lists do by night."""

from partners.foundation.jobs import daily
from partners.lists.tallies import fold_tallies


@daily(hour=19)
def fold_what_was_tallied() -> None:
    """04:00 in Seoul: make one line of the day's lines of each tally."""
    fold_tallies()
