"""What the list of interactions may be asked, read from an address. Pure."""

from collections.abc import Container, Mapping
from dataclasses import dataclass
from datetime import date

from partners.directory.rules.filters import LONGEST_QUERY, OWNER_ID, UnknownFilter, is_country
from partners.foundation.hangul import clean
from partners.foundation.words import _l
from partners.interactions.rules.columns import INTERACTION_COLUMNS, NEWEST
from partners.interactions.rules.entries import YEARS
from partners.interactions.rules.kinds import DIRECTIONS, KINDS

YES = "y"
#: Beside the standing ones, which are shown when nothing is asked.
VOID_ONLY, VOID_TOO = "only", "all"
#: Beside the years themselves: the one in which somebody looks, and the one before.
THIS_YEAR, LAST_YEAR = "this", "last"
#: Beside the ids of partners: a record that names none.
NAMES_NOBODY = "none"


@dataclass(frozen=True, kw_only=True)
class InteractionFilter:
    """What the list shows. Empty is everything that stands; void records only come when asked for."""

    kind: str = ""
    #: A fiscal year, THIS_YEAR or LAST_YEAR.
    year: str = ""
    direction: str = ""
    team: str = ""
    #: The id of a partner that it names, itself or an institution of its, or NAMES_NOBODY.
    partner: str = ""
    #: A code, or all at home or abroad: where a partner is that it names.
    country: str = ""
    #: A day (ISO): only what had begun by then.
    as_of: str = ""
    #: y: only those whose recipients were not said.
    unspecified: str = ""
    #: y: only those without a date.
    undated: str = ""
    #: y: only those where something changed hands and nobody knows the amount.
    amount_unknown: str = ""
    void: str = ""
    q: str = ""
    #: An order of the columns; empty is the newest first.
    sort: str = ""
    #: The saved view that is open; it asks nothing by itself.
    view: str = ""

    @property
    def order(self) -> str:
        """The order in force."""
        return self.sort or NEWEST

    @property
    def partner_id(self) -> int | None:
        return int(self.partner) if self.partner not in ("", NAMES_NOBODY) else None

    def fiscal_year(self, this_year: int) -> int | None:
        """The fiscal year that is meant."""
        if self.year in (THIS_YEAR, LAST_YEAR):
            return this_year if self.year == THIS_YEAR else this_year - 1
        return int(self.year) if self.year else None

    @property
    def day(self) -> date | None:
        return date.fromisoformat(self.as_of) if self.as_of else None

    @property
    def address(self) -> dict[str, str]:
        """What the address of this list needs."""
        return {name: value for name, value in vars(self).items() if value}

    @property
    def narrowing(self) -> dict[str, str]:
        """What is asked, without the order and the view that is open."""
        return {name: value for name, value in self.address.items() if name not in ("sort", "view")}


def read_filter(asked: Mapping[str, str], teams: Container[str]) -> InteractionFilter:
    """The filter that an address asks for; `teams` are the codes that there are. Raises UnknownFilter."""
    given = {name: clean(asked.get(name, "")) for name in InteractionFilter.__dataclass_fields__}
    year = given["year"]
    for name, label, is_known in (
        ("kind", _l("kind"), given["kind"] in KINDS),
        ("year", _l("year"), _is_year(year)),
        ("direction", _l("direction"), given["direction"] in DIRECTIONS),
        ("team", _l("team"), given["team"] in teams),
        ("partner", _l("partner"), given["partner"] == NAMES_NOBODY or bool(OWNER_ID.fullmatch(given["partner"]))),
        ("country", _l("country"), is_country(given["country"])),
        ("as_of", _l("day"), _is_day(given["as_of"])),
        ("unspecified", _l("recipients"), given["unspecified"] == YES),
        ("undated", _l("date"), given["undated"] == YES),
        ("amount_unknown", _l("amount"), given["amount_unknown"] == YES),
        ("void", _l("void records"), given["void"] in (VOID_ONLY, VOID_TOO)),
        ("q", _l("text"), len(given["q"]) <= LONGEST_QUERY),
        ("sort", _l("order"), given["sort"] in INTERACTION_COLUMNS.sorts),
        ("view", _l("view"), len(given["view"]) <= LONGEST_QUERY),
    ):
        if given[name] and not is_known:
            raise UnknownFilter(label, given[name])
    return InteractionFilter(**{**given, "sort": "" if given["sort"] == NEWEST else given["sort"]})


def _is_year(value: str) -> bool:
    return value in (THIS_YEAR, LAST_YEAR) or (value.isascii() and value.isdigit() and int(value[:5]) in YEARS)


def _is_day(value: str) -> bool:
    try:
        return date.fromisoformat(value).isoformat() == value
    except ValueError:
        return False
