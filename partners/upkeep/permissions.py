"""What may be done in upkeep."""

from typing import Any

from werkzeug.exceptions import Forbidden

from partners.foundation.access import Permission, Scope, may, scope_of


class ActPermission(Permission):
    VIEW = "act.view"
    #: Change many records together: each as far as its own permission reaches.
    CHANGE_MANY = "act.change_many"
    #: What one did oneself (the own team's reach); a manager also what others did.
    UNDO = "act.undo"


class TrashPermission(Permission):
    """Deleting and bringing back asks for the permission of the record; see `rules/trash.py`."""

    VIEW = "trash.view"
    #: Destroy at once what is in the trash, with a written reason.
    DESTROY = "trash.destroy"


class QualityPermission(Permission):
    VIEW = "quality.view"


class MergePermission(Permission):
    """Saying which records are one. Reaches as far as one may correct both."""

    MERGE = "partner.merge"
    #: Say which of two ties stays, where the same one stands with both.
    DECIDE_TIES = "partner.merge.ties"


def may_undo(person: Any, act: Any) -> bool:
    """Whether the person may take this act back: whoever did it, and a manager."""
    own = act.by_id == person.id
    return may(person, ActPermission.UNDO) and (own or scope_of(person, ActPermission.UNDO) is Scope.ANY)


def ensure_may_undo(person: Any, act: Any) -> None:
    """Raise Forbidden (403) unless the person may take it back."""
    if not may_undo(person, act):
        raise Forbidden()
