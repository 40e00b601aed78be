"""삭제: what may be deleted, until when it can be brought back, and what keeps it from being deleted. Pure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Any

from partners.foundation.refusals import Refusal
from partners.foundation.words import _l


class Record(StrEnum):
    """What can be deleted. Interactions are voided, cases and ties ended: they are acts, not entries."""

    PARTNER = "partner"
    CONTACT = "contact"
    DOCUMENT = "document"
    FOLLOW_UP = "follow_up"


#: The table in which each stands, under which the audit knows it too.
TABLE_OF = {
    Record.PARTNER: "partners",
    Record.CONTACT: "contacts",
    Record.DOCUMENT: "documents",
    Record.FOLLOW_UP: "follow_ups",
}
RECORD_OF = {table: record for record, table in TABLE_OF.items()}


class Hold(StrEnum):
    """What rests on a record, so that it cannot be deleted."""

    INTERACTIONS = "interactions"
    TIES = "ties"
    AGREEMENTS = "agreements"
    COMMITTEE = "committee"
    PREDECESSORS = "predecessors"
    INSTITUTIONS = "institutions"
    MEMBERS = "members"
    MET = "met"
    PAPERS = "papers"
    LAST_PAPER = "last_paper"
    CHAIN = "chain"
    DONE = "done"


HOLD_SENTENCES: dict[Hold, Any] = {
    Hold.INTERACTIONS: _l("Interactions name it."),
    Hold.TIES: _l("A tie with it is on record, also one that has ended."),
    Hold.AGREEMENTS: _l("An agreement with it is on record."),
    Hold.COMMITTEE: _l("An agreement names it as the committee that decided."),
    Hold.PREDECESSORS: _l("Another partner names it as its successor."),
    Hold.INSTITUTIONS: _l("Institutions belong to it."),
    Hold.MEMBERS: _l("Supporters belong to this cohort."),
    Hold.MET: _l("Interactions say that the person took part."),
    Hold.PAPERS: _l("An agreement rests on a document."),
    Hold.LAST_PAPER: _l("A tie rests on this paper alone."),
    Hold.CHAIN: _l("Another follow-up continues it."),
    Hold.DONE: _l("A follow-up is done: what was done is part of the history."),
}


@dataclass(frozen=True)
class Holding:
    """Something that rests on the record, and how often."""

    hold: Hold
    number: int

    @property
    def sentence(self) -> Any:
        return HOLD_SENTENCES[self.hold]


class Rested(Refusal):
    """The record cannot be deleted; `holdings` say what rests on it."""

    def __init__(self, holdings: Iterable[Holding]) -> None:
        super().__init__(_l("This record cannot be deleted: other records rest on it."))
        self.holdings = list(holdings)


@dataclass(frozen=True)
class Reference:
    """A column of a table that names a row of another one by its id."""

    table: str
    column: str
    of: str


#: Addresses that lead to a record, and what they call the emptied record that was merged into it: both go along,
#: so that nothing of a natural person outlives the person's record.
LEADING = {
    Reference("partner_forwardings", "into_id", "partners"): "partner_id",
    Reference("contact_forwardings", "into_id", "contacts"): "contact_id",
}
#: Rows that go with what they name, in the order in which they are found.
GO_ALONG = (
    Reference("partner_forwardings", "into_id", "partners"),
    Reference("partner_forwardings", "partner_id", "partners"),
    *(
        Reference(kind, "id", "partners")
        for kind in ("cities", "hospitals", "companies", "ambassadors", "supporters", "institutions", "groups")
    ),
    *(
        Reference(table, "partner_id", "partners")
        for table in (
            "partner_aliases",
            "partner_channels",
            "partner_name_keys",
            "partner_tags",
            "partner_standings",
            "contact_posts",
            "documents",
            "follow_ups",
        )
    ),
    Reference("contact_forwardings", "into_id", "contacts"),
    Reference("contact_forwardings", "contact_id", "contacts"),
    Reference("contact_posts", "contact_id", "contacts"),
)


@dataclass(frozen=True)
class Pointing:
    """A table that names records of several tables by what they are called there, and their id."""

    table: str
    kind: str
    identity: str
    called: Mapping[str, str]


#: Files at documents, what people pinned, and what may be one with another: they go with what they point to.
POINTING = (
    Pointing("attachments", "subject_type", "subject_id", {table: table for table in RECORD_OF}),
    Pointing("search_marks", "record", "record_id", {table: record.value for table, record in RECORD_OF.items()}),
    Pointing("duplicate_pairs", "record", "first_id", {table: table for table in RECORD_OF}),
    Pointing("duplicate_pairs", "record", "second_id", {table: table for table in RECORD_OF}),
)

#: Rows that keep what they name from being deleted, unless they go along themselves.
KEEP = {
    Reference("interaction_partners", "partner_id", "partners"): Hold.INTERACTIONS,
    Reference("ties", "partner_id", "partners"): Hold.TIES,
    Reference("tie_events", "partner_id", "partners"): Hold.TIES,
    Reference("tie_events", "from_partner_id", "partners"): Hold.TIES,
    Reference("agreements", "partner_id", "partners"): Hold.AGREEMENTS,
    Reference("gate_facts", "body_id", "partners"): Hold.COMMITTEE,
    Reference("partners", "successor_id", "partners"): Hold.PREDECESSORS,
    Reference("institutions", "related_partner_id", "partners"): Hold.INSTITUTIONS,
    Reference("supporters", "cohort_id", "partners"): Hold.MEMBERS,
    Reference("interaction_contacts", "contact_id", "contacts"): Hold.MET,
    Reference("gate_facts", "document_id", "documents"): Hold.PAPERS,
    Reference("stage_papers", "document_id", "documents"): Hold.PAPERS,
    Reference("follow_ups", "previous_id", "follow_ups"): Hold.CHAIN,
}

#: Without these a record that comes back would be another one: it waits until they are back.
NEEDED = frozenset({("documents", "partner_id"), ("follow_ups", "partner_id")})


def destroyed_on(today: date, days: int, kept_until: Iterable[date | None]) -> date:
    """The first day on which the night destroys what is deleted today.

    The last day of keeping personal data (개인정보 보호법 제21조) comes before the days of the trash.
    """
    ends = [day + timedelta(days=1) for day in kept_until if day is not None]
    return max(today, min([today + timedelta(days=days), *ends]))


def days_left(destroy_on: date, today: date) -> int:
    """On how many days, today among them, it can still be brought back."""
    return max(0, (destroy_on - today).days)
