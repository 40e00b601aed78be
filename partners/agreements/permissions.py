"""What may be done with agreements."""

from partners.foundation.access import Permission


class AgreementPermission(Permission):
    VIEW = "agreement.view"
    START = "agreement.start"
    EDIT = "agreement.edit"
    MOVE = "agreement.move"
    RECORD_CONSENT = "agreement.record_consent"
    END = "agreement.end"
    OVERRIDE = "agreement.override"
