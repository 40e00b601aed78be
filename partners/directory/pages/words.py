"""How fields and their values read on a page, also those that the audit kept as text."""

import json
from collections.abc import Iterable
from datetime import date
from typing import Any

from flask import g
from flask_login import current_user

from partners.accounts import queries as accounts
from partners.accounts.models import Team
from partners.directory import queries
from partners.directory.kinds import KINDS
from partners.directory.kinds.kind import Kind
from partners.directory.pages.rights import may_create
from partners.directory.rules import words
from partners.foundation.pages import country_name, language_name, official_day
from partners.foundation.words import _

LABELS: dict[str, dict[str, Any]] = {
    "type": {**words.INSTITUTION_TYPES, **words.DOCUMENT_LABELS},
    "tie_type": words.TIE_LABELS,
    "status": words.STATUS_LABELS,
    "point_confidence": {one.value: label for one, label in words.CONFIDENCE_LABELS.items()},
    "kind": {kind.code: kind.label for kind in KINDS.values()},
    "member_kind": {kind.code: kind.plural for kind in KINDS.values()},
}


def for_templates() -> dict[str, Any]:
    """What the templates of this capability may call."""
    return {
        "action_label": action_label,
        "creatable_kinds": creatable_kinds,
        "field_label": field_label,
        "field_text": field_text,
        "team_choices": team_choices,
    }


def creatable_kinds(kinds: Iterable[Kind]) -> list[Kind]:
    """Those of the kinds that the person at the keyboard may register."""
    return [kind for kind in kinds if may_create(current_user, kind)]


def team_choices(teams: Iterable[Team]) -> list[tuple[str, str]]:
    return [(team.code, team.name) for team in teams]


def action_label(action: str) -> Any:
    return words.ACTION_LABELS.get(action, action)


def field_label(name: str) -> Any:
    return words.FIELD_LABELS.get(name, name)


def field_text(name: str, value: Any) -> str:
    """A value as people read it; `value` may be the text that the audit kept of it. Empty is empty."""
    value = _unpacked(name, value)
    if value is None or value == "" or value == []:
        return ""
    if name in LABELS:
        return str(LABELS[name].get(value, value))
    if name == "country":
        return country_name(value)
    if name == "languages":
        return ", ".join(map(language_name, value))
    if name == "owner_team_id":
        return _team_names().get(value, str(value))
    if name in ("successor_id", "related_partner_id"):
        named = queries.partners_named([value]).get(value)
        return named.formal_name if named else str(value)
    return _plain(name, value)


def _plain(name: str, value: Any) -> str:
    if isinstance(value, bool):
        return str(_("yes") if value else _("no"))
    if isinstance(value, list):
        return ", ".join(str(field_label(one)) if name == "reference_fields" else str(one) for one in value)
    if isinstance(value, date):
        return official_day(value)
    return str(value)


def _unpacked(name: str, value: Any) -> Any:
    # The audit keeps what is not text as JSON: lists, numbers, days in quotes.
    if not isinstance(value, str) or name in ("name_ko", "name_en", "name_native", "note", "reason", "title"):
        return value
    try:
        unpacked = json.loads(value)
    except ValueError:
        unpacked = value
    try:
        return date.fromisoformat(unpacked) if isinstance(unpacked, str) and len(unpacked) == 10 else unpacked
    except ValueError:
        return unpacked


def _team_names() -> dict[int, str]:
    if "directory_team_names" not in g:
        g.directory_team_names = accounts.team_names()
    names: dict[int, str] = g.directory_team_names
    return names
