"""The list of agreements as saved views know it, with the views that everybody has. Pure."""

from partners.agreements.rules.filters import YES, CaseFilter
from partners.agreements.vocabulary import OPEN
from partners.directory.rules.filters import NOBODY
from partners.foundation.words import _l
from partners.lists.rules import ReadyMade, SavedList, known_names

AGREEMENTS = SavedList(
    code="agreements",
    label=_l("Agreements"),
    endpoint="agreements.index",
    names=known_names(CaseFilter.__dataclass_fields__),
    ready_made=(
        ReadyMade(code="stuck", name=_l("Stuck agreements"), query={"stuck": YES}),
        ReadyMade(code="under_way", name=_l("Agreements under way"), query={"state": OPEN}),
        ReadyMade(code="nobodys_case", name=_l("Cases without an officer"), query={"state": OPEN, "owner": NOBODY}),
    ),
)
