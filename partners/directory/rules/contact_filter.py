"""What the list of all contacts may be asked, read from an address. Pure."""

from collections.abc import Container, Mapping
from dataclasses import dataclass

from partners.directory.rules.contacts import Retention
from partners.directory.rules.filters import LONGEST_QUERY, UnknownFilter
from partners.foundation.hangul import clean
from partners.foundation.words import _l

SORTS = ("name", "retention")
RETENTIONS = (Retention.SOON.value, Retention.ENDED.value, Retention.UNKNOWN.value)


@dataclass(frozen=True, kw_only=True)
class ContactFilter:
    """What the list shows; empty is everything. `q` is the name of a partner, `retention` a Retention."""

    kind: str = ""
    team: str = ""
    retention: str = ""
    q: str = ""
    sort: str = "name"

    @property
    def narrowing(self) -> dict[str, str]:
        """What is asked besides the order, as it stands in the address."""
        asked = {name: getattr(self, name) for name in ("kind", "team", "retention", "q")}
        return {name: value for name, value in asked.items() if value}

    @property
    def address(self) -> dict[str, str]:
        """Everything that the address of this list needs."""
        return self.narrowing | ({} if self.sort == "name" else {"sort": self.sort})


def read_contact_filter(asked: Mapping[str, str], kinds: Container[str], teams: Container[str]) -> ContactFilter:
    """The filter that an address asks for. Raises UnknownFilter."""
    given = {name: clean(asked.get(name, "")) for name in ContactFilter.__dataclass_fields__}
    given["sort"] = given["sort"] or "name"
    known = (
        ("kind", _l("kind"), kinds),
        ("team", _l("team"), teams),
        ("retention", _l("retention"), RETENTIONS),
        ("sort", _l("order"), SORTS),
    )
    for name, label, values in known:
        if given[name] and given[name] not in values:
            raise UnknownFilter(label, given[name])
    if len(given["q"]) > LONGEST_QUERY:
        raise UnknownFilter(_l("text"), given["q"])
    return ContactFilter(**given)
