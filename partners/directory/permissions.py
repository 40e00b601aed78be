"""What may be done with partners."""

from partners.foundation.access import Permission


class PartnerPermission(Permission):
    VIEW = "partner.view"
    CREATE = "partner.create"
    EDIT = "partner.edit"
    #: Ties and cases of an abolished or merged partner go to its successor.
    HAND_OVER = "partner.hand_over"
    TAKE_OVER = "partner.take_over"
    ARCHIVE = "partner.archive"
    TAG = "partner.tag"
    #: Into the trash: what was registered by mistake.
    DELETE = "partner.delete"


class ContactPermission(Permission):
    VIEW = "contact.view"
    #: Phones and mail addresses in full; others see them masked.
    SEE_DETAILS = "contact.see_details"
    EDIT = "contact.edit"


class DocumentPermission(Permission):
    VIEW = "document.view"
    EDIT = "document.edit"


class VocabularyPermission(Permission):
    """Tags and vocabularies: the words that the office chooses itself."""

    MANAGE = "vocabulary.manage"
