"""How the list of people may be narrowed: what an address may ask."""

from collections.abc import Collection, Mapping
from dataclasses import asdict, dataclass
from typing import Any

from partners.accounts.rules import Role
from partners.foundation.hangul import clean
from partners.foundation.words import _l

ENABLED, DISABLED, WAITING = "open", "closed", "waiting"
STATE_NAMES: dict[str, Any] = {
    ENABLED: _l("Account open"),
    DISABLED: _l("Account closed"),
    WAITING: _l("Password not chosen yet"),
}
LONGEST_SEARCH = 100


@dataclass(frozen=True)
class PeopleFilter:
    """Search words, role, team's code and state; empty ones do not narrow."""

    q: str = ""
    role: str = ""
    team: str = ""
    state: str = ""

    @property
    def address(self) -> dict[str, str]:
        """What stands behind the question mark."""
        return {name: value for name, value in asdict(self).items() if value}


def read_filter(asked: Mapping[str, str], teams: Collection[str]) -> PeopleFilter:
    """The filter of an address; values that we do not know are left out."""
    return PeopleFilter(
        q=clean(asked.get("q", ""))[:LONGEST_SEARCH],
        role=_known(asked.get("role", ""), {role.value for role in Role}),
        team=_known(asked.get("team", ""), teams),
        state=_known(asked.get("state", ""), STATE_NAMES),
    )


def _known(value: str, values: Collection[str]) -> str:
    return value if value in values else ""
