"""Who may read the audit."""

from partners.foundation.access import Permission


class AuditPermission(Permission):
    VIEW = "audit.view"
