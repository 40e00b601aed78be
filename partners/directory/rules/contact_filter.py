"""What the list of all contacts may be asked, read from an address. Pure."""

from collections.abc import Container, Mapping
from dataclasses import dataclass

from partners.directory.rules.columns import CONTACT_COLUMNS
from partners.directory.rules.contacts import Retention
from partners.directory.rules.filters import LONGEST_QUERY, UnknownFilter
from partners.foundation.hangul import clean
from partners.foundation.words import _l

RETENTIONS = (Retention.SOON.value, Retention.ENDED.value, Retention.UNKNOWN.value)


@dataclass(frozen=True, kw_only=True)
class ContactFilter:
    """What the list shows; empty is everything. `q` is the name of a partner, `retention` a Retention."""

    kind: str = ""
    team: str = ""
    retention: str = ""
    q: str = ""
    sort: str = "name"
    #: The saved view that is open; it asks nothing by itself.
    view: str = ""

    @property
    def order(self) -> str:
        """The order in force."""
        return self.sort

    @property
    def narrowing(self) -> dict[str, str]:
        """What is asked besides the order, as it stands in the address."""
        asked = {name: getattr(self, name) for name in ("kind", "team", "retention", "q")}
        return {name: value for name, value in asked.items() if value}

    @property
    def address(self) -> dict[str, str]:
        """Everything that the address of this list needs."""
        kept = {"sort": "" if self.sort == "name" else self.sort, "view": self.view}
        return self.narrowing | {name: value for name, value in kept.items() if value}


def read_contact_filter(asked: Mapping[str, str], kinds: Container[str], teams: Container[str]) -> ContactFilter:
    """The filter that an address asks for. Raises UnknownFilter."""
    given = {name: clean(asked.get(name, "")) for name in ContactFilter.__dataclass_fields__}
    given["sort"] = given["sort"] or "name"
    known = (
        ("kind", _l("kind"), kinds),
        ("team", _l("team"), teams),
        ("retention", _l("retention"), RETENTIONS),
        ("sort", _l("order"), CONTACT_COLUMNS.sorts),
    )
    for name, label, values in known:
        if given[name] and given[name] not in values:
            raise UnknownFilter(label, given[name])
    for name, label in (("q", _l("text")), ("view", _l("view"))):
        if len(given[name]) > LONGEST_QUERY:
            raise UnknownFilter(label, given[name])
    return ContactFilter(**given)
