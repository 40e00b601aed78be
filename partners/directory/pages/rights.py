"""Who may register what: an officer the kinds of the own team and those that no team keeps."""

from typing import Any

from partners.accounts.queries import find_team
from partners.directory.kinds.kind import Kind
from partners.directory.permissions import PartnerPermission
from partners.foundation.access import Scope, scope_of


def may_create(person: Any, kind: Kind) -> bool:
    """Whether the person may register a partner of this kind."""
    scope = scope_of(person, PartnerPermission.CREATE)
    if scope is Scope.OWN_TEAM:
        return person.team_id is not None and kind.team in (None, person.team_code)
    return scope is Scope.ANY


def may_choose_team(person: Any) -> bool:
    """Whether the person writes for every team, and so says to whom a record belongs."""
    return scope_of(person, PartnerPermission.CREATE) is Scope.ANY


def default_team(kind: Kind, person: Any) -> int | None:
    """The team that a new record belongs to unless somebody chooses another."""
    team = find_team(kind.team or "")
    return person.team_id or (team.id if team else None)
