"""What concerns one's own account and other people's."""

from partners.foundation.access import Permission


class AccountPermission(Permission):
    USE_OWN = "account.use_own"
    MANAGE_USERS = "account.manage_users"
    MANAGE_TEAMS = "account.manage_teams"
