"""How acts, tables and fields of upkeep are called. Pure."""

from typing import Any

from partners.foundation.words import _l

#: By `Act.kind`.
ACT_LABELS: dict[str, Any] = {
    "bulk": _l("Changed together"),
    "merge": _l("Merging of two records"),
}

#: What an act changed rows of; tables that are not named here count as what belongs to the records.
TABLE_LABELS: dict[str, Any] = {
    "partners": _l("Partners"),
    "partner_tags": _l("Tags on partners"),
    "tags": _l("Tags"),
    "partner_aliases": _l("Other names"),
    "partner_channels": _l("Channels"),
    "partner_standings": _l("What lists show of partners"),
    "contacts": _l("Contacts"),
    "contact_posts": _l("Posts of contacts"),
    "ties": _l("Ties"),
    "documents": _l("Documents"),
    "agreements": _l("Agreements"),
    "interactions": _l("Interactions"),
    "interaction_partners": _l("Interactions naming a partner"),
    "follow_ups": _l("Follow-ups"),
}
OTHER_ROWS = _l("What belongs to them")

FIELD_LABELS: dict[str, Any] = {
    "title": _l("What is to be done"),
    "due_on": _l("Due"),
    "assignee": _l("Assignee"),
    "outcome": _l("What came of it"),
    "follow_up": _l("Follow-up"),
    "done": _l("State"),
    "archived": _l("Archived, because"),
    "removed": _l("Out of use, because"),
    "tags_on": _l("Tags put on"),
    "tags_off": _l("Tags taken off"),
}
