"""What was changed in a record, in words: its history, and what differs after a conflict."""

import json
from collections.abc import Iterable
from typing import Any

from partners.audit.queries import Happening
from partners.directory import queries as directory
from partners.foundation import money
from partners.foundation.refusals import Stale
from partners.foundation.words import _
from partners.interactions.forms import CorrectForm, InteractionForm, written_in
from partners.interactions.models import Interaction
from partners.interactions.rules import ACTION_LABELS, DIRECTIONS, FIELD_LABELS, KINDS

#: What the audit keeps as JSON; everything else is text.
KEPT_AS_JSON = frozenset({"partners", "amount", "amount_approx", "recipients_unspecified", "fiscal_year"})


def told(happening: Happening) -> dict[str, Any]:
    """One line of the history. What was logged first is the record itself, so its values are left out."""
    first = happening.action == "interaction:logged"
    shown = [change for change in happening.changes if change.field in FIELD_LABELS and not first]
    return {
        "what": ACTION_LABELS.get(happening.action, happening.action),
        "who": happening.who,
        "at": happening.at,
        "reason": happening.reason,
        "changes": [
            (FIELD_LABELS[change.field], _stored(change.field, change.before), _stored(change.field, change.after))
            for change in shown
        ],
    }


def partners_in(happenings: Iterable[Happening]) -> set[int]:
    """The ids of all partners that a history names, also of those whom a correction took out."""
    texts = (
        text
        for happening in happenings
        for change in happening.changes
        if change.field == "partners"
        for text in (change.before, change.after)
        if text is not None
    )
    return {partner_id for text in texts for partner_id in json.loads(text)}


def conflict_of(form: InteractionForm, record: Interaction | None) -> list[tuple[Any, str, str]]:
    """After somebody else's correction: what stands there now and what was typed, field by field.

    The form then carries the new version: whoever saves again has seen both.
    """
    if record is None or not isinstance(form, CorrectForm) or not isinstance(form.refusal, Stale):
        return []
    form.show_version(record.version)
    stored, typed = written_in(record), form.values()
    return [
        (FIELD_LABELS[field], _printed(field, stored[field]), _printed(field, typed[field]))
        for field in FIELD_LABELS
        if field in stored and field in typed and stored[field] != typed[field]
    ]


def _stored(field: str, text: str | None) -> str:
    return _printed(field, json.loads(text) if text is not None and field in KEPT_AS_JSON else text)


def _printed(field: str, value: Any) -> str:
    if field == "partners":
        return ", ".join(name.name_ko for name in directory.partners_named(value or []).values()) or str(_("none"))
    if field in {"kind", "direction"}:
        known = KINDS.get(value) or DIRECTIONS.get(value)
        return str(known.label if known else _("As usual for the kind"))
    if isinstance(value, bool):
        return str(_("Yes") if value else _("No"))
    if field == "amount" and isinstance(value, int):
        return money.in_won(value)
    if value in (None, ""):
        return str(_("Unknown") if field in {"date", "amount"} else _("none"))
    return str(value)
