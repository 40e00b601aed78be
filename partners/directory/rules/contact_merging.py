"""Two records of one person become one: which values stay, on what ground they are kept, and when they may not. Pure."""

from collections.abc import Mapping
from datetime import date
from typing import Any, Protocol

from partners.directory.rules.contacts import Retention, retention_of
from partners.directory.rules.merging import Choice, Side, Values, default_of, side_of
from partners.directory.rules.persons import BASIS_COLUMNS
from partners.foundation.words import Words, _l

#: The whole ground on which the data is kept.
BASIS = Choice("legal_basis", BASIS_COLUMNS)
CHOICES: tuple[Choice, ...] = (
    *(Choice(name, (name,)) for name in ("name", "name_other", "phone", "mobile", "email", "languages")),
    BASIS,
    Choice("note", ("note",), joins=True),
)
KEPT_LONGER = _l(
    "The data of both may be kept as long as the stricter of the two grounds says. "
    "Write why the other one counts, such as a new consent."
)


class Post(Protocol):
    """A post, as far as it can be the same as another."""

    partner_id: Any
    is_current: Any
    department: Any
    title: Any
    duty: Any
    starts_on: Any
    ends_on: Any


def is_kept_longer(sides: Mapping[str, Side], kept: Values, gone: Values) -> bool:
    """Whether somebody chose the ground that lets the data be kept longer than the other one does."""
    chosen = side_of(BASIS, sides, kept, gone)
    days = (kept["retain_until"], gone["retain_until"])
    return days[0] != days[1] and chosen is not default_of(BASIS, kept, gone)


def objections_to_one_person(is_same: bool, last_days: tuple[date | None, date | None], today: date) -> list[Words]:
    """Why these two may not become one; empty when they may."""
    if is_same:
        return [_l("A record cannot be merged into itself. Choose another.")]
    if Retention.ENDED in {retention_of(day, today) for day in last_days}:
        return [_l("The data of one of both may be kept no longer: it is to be destroyed, and not carried over.")]
    return []


def says_no_more(one: Post, other: Post) -> bool:
    """Whether a post says nothing that the other does not say as well."""
    if (one.partner_id, one.is_current) != (other.partner_id, other.is_current):
        return False
    told = ("department", "title", "duty", "starts_on", "ends_on")
    return all(not getattr(one, name) or getattr(one, name) == getattr(other, name) for name in told)
