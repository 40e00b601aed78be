"""What people do at the desk: sign in and out, keep their own account, look after people and teams."""

from partners.accounts.actions.nightly import ATTEMPTS_KEPT, forget_old_attempts, forget_old_grants
from partners.accounts.actions.own import change_password, choose_language, end_other_sessions, end_session
from partners.accounts.actions.people import (
    check_password,
    create_user,
    disable_user,
    enable_user,
    end_sessions_of,
    rename_user,
    reset_password,
)
from partners.accounts.actions.rights import change_role
from partners.accounts.actions.signing_in import Closed, sign_in, sign_out, touch
from partners.accounts.actions.teams import create_team, hand_over, merge_team, rename_team

__all__ = [
    "ATTEMPTS_KEPT",
    "Closed",
    "change_password",
    "change_role",
    "check_password",
    "choose_language",
    "create_team",
    "create_user",
    "disable_user",
    "enable_user",
    "end_other_sessions",
    "end_session",
    "end_sessions_of",
    "forget_old_attempts",
    "forget_old_grants",
    "hand_over",
    "merge_team",
    "rename_team",
    "rename_user",
    "reset_password",
    "sign_in",
    "sign_out",
    "touch",
]
