"""Access: every view names what it requires; one table says who has it; nothing else is allowed."""

from collections.abc import Callable, Mapping
from enum import IntEnum, StrEnum
from functools import wraps
from typing import Any, ParamSpec, Protocol, TypeVar

from flask import Flask, current_app, request
from flask_login import current_user
from werkzeug.exceptions import Forbidden

P = ParamSpec("P")
R = TypeVar("R")


class Permission(StrEnum):
    """Base of each capability's permission names, such as `PartnerPermission.EDIT`."""


class Scope(IntEnum):
    """How far a grant reaches: nothing, what the own team owns, or every record."""

    NONE = 0
    OWN_TEAM = 1
    ANY = 2


class Person(Protocol):
    """Whoever acts: enough to decide what they may do."""

    @property
    def role(self) -> Any: ...
    @property
    def team_id(self) -> int | None: ...


Grants = Mapping[Permission, Mapping[str, Scope]]


def install(app: Flask, grants: Grants) -> None:
    """Give the app its access table, and close every view that names no permission."""
    app.extensions["partners.grants"] = grants
    app.before_request(_refuse_unguarded_views)


def scope_of(person: Person, permission: Permission) -> Scope:
    """How far the person's role reaches with this permission."""
    grants: Grants = current_app.extensions["partners.grants"]
    role = getattr(person, "role", None)
    return grants.get(permission, {}).get(str(role), Scope.NONE)


def may(person: Person, permission: Permission, record: Any = None) -> bool:
    """Whether the person may do this, to this record when one is given.

    A record belongs to the team in its `owner_team_id`.
    """
    scope = scope_of(person, permission)
    if scope is not Scope.OWN_TEAM or record is None:
        return scope is not Scope.NONE
    return person.team_id is not None and record.owner_team_id == person.team_id


def roles_that_may(permission: Permission) -> list[str]:
    """The roles to which the table grants it, as far as it may reach."""
    grants: Grants = current_app.extensions["partners.grants"]
    return [role for role, scope in grants[permission].items() if scope is not Scope.NONE]


def ensure(person: Person, permission: Permission, record: Any = None) -> None:
    """Raise Forbidden (403) unless the person may do this."""
    if not may(person, permission, record):
        raise Forbidden()


def requires(permission: Permission) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """Guard a view: a stranger is sent to sign in, a person without the permission gets 403."""

    def guard(view: Callable[P, R]) -> Callable[P, R]:
        @wraps(view)
        def guarded(*args: P.args, **kwargs: P.kwargs) -> R:
            if not current_user.is_authenticated:
                refused: R = current_app.login_manager.unauthorized()  # type: ignore[attr-defined]
                return refused
            ensure(current_user, permission)
            return view(*args, **kwargs)

        guarded.guarded_by = permission  # type: ignore[attr-defined]
        return guarded

    return guard


def open_to_all(view: Callable[P, R]) -> Callable[P, R]:
    """Mark a view that strangers may see."""
    view.guarded_by = "everybody"  # type: ignore[attr-defined]
    return view


def is_open_to_all(endpoint: str | None) -> bool:
    """Whether strangers may see it; what does not exist shows nobody anything."""
    view = current_app.view_functions.get(endpoint or "")
    return view is None or getattr(view, "guarded_by", None) == "everybody"


def _refuse_unguarded_views() -> None:
    if request.endpoint is not None:
        view = current_app.view_functions[request.endpoint]
        if not hasattr(view, "guarded_by"):
            raise Forbidden()
