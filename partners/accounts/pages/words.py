"""How roles, states and what was done read."""

from typing import Any

from partners.accounts.rules import ROLE_NAMES, Role
from partners.accounts.rules.browsers import browser_name
from partners.foundation.words import _l

ACTION_LABELS: dict[str, Any] = {
    "user:created": _l("Account made"),
    "user:renamed": _l("Name corrected"),
    "user:disabled": _l("Account closed"),
    "user:enabled": _l("Account opened again"),
    "user:role:changed": _l("Role or team changed"),
    "user:password:reset": _l("Password set by an administrator"),
    "user:password:changed": _l("Password changed by its owner"),
    "user:session:ended": _l("A session ended"),
    "user:sessions:ended": _l("Sessions ended"),
    "user:language:chosen": _l("Language chosen"),
    "list:exported": _l("List taken along as a file"),
    # The report of 2020 is on record at the team that it came from.
    "demo:report:loaded": _l("Report of 2020 loaded"),
    "team:created": _l("Team made"),
    "team:renamed": _l("Team renamed"),
    "team:merged": _l("Merged into another team"),
    "team:enlarged": _l("Another team merged into it"),
    "team:handed_over": _l("Handed over to another team"),
}

#: What a team owns, by the name under which its keepers count it; and the fields of the changes.
BELONGINGS: dict[str, Any] = {
    "people": _l("People"),
    "partners": _l("Partners"),
    "interactions": _l("Interactions"),
    "follow_ups": _l("Follow-ups"),
    "agreements": _l("Agreements"),
    "recruitment_rounds": _l("Recruitment rounds"),
    "saved_views": _l("Saved views"),
}
FIELD_LABELS: dict[str, Any] = {
    **BELONGINGS,
    "name": _l("Name"),
    "role": _l("Role"),
    "team": _l("Team"),
    "locale": _l("Language"),
    "sessions": _l("Sessions"),
    "into": _l("To which team"),
    "reason": _l("Reason"),
    "list": _l("List"),
    "filter": _l("Filter"),
    "columns": _l("Columns"),
    "format": _l("Format"),
    "rows": _l("Rows"),
    "persons": _l("People in it"),
}
#: Fields whose values are numbers; all others are words that somebody wrote, also where they look like a number.
COUNTED = frozenset({*BELONGINGS, "sessions", "rows", "persons"})
LANGUAGES = {"ko": _l("Korean"), "en": _l("English")}


def for_templates() -> dict[str, Any]:
    """What the templates of this capability may call."""
    return {
        "account_action_label": lambda action: ACTION_LABELS.get(action, action),
        "account_field_label": lambda field: FIELD_LABELS.get(field, field),
        "account_field_text": field_text,
        "belonging_label": lambda name: BELONGINGS.get(name, name),
        "browser_name": browser_name,
        "role_name": lambda role: ROLE_NAMES[Role(role)],
    }


def field_text(field: str, value: str | None, team_names: dict[str, str]) -> str:
    """A value as the audit keeps it, in the reader's words. `team_names` by code."""
    if value is None:
        return ""
    if field == "role":
        return str(ROLE_NAMES[Role(value)])
    if field == "team":
        return team_names.get(value, value)
    if field == "locale":
        return str(LANGUAGES.get(value, value))
    return f"{int(value):,}" if field in COUNTED else value
