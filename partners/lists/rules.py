"""What a list says of itself so that views of it can be saved, and what a saved view may be. Pure."""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol
from urllib.parse import parse_qsl, urlencode

from partners.foundation.hangul import clean, fold
from partners.foundation.refusals import Refusal
from partners.foundation.words import _, _l

LONGEST_NAME = 40
LONGEST_QUERY = 2_000
#: Of one list, by one person; and in the menu of one person.
MOST_SAVED = 30
MOST_PINNED = 10
#: In the place of a view: none is open, everything is shown.
EVERYTHING = "all"
#: What any list of ours may be asked beside its filters.
OF_EVERY_LIST = ("sort", "columns", "density")
#: Of the page and of the view that were open: they are no part of what is kept.
OF_THE_MOMENT = ("page", "view")

Query = Mapping[str, str]


class Asked(Protocol):
    """A list's filter: what it says of itself as it stands in the address."""

    @property
    def address(self) -> Mapping[str, Any]: ...


@dataclass(frozen=True, kw_only=True)
class ReadyMade:
    """A view that everybody has: declared beside its list, in no table."""

    code: str
    name: Any
    query: Query


@dataclass(frozen=True, kw_only=True)
class SavedList:
    """A list of which views are saved. `names` are the parameters that its address knows, pages left out."""

    code: str
    label: Any
    endpoint: str
    names: tuple[str, ...]
    ready_made: tuple[ReadyMade, ...] = ()
    #: The parameter that names a section of the list, which has a page of its own: the kind of partner.
    section: str = ""


@dataclass(frozen=True, kw_only=True)
class View:
    """A view as a person has it: ready-made, their own, or shared with their team."""

    #: The id of a saved one, the code of a ready-made one.
    key: str
    list: str
    name: Any
    query: Query
    owner_id: int | None = None
    owner_name: str = ""
    owner_team_id: int | None = None
    team_name: str = ""
    version: int | None = None
    is_pinned: bool = False
    is_default: bool = False

    @property
    def is_ready_made(self) -> bool:
        return self.owner_id is None

    @property
    def is_shared(self) -> bool:
        return self.owner_team_id is not None


@dataclass(frozen=True)
class Understood:
    """What of a stored query the list still understands, and what had to be left out."""

    query: dict[str, str]
    left_out: dict[str, str] = field(default_factory=dict)


def known_names(fields: Iterable[str]) -> tuple[str, ...]:
    """The parameters of a list with these filters."""
    return tuple(dict.fromkeys(name for name in (*fields, *OF_EVERY_LIST) if name not in OF_THE_MOMENT))


def in_order(given: Mapping[str, Any], names: Collection[str]) -> dict[str, str]:
    """What an address asks, without what the list does not know (pages among it) and without what is empty."""
    return {name: text for name in names if (value := given.get(name)) and (text := clean(str(value)))}


def same(one: Query, other: Query) -> bool:
    """Whether two queries show the same. How high rows are is their reader's taste, and remembered by itself."""
    left, right = ({name: value for name, value in query.items() if name != "density"} for query in (one, other))
    return left == right


def written(query: Query) -> str:
    """A query as it is stored: kind=city&tie=sister."""
    return urlencode(list(query.items()))


def read_query(text: str) -> dict[str, str]:
    """A stored query, or one that a form sends back. Raises Refusal when it is too long."""
    if len(text) > LONGEST_QUERY:
        raise Refusal(_l("These filters are too long to be saved. Take some of them away."))
    return {name: value for name, value in parse_qsl(text) if name not in OF_THE_MOMENT}


def understand(query: Query, names: Collection[str], reader: Callable[[Query], object]) -> Understood:
    """Leave out what a list does not understand any more: a filter renamed, a team that is closed, a stage given up."""
    found = Understood({})
    for name, value in query.items():
        if name in names and _is_read({**found.query, name: value}, reader):
            found.query[name] = value
        else:
            found.left_out[name] = value
    return found


def checked_name(name: str, taken: Iterable[Any]) -> str:
    """The name as it is kept. Raises Refusal at `name` when it is empty, too long, or another view in sight has it."""
    name = clean(name)
    if not fold(name):
        raise Refusal(_l("Write a name for the view."), field="name")
    if len(name) > LONGEST_NAME:
        raise Refusal(_("At most %(most)s characters.", most=LONGEST_NAME), field="name")
    if fold(name) in {fold(str(other)) for other in taken}:
        raise Refusal(_l("There is a view of this name in this list already. Choose another one."), field="name")
    return name


def _is_read(query: Query, reader: Callable[[Query], object]) -> bool:
    try:
        reader(query)
    except Refusal:
        return False
    return True
