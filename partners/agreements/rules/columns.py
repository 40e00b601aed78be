"""The columns of the list of agreements. Pure."""

from partners.foundation.words import _l
from partners.lists.columns import ASIDE, EXTRA, HEAD, Column, Columns

#: The order that stands while nobody chose one: what is due first.
DUE = "due"

CASE_COLUMNS = Columns(
    (
        Column(code="name", label=_l("Case"), sorts=True, place=HEAD, width=262, personal=True),
        Column(code="pipeline", label=_l("Pipeline"), sorts=True, place=EXTRA, width=120, of=("stage.pipeline",)),
        Column(code="stage", label=_l("Stage"), sorts=True, width=190, of=("stage", "it.is_completed")),
        Column(code="state", label=_l("State"), sorts=True, place=ASIDE, width=92, of=("it.state", "state")),
        Column(
            code="days",
            label=_l("Days in stage"),
            sorts=True,
            latest_first=True,
            width=92,
            of=("it.is_open", "days", "it.stage_entered_on"),
        ),
        Column(code="next", label=_l("Next action")),
        Column(code="due", label=_l("Due"), sorts=True, width=150, of=("it.next_due_on", "days_late")),
        Column(code="country", label=_l("Country"), sorts=True, shown=False, width=92, of=("it.country",)),
        Column(
            code="owner",
            label=_l("In charge"),
            sorts=True,
            place=EXTRA,
            width=120,
            of=("it.owner_name", "it.team_name"),
        ),
        Column(
            code="team",
            label=_l("Team in charge"),
            short=_l("Team"),
            sorts=True,
            shown=False,
            width=120,
            of=("it.team_name",),
        ),
    )
)
