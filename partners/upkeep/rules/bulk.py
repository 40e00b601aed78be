"""Changing many records together: how many, what is left out and why, and that the preview still holds. Pure."""

import hashlib
import json
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any
from urllib.parse import parse_qsl, urlencode

from partners.foundation.refusals import Refusal
from partners.foundation.words import _, _l

#: So many can be chosen one by one; for more one says "all that match".
MOST_CHOSEN = 500
#: So many are changed in one act: a few seconds, within one request and one transaction.
MOST_AT_ONCE = 10_000
LONGEST_WHERE = 2_000

Effect = Mapping[str, tuple[Any, Any]]


class Left(StrEnum):
    """Why a record is left out, in the order in which a page says it."""

    NOT_YOURS = "not_yours"
    OF_ANOTHER_TEAM = "of_another_team"
    TIE = "tie"
    CASE = "case"
    FOLLOW_UP = "follow_up"
    TOO_MANY_TAGS = "too_many_tags"
    ARCHIVED = "archived"
    CLOSED = "closed"
    GONE = "gone"
    ALREADY = "already"


LEFT_WORDS: dict[Left, Any] = {
    Left.NOT_YOURS: _l("Another team has it in charge. Ask that team or a manager."),
    Left.OF_ANOTHER_TEAM: _l("The officer in charge must belong to the team in charge. Choose somebody of that team."),
    Left.TIE: _l("A tie with it still stands. End the tie first."),
    Left.CASE: _l("An agreement with it is under way. End the case first."),
    Left.FOLLOW_UP: _l("A follow-up with it is still open. Complete or cancel it first."),
    Left.TOO_MANY_TAGS: _l("It would carry more than twenty tags. Take some off first."),
    Left.ARCHIVED: _l("It is archived. Bring it back first."),
    Left.CLOSED: _l("It is closed already."),
    Left.GONE: _l("It does not exist any more."),
    Left.ALREADY: _l("It is so already: nothing to change."),
}


class NoSelection(Refusal):
    """Nothing to work on was chosen, or too much, or what was sent makes no sense."""


class Moved(Refusal):
    """What the preview showed is not so any more: it has to be looked at again."""

    status = 409

    def __init__(self) -> None:
        super().__init__(_l("This is not as the preview showed it any more. Look at it again, then confirm."))


@dataclass(frozen=True)
class Selection:
    """Records that were chosen: by id, or all that a list's filter lets through (`where`, as in its address)."""

    ids: tuple[int, ...] = ()
    where: Mapping[str, str] | None = None

    @property
    def chosen(self) -> str:
        """The ids as a form carries them."""
        return ",".join(map(str, self.ids))

    @property
    def query(self) -> str:
        """The filter as a form carries it."""
        return urlencode(self.where or {})


def read_selection(ids: Collection[str], where: str | None) -> Selection:
    """What was chosen, as an address or a form says it. Raises NoSelection."""
    if where is not None:
        if len(where) > LONGEST_WHERE:
            raise NoSelection(_l("This address is not complete. Go back to the list and choose again."))
        return Selection(where=dict(parse_qsl(where)))
    if len(ids) > MOST_CHOSEN:
        raise NoSelection(
            _(
                "At most %(most)s records can be chosen one by one; these are %(count)s. Narrow the list with its "
                "filter, then change all that match.",
                most=MOST_CHOSEN,
                count=len(ids),
            )
        )
    if not all(one.isascii() and one.isdigit() and len(one) < 10 for one in ids):
        raise NoSelection(_l("This address is not complete. Go back to the list and choose again."))
    return Selection(ids=tuple(sorted({int(one) for one in ids})))


def ensure_not_too_many(ids: Collection[int]) -> None:
    """Raise NoSelection beyond what one act can change."""
    if len(ids) > MOST_AT_ONCE:
        most = f"{MOST_AT_ONCE:,}"
        raise NoSelection(_("More than %(most)s records match. Narrow the filter and change them in parts.", most=most))


@dataclass(frozen=True)
class Sorted:
    """What a change would do to each of the records chosen, and which it leaves out."""

    changes: Mapping[int, Effect]
    left: Mapping[int, Left]

    @property
    def groups(self) -> list[tuple[Left, Sequence[int]]]:
        """The ids that are left out, by reason."""
        groups = [(why, [one for one, because in self.left.items() if because is why]) for why in Left]
        return [(why, ids) for why, ids in groups if ids]


def sort_out(ids: Collection[int], rows: Mapping[int, Any], decide: Callable[[Any], Left | Effect]) -> Sorted:
    """Decide of each record what it gets, or why it is left out; `rows` are those that exist."""
    changes: dict[int, Effect] = {}
    left: dict[int, Left] = {}
    for one in ids:
        row = rows.get(one)
        decided = Left.GONE if row is None else decide(row)
        if isinstance(decided, Left):
            left[one] = decided
        else:
            changes[one] = decided
    return Sorted(changes, left)


def seen_as(change: str, told: Mapping[str, Any], found: Sorted) -> str:
    """A digest of what a preview shows: sent along, it tells whether that still holds when it is confirmed."""
    shown = [change, dict(told), sorted(found.changes.items()), sorted(found.left.items())]
    return hashlib.sha256(json.dumps(shown, default=str, ensure_ascii=False).encode()).hexdigest()
