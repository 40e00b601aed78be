"""The columns of the lists of interactions and of follow-ups. Pure."""

from dataclasses import replace

from partners.foundation.words import _l
from partners.lists.columns import ASIDE, EXTRA, HEAD, Column, Columns

#: The orders that stand while nobody chose one; of follow-ups: what is to be done, and what was.
NEWEST = "-when"
FIRST_DUE, LAST_CLOSED = "due", "-closed"

INTERACTION_COLUMNS = Columns(
    (
        Column(code="when", label=_l("Date"), sorts=True, latest_first=True, width=180),
        Column(code="title", label=_l("What it was"), place=HEAD),
        Column(
            code="kind",
            label=_l("Kind"),
            sorts=True,
            latest_first=True,
            place=ASIDE,
            width=172,
            of=("it.direction.arrow", "kind"),
        ),
        Column(code="partners", label=_l("Partners"), personal=True, width=262),
        Column(code="worth", label=_l("Item and amount"), short=_l("Worth"), sorts=True, latest_first=True, width=190),
        Column(
            code="team", label=_l("Team"), sorts=True, latest_first=True, place=EXTRA, width=120, of=("it.team_name",)
        ),
        Column(code="year", label=_l("Year"), sorts=True, latest_first=True, shown=False, width=80),
        Column(code="writer", label=_l("Written down by"), shown=False, width=120, of=("it.user_name",)),
        Column(
            code="recorded",
            label=_l("Written down"),
            sorts=True,
            latest_first=True,
            shown=False,
            width=150,
            of=("recorded_on",),
        ),
        Column(code="source", label=_l("Source"), shown=False, width=190),
    )
)

FOLLOW_UP_COLUMNS = Columns(
    (
        Column(code="title", label=_l("What is to be done"), place=HEAD),
        Column(code="partners", label=_l("Partners"), personal=True, width=262),
        Column(code="due", label=_l("Due"), sorts=True, place=ASIDE, width=150),
        Column(code="assignee", label=_l("Assignee"), sorts=True, width=120, of=("assignee_name",)),
        Column(code="team", label=_l("Team"), sorts=True, place=EXTRA, width=120, of=("team_name",)),
        Column(code="state", label=_l("State"), shown=False, width=92),
        Column(
            code="closed",
            label=_l("Closed on"),
            sorts=True,
            latest_first=True,
            shown=False,
            width=150,
            of=("closed_on",),
        ),
        Column(code="outcome", label=_l("What came of it"), shown=False, width=262),
        Column(code="after", label=_l("Follows from"), shown=False, width=262),
        Column(
            code="planned",
            label=_l("Planned on"),
            sorts=True,
            latest_first=True,
            shown=False,
            width=150,
            of=("planned_on",),
        ),
    )
)
_NOT_OF_CLOSED = ("due", "team")
_OF_CLOSED = ("closed", "outcome")
#: The same columns, of which others stand while nobody chose: when it was closed, and what came of it.
CLOSED_FOLLOW_UP_COLUMNS = Columns(
    tuple(
        replace(one, shown=(one.shown and one.code not in _NOT_OF_CLOSED) or one.code in _OF_CLOSED)
        for one in FOLLOW_UP_COLUMNS
    )
)
