"""What may be done with the map."""

from partners.foundation.access import Permission


class MapPermission(Permission):
    VIEW = "map.view"
