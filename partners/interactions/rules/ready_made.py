"""The lists of interactions and of follow-ups as saved views know them, with the views that everybody has. Pure."""

from partners.foundation.words import _l
from partners.interactions.rules.filters import THIS_YEAR, YES, InteractionFilter
from partners.interactions.rules.follow_ups import Due, FollowUpFilter, Whose
from partners.lists.rules import ReadyMade, SavedList, known_names

INTERACTIONS = SavedList(
    code="interactions",
    label=_l("Interactions"),
    endpoint="interactions.index",
    names=known_names(InteractionFilter.__dataclass_fields__),
    ready_made=(
        ReadyMade(
            code="gifts_this_year",
            name=_l("Donations received this year"),
            query={"kind": "donation_received", "year": THIS_YEAR},
        ),
        ReadyMade(code="amount_unknown", name=_l("Amount unknown"), query={"amount_unknown": YES}),
        ReadyMade(code="undated", name=_l("Date unknown"), query={"undated": YES}),
        ReadyMade(code="unspecified", name=_l("Recipients not named"), query={"unspecified": YES}),
    ),
)

FOLLOW_UPS = SavedList(
    code="follow_ups",
    label=_l("Follow-ups"),
    endpoint="follow_ups.index",
    names=known_names(FollowUpFilter.__dataclass_fields__),
    ready_made=(
        ReadyMade(
            code="overdue", name=_l("Overdue follow-ups"), query={"whose": Whose.ALL.value, "due": Due.OVERDUE.value}
        ),
        ReadyMade(
            code="team_week", name=_l("My team's next 7 days"), query={"whose": Whose.TEAM.value, "due": Due.WEEK.value}
        ),
    ),
)
