"""The audit of a case in words: what was done, to which value, from what to what."""

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from partners.accounts import queries as accounts
from partners.agreements.models import Agreement
from partners.agreements.queries.cases import pipeline_of
from partners.agreements.queries.office import office_at
from partners.agreements.rules.motions import ENCLOSURES
from partners.agreements.vocabulary import OUTCOME_LABELS, STATE_LABELS, Outcome
from partners.audit.queries import Change, Happening
from partners.directory.queries import PartnerName, partners_named
from partners.foundation.pages import official_day
from partners.foundation.words import _l

ACTION_LABELS = {
    "agreement:started": _l("Case opened"),
    "agreement:taken_over": _l("Case taken over"),
    "agreement:moved": _l("Moved on"),
    "agreement:returned": _l("Returned"),
    "agreement:sent_back": _l("Returned by the council's decision"),
    "agreement:gate:written": _l("Gate filled in"),
    "agreement:gate:overridden": _l("Gate passed by a manager"),
    "agreement:consent:recorded": _l("Council's decision"),
    "agreement:planned": _l("What comes next"),
    "agreement:partner:chosen": _l("Partner chosen"),
    "agreement:handed_over": _l("Handed over to another team"),
    "agreement:taken_back": _l("Taken back"),
    "agreement:ended": _l("Case ended"),
    "agreement:succeeded": _l("Handed over to the successor"),
    "agreement:renewal:started": _l("Renewal started"),
    "agreement:motion:filed": _l("Motion filed"),
    "agreement:motion:corrected": _l("Motion corrected"),
    "agreement:motion:voided": _l("Motion taken off the record"),
    "agreement:paper:filed": _l("Document put on file"),
    "agreement:round:joined": _l("Put into a recruitment round"),
    "agreement:file:attached": _l("File attached"),
    "agreement:file:removed": _l("File removed"),
}

FIELD_LABELS = {
    "act": _l("Together with others"),
    "file": _l("File"),
    "stage": _l("Stage"),
    "state": _l("State"),
    "reason": _l("Reason"),
    "partner": _l("Partner"),
    "outcome": _l("Outcome"),
    "resolved_on": _l("Date of the resolution"),
    "bill_no": _l("Bill number"),
    "next_action": _l("Next action"),
    "next_due_on": _l("Due"),
    "target_text": _l("Goal, as written"),
    "target_start": _l("Goal from"),
    "target_end": _l("Goal until"),
    "owner_team_id": _l("Team in charge"),
    "owner_id": _l("Officer in charge"),
    "session": _l("Session number"),
    "submitted_on": _l("Submitted on"),
    "committee": _l("Standing committee"),
    "committee_on": _l("Committee met on"),
    "committee_outcome": _l("Outcome in the committee"),
    "enclosures": _l("Enclosures that are ready"),
    "enclosure_note": _l("Why something is not enclosed"),
    "note": _l("Note"),
    "tie": _l("Tie"),
    "paper": _l("Document"),
    "title": _l("Title"),
    "number": _l("Document number"),
    "round": _l("Recruitment round"),
}


def action_label(action: str) -> Any:
    return ACTION_LABELS.get(action, action)


def field_label(agreement: Agreement, field: str) -> str:
    """A column of the case, or one thing that a gate asked for (`counterpart_reply.given_on`)."""
    code, _dot, what = field.partition(".")
    gate = pipeline_of(agreement).gates.get(code) if what else None
    if gate is None:
        return str(FIELD_LABELS.get(field, field))
    asked = next((ask.label for ask in gate.asks if ask.what == what), "")
    return f"{gate.label} · {asked}" if asked else str(gate.label)


@dataclass(frozen=True)
class Names:
    """Whom the changes name, by id: read once for the whole page."""

    people: Mapping[int, str]
    partners: Mapping[int, PartnerName]
    teams: Mapping[int, str]


def names_in(happenings: Iterable[Happening]) -> Names:
    """The names behind the ids that these changes hold."""
    changes = [change for happening in happenings for change in happening.changes]
    return Names(
        accounts.user_names(_ids(changes, "owner_id")),
        partners_named(_ids(changes, "partner")),
        accounts.team_names() if _ids(changes, "owner_team_id") else {},
    )


def _ids(changes: Iterable[Change], field: str) -> set[int]:
    values = (value for change in changes if change.field == field for value in (change.before, change.after))
    return {int(value) for value in values if value}


def value_text(agreement: Agreement, field: str, value: str, names: Names, at: datetime) -> str:
    """A value as the audit keeps it, in the reader's words; a stage is called as it was at that moment (UTC)."""
    if field == "stage":
        stage = office_at(at).pipelines[agreement.pipeline].find_stage(value)
        return str(stage.label) if stage else value
    if field in IN_WORDS:
        return IN_WORDS[field](agreement, value, names)
    if field.endswith(("_on", "_start", "_end")):
        return official_day(date.fromisoformat(value.strip('"')))
    return value


def _paper(agreement: Agreement, value: str, _names: Names) -> str:
    paper = pipeline_of(agreement).papers.get(value)
    return str(paper.label) if paper else value


def _enclosures(_agreement: Agreement, value: str, _names: Names) -> str:
    return ", ".join(str(ENCLOSURES.get(code, code)) for code in json.loads(value))


def _outcome(_agreement: Agreement, value: str, _names: Names) -> str:
    return str(OUTCOME_LABELS[Outcome(value)])


#: How the values of a field are said; days say themselves, other values stand as they are.
IN_WORDS: Mapping[str, Callable[[Agreement, str, Names], str]] = {
    "state": lambda _agreement, value, _names: str(STATE_LABELS.get(value, value)),
    "outcome": _outcome,
    "committee_outcome": _outcome,
    "enclosures": _enclosures,
    "paper": _paper,
    "owner_id": lambda _agreement, value, names: names.people.get(int(value), value),
    "owner_team_id": lambda _agreement, value, names: names.teams.get(int(value), value),
    "partner": lambda _agreement, value, names: names.partners[int(value)].formal_name,
}
