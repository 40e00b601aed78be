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
    #: Drawing up papers from a case: motion, certificate, report.
    DRAFT = "agreement.draft"
    #: Rounds of recruitment, and moving their applicants together.
    KEEP_ROUNDS = "agreement.keep_rounds"
    #: Sessions of the council.
    KEEP_SESSIONS = "agreement.keep_sessions"
    #: Names of stages, levels of gates, terms and the consent matrix.
    CONFIGURE = "agreement.configure"
