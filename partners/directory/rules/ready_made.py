"""The lists of partners and of contacts as saved views know them, with the views that everybody has. Pure."""

from partners.directory.rules.contact_filter import ContactFilter
from partners.directory.rules.contacts import Retention
from partners.directory.rules.filters import NO_CONTACT, NOBODY, THIS_MONTH, UNSURE_PLACE, PartnerFilter
from partners.foundation.words import _l
from partners.lists.rules import ReadyMade, SavedList, known_names

PARTNERS = SavedList(
    code="partners",
    label=_l("Partners"),
    endpoint="directory.index",
    names=known_names(PartnerFilter.__dataclass_fields__),
    section="kind",
    ready_made=(
        ReadyMade(code="quiet", name=_l("Silent partners, 90 days"), query={"contact": "90", "sort": "last"}),
        ReadyMade(code="expiring", name=_l("Ends this month"), query={"expiring": THIS_MONTH}),
        ReadyMade(code="nobodys", name=_l("Nobody in charge"), query={"owner": NOBODY}),
        ReadyMade(code="unsure_place", name=_l("Coordinates to confirm"), query={"missing": UNSURE_PLACE}),
        ReadyMade(code="no_contact", name=_l("No contact person"), query={"missing": NO_CONTACT}),
    ),
)

CONTACTS = SavedList(
    code="contacts",
    label=_l("Contacts at partners"),
    endpoint="directory.all_contacts",
    names=known_names(ContactFilter.__dataclass_fields__),
    ready_made=(
        ReadyMade(
            code="retention_soon",
            name=_l("Retention ends within 90 days"),
            query={"retention": Retention.SOON.value, "sort": "retention"},
        ),
        ReadyMade(
            code="retention_ended",
            name=_l("Retention has ended"),
            query={"retention": Retention.ENDED.value, "sort": "retention"},
        ),
        ReadyMade(code="retention_unknown", name=_l("Retention not set"), query={"retention": Retention.UNKNOWN.value}),
    ),
)
