"""Who has a first page."""

from partners.foundation.access import Permission


class TodayPermission(Permission):
    VIEW = "today.view"
