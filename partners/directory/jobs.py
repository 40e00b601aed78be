"""What the directory does by night."""

from partners.directory.actions.pairs import find_contact_pairs, find_partner_pairs, keep_pairs
from partners.directory.models.duplicates import CONTACTS, PARTNERS
from partners.foundation.database import before_writing
from partners.foundation.jobs import daily


@daily(hour=19)
def find_duplicates() -> dict[str, int]:
    """04:00 in Seoul: look for records that may be one. How many pairs wait to be looked at, by kind of record."""
    # Comparing takes seconds in a large office, and nobody is to wait at the write gate meanwhile.
    with before_writing():
        partners, contacts = find_partner_pairs(), find_contact_pairs()
    return {PARTNERS: keep_pairs(PARTNERS, partners), CONTACTS: keep_pairs(CONTACTS, contacts)}
