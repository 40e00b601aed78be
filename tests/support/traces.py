"""Fingerprints of the business tables, to show that something changed nothing."""

import hashlib

from sqlalchemy import select

from partners.foundation.database import Base
from tests.support.office import Office

#: The ledger's own tables and the audit: they are written whatever the outcome.
LEDGER = frozenset({"user_sessions", "login_attempts", "access_log"})


def fingerprint(office: Office) -> dict[str, str]:
    """A digest of the rows of every business table."""
    digests = {}
    with office.reading() as session:
        for table in Base.metadata.sorted_tables:
            if table.name not in LEDGER:
                rows = session.execute(select(table).order_by(*table.primary_key.columns)).all()
                digests[table.name] = hashlib.sha256(repr(rows).encode()).hexdigest()
    return digests
