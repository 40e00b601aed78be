"""What stands in the columns of interactions and of follow-ups when a list leaves the office: plain values."""

from collections.abc import Collection
from typing import Any

from partners.directory.queries import PartnerName
from partners.foundation.clock import SEOUL
from partners.foundation.words import _, _l
from partners.interactions.pages.follow_ups import STATE_LABELS
from partners.interactions.queries import InteractionRow, OccurrenceRow
from partners.papers.rules.sheets import SEVERAL, Form, Offered, each


def interaction_columns(persons: Collection[int]) -> tuple[Offered, ...]:
    """The columns of the list of interactions; of natural persons only these are named."""
    return (
        Offered(
            code="when",
            seen_in="when",
            label=_l("Date"),
            width=24,
            values=each(lambda row: SEVERAL.join(row.date_line)),
        ),
        Offered(code="begun", seen_in="when", label=_l("Begins"), form=Form.DAY, width=13, values=each(_first_day)),
        Offered(code="ended", seen_in="when", label=_l("Ends"), form=Form.DAY, width=13, values=each(_last_day)),
        Offered(
            code="year",
            seen_in="year",
            label=_l("Fiscal year"),
            form=Form.NUMBER,
            width=10,
            is_usual=False,
            values=each(lambda row: row.fiscal_year),
        ),
        Offered(code="title", seen_in="title", label=_l("What it was"), width=40, values=each(lambda row: row.title)),
        Offered(code="kind", seen_in="kind", label=_l("Kind"), width=16, values=each(lambda row: str(row.kind.label))),
        Offered(
            code="direction",
            seen_in="kind",
            label=_l("Direction"),
            width=10,
            values=each(lambda row: str(row.direction.label)),
        ),
        Offered(
            code="partners",
            seen_in="partners",
            label=_l("Partners"),
            width=36,
            values=each(lambda row: names_of(row.partners, persons)),
        ),
        Offered(
            code="recipients",
            seen_in="partners",
            label=_l("Recipients"),
            width=20,
            is_usual=False,
            values=each(_recipients),
        ),
        Offered(code="item", seen_in="worth", label=_l("Item"), width=22, values=each(lambda row: row.item)),
        Offered(
            code="amount",
            seen_in="worth",
            label=_l("Amount (won)"),
            form=Form.NUMBER,
            width=16,
            values=each(lambda row: row.amount_won),
        ),
        Offered(
            code="amount_note", seen_in="worth", label=_l("Note on the amount"), width=14, values=each(_amount_note)
        ),
        Offered(code="team", seen_in="team", label=_l("Team"), width=16, values=each(lambda row: row.team_name)),
        Offered(
            code="writer",
            seen_in="writer",
            label=_l("Written down by"),
            width=12,
            is_usual=False,
            values=each(lambda row: row.user_name),
        ),
        Offered(
            code="recorded",
            seen_in="recorded",
            label=_l("Written down"),
            form=Form.DAY,
            width=13,
            is_usual=False,
            values=each(lambda row: row.created_at.astimezone(SEOUL).date()),
        ),
        Offered(
            code="source",
            seen_in="source",
            label=_l("Source"),
            width=24,
            is_usual=False,
            values=each(lambda row: row.source),
        ),
        Offered(code="void", seen_in="title", label=_l("Void"), width=8, is_usual=False, values=each(_void)),
        Offered(
            code="id", label=_l("Number"), form=Form.NUMBER, width=9, is_usual=False, values=each(lambda row: row.id)
        ),
    )


def follow_up_columns(persons: Collection[int]) -> tuple[Offered, ...]:
    """The columns of the list of follow-ups; of natural persons only these are named."""
    return (
        Offered(
            code="title", seen_in="title", label=_l("What is to be done"), width=40, values=each(lambda row: row.title)
        ),
        Offered(
            code="partners",
            seen_in="partners",
            label=_l("Partners"),
            width=36,
            values=each(lambda row: names_of(row.partners, persons)),
        ),
        Offered(
            code="due", seen_in="due", label=_l("Due"), form=Form.DAY, width=13, values=each(lambda row: row.due_on)
        ),
        Offered(
            code="assignee",
            seen_in="assignee",
            label=_l("Assignee"),
            width=12,
            values=each(lambda row: row.assignee_name),
        ),
        Offered(code="team", seen_in="team", label=_l("Team"), width=16, values=each(lambda row: row.team_name)),
        Offered(
            code="state",
            seen_in="state",
            label=_l("State"),
            width=10,
            values=each(lambda row: str(STATE_LABELS[row.state])),
        ),
        Offered(
            code="closed",
            seen_in="closed",
            label=_l("Closed on"),
            form=Form.DAY,
            width=13,
            values=each(lambda row: row.closed_on),
        ),
        Offered(
            code="outcome",
            seen_in="outcome",
            label=_l("What came of it"),
            width=32,
            is_usual=False,
            values=each(lambda row: row.came_of_it),
        ),
        Offered(
            code="after",
            seen_in="after",
            label=_l("Follows from"),
            width=36,
            is_usual=False,
            values=each(lambda row: row.interaction_title),
        ),
        Offered(
            code="planned",
            seen_in="planned",
            label=_l("Planned on"),
            form=Form.DAY,
            width=13,
            is_usual=False,
            values=each(lambda row: row.planned_on),
        ),
    )


def names_of(partners: Collection[PartnerName], persons: Collection[int]) -> str:
    """The partners' names; a natural person who is not among these is counted and not named."""
    named = [one.name_ko for one in partners if not one.is_person or one.id in persons]
    hidden = len(partners) - len(named)
    return SEVERAL.join([*named, *([hidden_persons(hidden)] if hidden else [])])


def hidden_persons(number: int) -> str:
    return str(_("(%(number)s person not named)", number=number))


def _first_day(row: InteractionRow) -> Any:
    return min((time.starts_on for time in row.occurrences if _has_days(time)), default=None)


def _last_day(row: InteractionRow) -> Any:
    return max((time.ends_on for time in row.occurrences if _has_days(time)), default=None)


def _has_days(time: OccurrenceRow) -> bool:
    # The days of a month or of a year are its edges, and no days on which something took place.
    return time.precision == "day"


def _recipients(row: InteractionRow) -> str | None:
    return (row.recipients_text or str(_("Recipients not named"))) if row.recipients_unspecified else None


def _amount_note(row: InteractionRow) -> str | None:
    if row.amount_won is None:
        return str(_("Amount unknown")) if row.kind.carries else None
    return str(_("approximate")) if row.amount_approx else None


def _void(row: InteractionRow) -> str | None:
    return str(_("Void")) if row.is_void else None
