"""The columns of the lists of partners and of contacts. Pure."""

from partners.directory.rules.words import FIELD_LABELS
from partners.foundation.words import _l
from partners.lists.columns import ASIDE, EXTRA, HEAD, Column, Columns

PARTNER_COLUMNS = Columns(
    (
        Column(code="name", label=_l("Name"), sorts=True, place=HEAD, width=262, personal=True),
        Column(code="kind", label=_l("Kind"), sorts=True, shown=False, width=120, of=("kind",)),
        Column(code="region", label=_l("Where"), sorts=True, place=EXTRA, width=92, of=("place",)),
        Column(
            code="tie",
            label=_l("Tie"),
            sorts=True,
            place=ASIDE,
            width=190,
            of=("badges", "is_abolished", "only_intention"),
        ),
        Column(code="stage", label=_l("Stage"), sorts=True, width=180, of=("stage",)),
        Column(code="last", label=_l("Last exchange"), short=_l("Exchange"), sorts=True, latest_first=True, width=190),
        Column(
            code="count",
            label=_l("Exchanges"),
            sorts=True,
            latest_first=True,
            shown=False,
            numeric=True,
            width=92,
        ),
        Column(
            code="owner",
            label=_l("In charge"),
            sorts=True,
            place=EXTRA,
            width=92,
            of=("columns.owner_name", "columns.team_name"),
        ),
        Column(code="team", label=_l("Team"), sorts=True, shown=False, width=120, of=("columns.team_name",)),
        Column(code="tags", label=_l("Tags"), shown=False, width=172),
        Column(code="next", label=_l("Next"), sorts=True, of=("columns.next_action", "columns.next_due_on")),
    )
)

CONTACT_COLUMNS = Columns(
    (
        Column(code="name", label=_l("Name"), sorts=True, place=HEAD, width=172, personal=True),
        Column(code="partner", label=_l("Partner"), sorts=True, width=172),
        Column(code="post", label=_l("Department and position"), short=_l("Post"), personal=True),
        Column(code="phone", label=_l("Phone"), width=150, personal=True),
        Column(code="email", label=_l("Mail address"), shown=False, width=180, personal=True),
        Column(code="team", label=_l("In charge"), sorts=True, place=EXTRA, width=92, of=("it.team_name",)),
        Column(code="basis", label=FIELD_LABELS["legal_basis"], width=150, of=("basis",)),
        Column(
            code="retention", label=_l("Kept until"), sorts=True, width=262, of=("it.retain_until", "retention_badge")
        ),
    )
)
