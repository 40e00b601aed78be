"""The columns of the list of interactions. Pure."""

from partners.foundation.words import _l
from partners.lists.columns import ASIDE, EXTRA, HEAD, Column, Columns

#: The order that stands while nobody chose one.
NEWEST = "-when"

INTERACTION_COLUMNS = Columns(
    (
        Column(code="when", label=_l("Date"), sorts=True, latest_first=True, width=180),
        Column(code="title", label=_l("What it was"), place=HEAD),
        Column(code="kind", label=_l("Kind"), sorts=True, latest_first=True, place=ASIDE, width=172),
        Column(code="partners", label=_l("Partners"), personal=True, width=262),
        Column(code="worth", label=_l("Item and amount"), short=_l("Worth"), sorts=True, latest_first=True, width=190),
        Column(code="team", label=_l("Team"), sorts=True, latest_first=True, place=EXTRA, width=120),
        Column(code="year", label=_l("Year"), sorts=True, latest_first=True, shown=False, width=80),
        Column(code="writer", label=_l("Written down by"), shown=False, width=120),
        Column(code="recorded", label=_l("Written down"), sorts=True, latest_first=True, shown=False, width=150),
        Column(code="source", label=_l("Source"), shown=False, width=190),
    )
)
