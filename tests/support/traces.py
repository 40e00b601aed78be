"""Fingerprints of the business tables, to show that something changed nothing."""

import hashlib
from typing import Any

from sqlalchemy import select

from partners.foundation.columns import UtcDateTime
from partners.foundation.database import Base
from tests.support.office import Office

#: The ledger's own tables and the audit: they are written whatever the outcome.
LEDGER = frozenset({"user_sessions", "login_attempts", "access_log"})


#: What an act leaves behind even when it was taken back: that it was done, and the keys of its forms; and of tallies
#: the lines that came and went, whose sum is what it was.
OF_ACTS = frozenset({"acts", "act_members", "act_images", "audit_events", "change_values", "used_keys", "tallies"})


def fingerprint(office: Office, apart_from: frozenset[str] = frozenset()) -> dict[str, str]:
    """A digest of the rows of every business table."""
    digests = {}
    with office.reading() as session:
        for table in Base.metadata.sorted_tables:
            if table.name not in LEDGER | apart_from:
                rows = session.execute(select(table).order_by(*table.primary_key.columns)).all()
                digests[table.name] = hashlib.sha256(repr(rows).encode()).hexdigest()
    return digests


#: Made at random or told by the clock: two equal writes differ in them.
CHANCE = frozenset({"salt", "password_hash", "token_digest", "key", "fields"})
#: Rows as they were, with the times that stood in them, and what the database reckons from rows, partly at random;
#: what they became stands in their own tables.
IMAGES = frozenset({"act_images", "trash_rows", "tallies"})


def content(office: Office) -> dict[str, list[dict[str, Any]]]:
    """The rows of every business table without what chance and the clock put into them: to compare two writes."""
    rows = {}
    with office.reading() as session:
        for table in Base.metadata.sorted_tables:
            if table.name not in LEDGER | IMAGES:
                columns = [one for one in table.c if one.name not in CHANCE and not isinstance(one.type, UtcDateTime)]
                found = session.execute(select(*columns).order_by(*table.primary_key.columns)).mappings()
                rows[table.name] = [dict(row) for row in found]
    return rows
