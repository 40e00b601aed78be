"""Two records of one partner become one: which values stay, and when they may not. Pure.

What belongs together is chosen together: coordinates with their certainty, the officer with the team, the whole
ground on which a person's data is kept.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from partners.directory.rules.channels import handle_of
from partners.directory.rules.persons import BASIS_COLUMNS
from partners.directory.rules.words import HOME
from partners.foundation.words import Words, _l

Values = Mapping[str, Any]


class Side(StrEnum):
    """Whose value stays: of the record that stays, of the one that goes, or one after the other."""

    KEPT = "kept"
    GONE = "gone"
    BOTH = "both"


@dataclass(frozen=True)
class Choice:
    """What is chosen as one: the columns, and the name of the field under which it is asked."""

    name: str
    columns: tuple[str, ...]
    #: Both may stay, one after the other: free text.
    joins: bool = False


#: Columns that belong together, in the order in which they are asked; each other column stands alone.
TOGETHER: tuple[Choice, ...] = (
    Choice("name_ko", ("name_ko",)),
    Choice("name_en", ("name_en",)),
    Choice("name_native", ("name_native",)),
    Choice("country", ("country", "region")),
    Choice("address", ("address",)),
    Choice("point", ("lat", "lon", "point_confidence")),
    Choice("owner_team_id", ("owner_team_id", "owner_id")),
    Choice("valid_to", ("valid_to", "successor_id")),
    Choice("registration_no", ("registration_no", "registration_from", "registration_until")),
    Choice("term", ("term_from", "term_until")),
    Choice("is_team", ("is_team", "member_count")),
    Choice("period", ("starts_on", "ends_on")),
    Choice("legal_basis", BASIS_COLUMNS),
    Choice("source", ("source",)),
    Choice("note", ("note",), joins=True),
)
#: What decides of what kind the record is, and what follows from others.
NOT_CHOSEN = frozenset({"id", "kind", "member_kind", "reference_fields"})
NAMES = ("name_ko", "name_en", "name_native")
LAST = ("source", "note")


def choices_among(columns: Collection[str]) -> list[Choice]:
    """What is to be chosen for a record of these columns."""
    found = [one for one in TOGETHER if set(one.columns) <= set(columns)]
    known = {column for one in found for column in one.columns} | NOT_CHOSEN
    own = [Choice(column, (column,)) for column in columns if column not in known]
    # What only this kind has stands before the source and the note.
    return [*(one for one in found if one.name not in LAST), *own, *(one for one in found if one.name in LAST)]


def default_of(choice: Choice, kept: Values, gone: Values) -> Side:
    """What is chosen unless somebody chooses otherwise: what is filled, and what is confirmed."""
    if choice.name == "legal_basis":
        return _shorter(kept, gone)
    if is_empty(choice, kept):
        return Side.KEPT if is_empty(choice, gone) else Side.GONE
    better = _is_guess(choice, kept) and not _is_guess(choice, gone) and not is_empty(choice, gone)
    return Side.GONE if better else Side.KEPT


def _is_guess(choice: Choice, values: Values) -> bool:
    """Whether nobody of ours has confirmed it."""
    return any(column in values.get("reference_fields", ()) for column in choice.columns)


def _shorter(kept: Values, gone: Values) -> Side:
    """A person's data is kept no longer than was told to that person."""
    last: date | None = kept["retain_until"]
    other: date | None = gone["retain_until"]
    return Side.GONE if last is None or (other is not None and other < last) else Side.KEPT


def is_empty(choice: Choice, values: Values) -> bool:
    """Whether nothing is known of it."""
    return all(values[column] in (None, "", [], False) for column in choice.columns)


def agree(choice: Choice, kept: Values, gone: Values) -> bool:
    """Whether both records say the same of it."""
    return all(kept[column] == gone[column] for column in choice.columns)


def merged_values(choices: Iterable[Choice], sides: Mapping[str, Side], kept: Values, gone: Values) -> dict[str, Any]:
    """The columns of the record that stays, and which of them are still unconfirmed (`reference_fields`)."""
    told = list(choices)
    unconfirmed = [
        column
        for choice in told
        for column in choice.columns
        if column in (gone if side_of(choice, sides, kept, gone) is Side.GONE else kept)["reference_fields"]
    ]
    return {**chosen_values(told, sides, kept, gone), "reference_fields": sorted(unconfirmed)}


def chosen_values(choices: Iterable[Choice], sides: Mapping[str, Side], kept: Values, gone: Values) -> dict[str, Any]:
    """The columns of the record that stays, as they were chosen."""
    values: dict[str, Any] = {}
    for choice in choices:
        side = side_of(choice, sides, kept, gone)
        source = gone if side is Side.GONE else kept
        for column in choice.columns:
            values[column] = _joined(kept[column], gone[column]) if side is Side.BOTH else source[column]
    return values


def side_of(choice: Choice, sides: Mapping[str, Side], kept: Values, gone: Values) -> Side:
    """Whose value stays: the chosen one, or else the default."""
    return sides.get(choice.name, default_of(choice, kept, gone))


def other_names(values: Values, kept: Values, gone: Values) -> list[str]:
    """The other names of the record that stays: those of both, and the names that were not chosen."""
    every = [*kept["aliases"], *gone["aliases"], *(one[name] for one in (kept, gone) for name in NAMES)]
    taken = {values[name] for name in NAMES}
    return [name for name in dict.fromkeys(every) if name and name not in taken]


def channels_of_both(kept: Values, gone: Values) -> list[Values]:
    """The channels of both, each once: @name and its address are one."""
    found: dict[Any, Values] = {}
    for one in [*kept.get("channels", ()), *gone.get("channels", ())]:
        found.setdefault(handle_of(one["platform"], one["handle"], one["url"]) or len(found), one)
    return list(found.values())


def _joined(one: str, other: str) -> str:
    return "\n\n".join(dict.fromkeys(text for text in (one, other) if text))


@dataclass(frozen=True, kw_only=True)
class Both:
    """What tells whether two records may become one."""

    kind: str
    kind_gone: str
    member_kind: str
    member_kind_gone: str
    country: str
    country_gone: str
    is_bound: bool
    is_archived: bool
    succeeds: bool
    is_same: bool


def objections_to_merge(both: Both) -> list[Words]:
    """Why these two may not become one; empty when they may."""
    if both.is_same:
        return [_l("A record cannot be merged into itself. Choose another.")]
    checks: Sequence[tuple[bool, Words]] = (
        (both.is_archived, _l("One of both is archived. Have it brought back first.")),
        (
            (both.kind, both.member_kind) != (both.kind_gone, both.member_kind_gone),
            _l("The two are of different kinds. Only records of one kind can be one partner."),
        ),
        (both.succeeds, _l("One of both is the successor of the other: they are two bodies, one after the other.")),
        (
            both.is_bound and (both.country == HOME) != (both.country_gone == HOME),
            _l("One lies at home and one abroad, and there is a tie or an agreement: the law tells them apart."),
        ),
    )
    return [sentence for is_so, sentence in checks if is_so]
