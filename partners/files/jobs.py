"""What the store does by night."""

from partners.files.queries import hashes_in_use
from partners.files.storage import store
from partners.foundation.jobs import daily


@daily(hour=19)
def tidy_the_store() -> None:
    """04:00 in Seoul: delete contents that no record names, such as those of refused forms."""
    store().tidy(hashes_in_use)
