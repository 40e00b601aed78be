"""The ways in which many records are changed together: data, one module a kind of records."""

from partners.upkeep.changes.agreements import AGREEMENTS
from partners.upkeep.changes.contacts import CONTACTS
from partners.upkeep.changes.follow_ups import FOLLOW_UPS
from partners.upkeep.changes.kind import Change, Records
from partners.upkeep.changes.partners import PARTNERS

RECORDS: dict[str, Records] = {records.code: records for records in (PARTNERS, FOLLOW_UPS, AGREEMENTS, CONTACTS)}


def find_change(records: Records, code: str) -> Change | None:
    return next((change for change in records.changes if change.code == code), None)


__all__ = ["RECORDS", "Change", "Records", "find_change"]
