"""Who may save views of lists, show them to a team, and change what others have shared."""

from partners.foundation.access import Permission


class ViewPermission(Permission):
    USE = "view.use"
    SHARE = "view.share"
    CHANGE_SHARED = "view.change_shared"
