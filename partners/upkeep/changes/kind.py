"""What a change of many records is made of, and what a kind of records needs for it."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from partners.accounts.rules import SignedIn
from partners.audit.actions import Changes
from partners.foundation.access import Permission, Scope, scope_of
from partners.foundation.database import Model
from partners.upkeep.changes.forms import ChangeForm
from partners.upkeep.queries.rows import Frame
from partners.upkeep.rules.bulk import Sorted

Told = Mapping[str, Any]


@dataclass(frozen=True)
class Change:
    """One way to change many records together. `apply` is the action that changes one of them, given many."""

    code: str
    label: Any
    icon: str
    permission: Permission
    form: type[ChangeForm]
    #: What it would do to each of the records, as they are now: reads only.
    sort_out: Callable[[Told, Collection[int], SignedIn], Sorted]
    apply: Callable[[Told, Collection[int], SignedIn, Changes], None]
    #: Every row that `apply` may touch.
    frames: Callable[[Told, Collection[int]], Sequence[Frame]]
    #: What was asked for, in fields of the records.
    words: Callable[[Told], Sequence[tuple[str, Any]]]
    #: Only for who may do it to records of every team.
    for_all_teams: bool = False
    hint: Any = ""

    def is_offered_to(self, person: Any) -> bool:
        scope = scope_of(person, self.permission)
        return scope is Scope.ANY if self.for_all_teams else scope is not Scope.NONE


@dataclass(frozen=True)
class Records:
    """A kind of records that a list shows and that can be changed together."""

    #: As the audit and the addresses name it.
    code: str
    model: type[Model]
    #: The name under which its list sends the rows that are chosen.
    chosen_as: str
    #: The endpoint of its list.
    list_endpoint: str
    #: The ids of what the filter in an address lets through, at most so many. Raises UnknownFilter.
    matching: Callable[[Mapping[str, str], SignedIn, int], list[int]]
    changes: Sequence[Change]

    def offered_to(self, person: Any) -> list[Change]:
        return [change for change in self.changes if change.is_offered_to(person)]
