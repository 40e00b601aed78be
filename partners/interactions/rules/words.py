"""How the codes of this capability read in a record's history."""

from typing import Any

from partners.foundation.words import _l

ACTION_LABELS: dict[str, Any] = {
    "interaction:logged": _l("Logged"),
    "interaction:corrected": _l("Corrected"),
    "interaction:handed_over": _l("Handed over to another team"),
    "interaction:voided": _l("Made void"),
    "interaction:file:attached": _l("File attached"),
    "interaction:file:removed": _l("File removed"),
}

FIELD_LABELS: dict[str, Any] = {
    "partners": _l("Partners"),
    "date": _l("Date"),
    "occurrence_labels": _l("What each date was"),
    "fiscal_year": _l("Fiscal year"),
    "kind": _l("Kind"),
    "direction": _l("Direction"),
    "title": _l("In one line"),
    "item": _l("Item"),
    "amount": _l("Amount"),
    "amount_approx": _l("About (an estimate)"),
    "body": _l("Details"),
    "recipients_unspecified": _l("Recipients not named"),
    "recipients_text": _l("Recipients as written"),
    "our_attendees": _l("Who took part for us"),
    "contacts": _l("Their people"),
    "file": _l("File"),
    "owner_team_id": _l("Team in charge"),
}
