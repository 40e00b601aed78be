"""What was changed in a record, in words: its history, and what differs after a conflict."""

import json
from collections.abc import Iterable
from typing import Any

from flask import url_for

from partners.audit.queries import Happening, history_of
from partners.directory import queries as directory
from partners.foundation import money
from partners.foundation.forms import EditForm
from partners.foundation.words import _
from partners.interactions.forms import written_in
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


def compare(form: EditForm, record: Interaction | None) -> None:
    """After somebody else's correction: let the form show what stands there now beside what was typed."""
    if record is None or not form.is_stale:
        return
    latest = history_of(record, limit=1)[0]
    form.compare_with(
        type(form)(formdata=None, data=written_in(record)),
        who=latest.who,
        at=latest.at,
        leave=url_for("interactions.show", interaction_id=record.id),
        words={"partners": lambda ids: _printed("partners", ids)},
    )


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
