"""자료의 빈 곳: what the records do not say, as the filters of the lists ask for it. Pure.

Whoever counts gaps counts these, so that a figure is the same on every page and in the list that it opens.
"""

from partners.directory.rules.filters import NO_CONTACT, NO_PLACE, NOBODY, UNSURE_PLACE, PartnerFilter
from partners.foundation.words import Words, _l
from partners.interactions.rules import InteractionFilter

RECORD_GAPS: dict[str, tuple[Words, InteractionFilter]] = {
    "undated": (_l("Records without a date"), InteractionFilter(undated="y")),
    "amount": (_l("Records whose amount is unknown"), InteractionFilter(amount_unknown="y")),
    "recipients": (_l("Records whose recipients are not named"), InteractionFilter(unspecified="y")),
}
PARTNER_GAPS: dict[str, tuple[Words, PartnerFilter]] = {
    "place": (_l("Partners without coordinates"), PartnerFilter(missing=NO_PLACE)),
    "sure_place": (_l("Partners whose coordinates are to be confirmed"), PartnerFilter(missing=UNSURE_PLACE)),
    "owner": (_l("Partners without an officer in charge"), PartnerFilter(owner=NOBODY)),
    "contact": (_l("Partners without a contact person"), PartnerFilter(missing=NO_CONTACT)),
    "sisters": (
        _l("Sister cities without a contact person"),
        PartnerFilter(kind="city", tie="sister", missing=NO_CONTACT),
    ),
}
