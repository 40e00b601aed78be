"""What was changed in a record, in words: its history, and what differs after a conflict."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from flask import url_for
from flask_login import current_user

from partners.accounts.queries import team_names
from partners.audit.actions import saw
from partners.audit.queries import Happening, history_of
from partners.directory import queries as directory
from partners.directory.kinds import persons_among
from partners.directory.queries import ContactName, PartnerName
from partners.foundation import money
from partners.foundation.conflicts import Conflict
from partners.foundation.forms import EditForm
from partners.foundation.words import _
from partners.interactions.forms import written_in
from partners.interactions.models import Interaction
from partners.interactions.rules import ACTION_LABELS, DIRECTIONS, FIELD_LABELS, KINDS

#: What the audit keeps as JSON; everything else is text.
KEPT_AS_JSON = frozenset({"partners", "contacts", "amount", "amount_approx", "recipients_unspecified", "fiscal_year"})


@dataclass(frozen=True)
class Names:
    """The names behind the ids of a history or a form, also of those whom a correction took out. Read once."""

    partners: Mapping[int, PartnerName]
    contacts: Mapping[int, ContactName]
    teams: Mapping[int, str]

    @classmethod
    def of(cls, happenings: Iterable[Happening]) -> "Names":
        """Of everybody whom a history names: three statements at most."""
        ids: dict[str, set[int]] = {"partners": set(), "contacts": set()}
        changes = [change for happening in happenings for change in happening.changes]
        for change in changes:
            for text in (change.before, change.after):
                if change.field in ids and text is not None:
                    ids[change.field].update(json.loads(text))
        teams = team_names() if any(change.field == "owner_team_id" for change in changes) else {}
        return cls.named(ids["partners"], ids["contacts"], teams)

    @classmethod
    def named(
        cls, partners: Iterable[int] = (), contacts: Iterable[int] = (), teams: Mapping[int, str] | None = None
    ) -> "Names":
        people = list(contacts)
        found = directory.contacts_named(people) if people else []
        return cls(directory.partners_named(partners), {one.id: one for one in found}, teams or {})

    def written(self, field: str, ids: Iterable[int] | None) -> str:
        """The names in one line, in the order of the ids."""
        known: list[str] = []
        for one in ids or ():
            if field == "partners" and one in self.partners:
                known.append(self.partners[one].name_ko)
            if field == "contacts" and one in self.contacts:
                known.append(self.contacts[one].name)
        return ", ".join(known) or str(_("none"))


def told(happening: Happening, names: Names) -> dict[str, Any]:
    """One line of the history. What was logged first is the record itself, so its values are left out."""
    first = happening.action == "interaction:logged"
    shown = [change for change in happening.changes if change.field in FIELD_LABELS and not first]
    return {
        "what": ACTION_LABELS.get(happening.action, happening.action),
        "who": happening.who,
        "at": happening.at,
        "reason": happening.reason,
        "changes": [
            (
                FIELD_LABELS[change.field],
                _stored(change.field, change.before, names),
                _stored(change.field, change.after, names),
            )
            for change in shown
        ],
    }


def compare(form: EditForm, record: Interaction | None) -> None:
    """After somebody else's correction: let the form show what stands there now beside what was typed.

    Notes the natural persons whom either value names.
    """
    if record is None or not form.is_stale:
        return
    latest = history_of(record, limit=1)[0]
    stored = type(form)(formdata=None, data=written_in(record))
    names = Names.named(_either("partners", form, stored), _either("contacts", form, stored))
    form.compare_with(
        stored,
        who=latest.who,
        at=latest.at,
        leave=url_for("interactions.show", interaction_id=record.id),
        words={name: partial(names.written, name) for name in ("partners", "contacts")},
    )
    _note(names, form.conflict)


def _note(names: Names, conflict: Conflict | None) -> None:
    told = {one.field for one in conflict.differences} if conflict else set()
    if "partners" in told:
        saw(current_user, "interaction:conflict", "partners", persons_among(names.partners.values()))
    if "contacts" in told:
        saw(current_user, "interaction:conflict", "contacts", names.contacts)


def _either(field: str, *forms: EditForm) -> set[int]:
    """The ids that stand in the field of any of the forms that have it."""
    return {one for form in forms if field in form for one in form[field].data or ()}


def _stored(field: str, text: str | None, names: Names) -> str:
    if field == "owner_team_id" and text is not None:
        return names.teams.get(int(text), text)
    value: Any = json.loads(text) if text is not None and field in KEPT_AS_JSON else text
    return names.written(field, value) if field in {"partners", "contacts"} else _printed(field, value)


def _printed(field: str, value: Any) -> str:
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
