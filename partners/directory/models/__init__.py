"""Partners and everything that is theirs: names, channels, contacts, ties, documents, tags, standing."""

from partners.directory.models.duplicates import ContactForwarding, DuplicatePair, PartnerForwarding
from partners.directory.models.labels import PartnerTag, Tag, VocabularyTerm
from partners.directory.models.partners import Partner, PartnerAlias, PartnerChannel, PartnerNameKey
from partners.directory.models.people import Contact, ContactPost, PersonalBasis
from partners.directory.models.relations import Document, PartnerStanding, PartnerTab, Tie, TieEvent

__all__ = [
    "Contact",
    "ContactForwarding",
    "ContactPost",
    "Document",
    "DuplicatePair",
    "Partner",
    "PartnerAlias",
    "PartnerChannel",
    "PartnerForwarding",
    "PartnerNameKey",
    "PartnerStanding",
    "PartnerTab",
    "PartnerTag",
    "PersonalBasis",
    "Tag",
    "Tie",
    "TieEvent",
    "VocabularyTerm",
]
