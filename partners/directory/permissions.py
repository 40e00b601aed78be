"""What may be done with partners."""

from partners.foundation.access import Permission


class PartnerPermission(Permission):
    VIEW = "partner.view"
    CREATE = "partner.create"
    EDIT = "partner.edit"
    TAKE_OVER = "partner.take_over"
