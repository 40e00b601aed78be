"""What stands in the columns of interactions and of follow-ups when a list leaves the office: plain values."""

from collections.abc import Collection, Iterable
from datetime import date, datetime
from functools import cache, lru_cache, partial

from partners.directory.queries import PartnerName
from partners.foundation.clock import SEOUL
from partners.foundation.words import _, _l
from partners.interactions import wording
from partners.interactions.pages.follow_ups import STATE_LABELS
from partners.interactions.queries import OccurrenceRow
from partners.interactions.rules import DIRECTIONS, KINDS
from partners.papers.rules.sheets import SEVERAL, Form, Offered, column, each, mapped

#: So many times stay in words, however long the list.
MOST_TIMES = 4_096


def interaction_columns(persons: Collection[int]) -> tuple[Offered, ...]:
    """The columns of the list of interactions; of natural persons only these are named."""
    # Many records share their days and kinds: each is put into words once.
    when = lru_cache(MOST_TIMES)(_times)
    kind, direction = cache(lambda code: str(KINDS[code].label)), cache(lambda code: str(DIRECTIONS[code].label))
    return (
        Offered(
            code="when",
            seen_in="when",
            label=_l("Date"),
            width=24,
            values=mapped(when, "times"),
        ),
        Offered(
            code="begun",
            seen_in="when",
            label=_l("Begins"),
            form=Form.DAY,
            width=13,
            values=mapped(_first_day, "times"),
        ),
        Offered(
            code="ended", seen_in="when", label=_l("Ends"), form=Form.DAY, width=13, values=mapped(_last_day, "times")
        ),
        Offered(
            code="year",
            seen_in="year",
            label=_l("Fiscal year"),
            form=Form.NUMBER,
            width=10,
            is_usual=False,
            values=column("fiscal_year"),
        ),
        Offered(code="title", seen_in="title", label=_l("What it was"), width=40, values=column("title")),
        Offered(code="kind", seen_in="kind", label=_l("Kind"), width=16, values=mapped(kind, "kind")),
        Offered(
            code="direction",
            seen_in="kind",
            label=_l("Direction"),
            width=10,
            values=mapped(direction, "direction"),
        ),
        Offered(
            code="partners",
            seen_in="partners",
            label=_l("Partners"),
            width=36,
            values=mapped(partial(_names, persons), "partners"),
        ),
        Offered(
            code="recipients",
            seen_in="partners",
            label=_l("Recipients"),
            width=20,
            is_usual=False,
            values=mapped(_recipients, "recipients_unspecified", "recipients_text"),
        ),
        Offered(code="item", seen_in="worth", label=_l("Item"), width=22, values=column("item")),
        Offered(
            code="amount",
            seen_in="worth",
            label=_l("Amount (won)"),
            form=Form.NUMBER,
            width=16,
            values=column("amount_won"),
        ),
        Offered(
            code="amount_note",
            seen_in="worth",
            label=_l("Note on the amount"),
            width=14,
            values=mapped(_amount_note, "amount_won", "kind", "amount_approx"),
        ),
        Offered(code="team", seen_in="team", label=_l("Team"), width=16, values=column("team_name")),
        Offered(
            code="writer",
            seen_in="writer",
            label=_l("Written down by"),
            width=12,
            is_usual=False,
            values=column("user_name"),
        ),
        Offered(
            code="recorded",
            seen_in="recorded",
            label=_l("Written down"),
            form=Form.DAY,
            width=13,
            is_usual=False,
            values=mapped(_day_in_seoul, "created_at"),
        ),
        Offered(
            code="source",
            seen_in="source",
            label=_l("Source"),
            width=24,
            is_usual=False,
            values=column("source"),
        ),
        Offered(
            code="void", seen_in="title", label=_l("Void"), width=8, is_usual=False, values=mapped(_void, "voided_at")
        ),
        Offered(code="id", label=_l("Number"), form=Form.NUMBER, width=9, is_usual=False, values=column("id")),
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


def _times(times: tuple[OccurrenceRow, ...]) -> str:
    return SEVERAL.join(wording.line(times))


def _names(persons: Collection[int], partners: Collection[PartnerName]) -> str:
    return names_of(partners, persons)


def _first_day(times: Iterable[OccurrenceRow]) -> date | None:
    return min((time.starts_on for time in times if _has_days(time)), default=None)


def _last_day(times: Iterable[OccurrenceRow]) -> date | None:
    return max((time.ends_on for time in times if _has_days(time)), default=None)


def _has_days(time: OccurrenceRow) -> bool:
    # The days of a month or of a year are its edges, and no days on which something took place.
    return time.precision == "day"


def _recipients(are_unspecified: bool, text: str) -> str | None:
    return (text or str(_("Recipients not named"))) if are_unspecified else None


def _amount_note(won: int | None, kind: str, is_approx: bool) -> str | None:
    if won is None:
        return str(_("Amount unknown")) if KINDS[kind].carries else None
    return str(_("approximate")) if is_approx else None


def _day_in_seoul(at: datetime) -> date:
    return at.astimezone(SEOUL).date()


def _void(voided_at: datetime | None) -> str | None:
    return None if voided_at is None else str(_("Void"))
