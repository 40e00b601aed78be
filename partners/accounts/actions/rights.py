"""Giving somebody another role or team."""

from partners.accounts import queries
from partners.accounts.actions.grants import begin_grant, end_grants
from partners.accounts.actions.guards import ensure_fresh, ensure_may, ensure_not_oneself, ensure_one_administrator_left
from partners.accounts.actions.people import MANAGE, end_sessions, ensure_team
from partners.accounts.models import Team, User
from partners.accounts.rules import Role, SignedIn
from partners.audit.actions import record
from partners.foundation.hangul import clean
from partners.foundation.refusals import Refusal
from partners.foundation.words import _l


def change_role(user: User, role: Role, team: Team | None, *, reason: str, version: int | None, by: SignedIn) -> None:
    """Give the person this role in this team, from the next request on: every open session ends.

    Raises Refusal without a reason, when nothing would change, for oneself and for the last administrator;
    Stale when somebody else was first.
    """
    ensure_may(by, MANAGE)
    ensure_fresh(user, version)
    ensure_not_oneself(user, by)
    before = (user.role, user.team_id)
    _ensure_change(before, role, team, reason)
    ensure_team(role, team)
    if role is not Role.ADMINISTRATOR:
        ensure_one_administrator_left(user)
    user.role, user.team_id = role.value, team.id if team else None
    codes = queries.team_codes()
    changes = {"role": (before[0], role.value), "team": (codes.get(before[1] or 0), team.code if team else None)}
    record(by, "user:role:changed", user, changes, reason=clean(reason))
    end_grants([user.id], by)
    begin_grant(user, by, clean(reason))
    end_sessions(user.id)


def _ensure_change(before: tuple[str, int | None], role: Role, team: Team | None, reason: str) -> None:
    if not clean(reason):
        raise Refusal(_l("Write why, for whoever asks later."), field="reason")
    if before == (role.value, team.id if team else None):
        raise Refusal(_l("This is the role and the team that the person has. Choose another one."), field="role")
