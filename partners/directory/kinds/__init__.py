"""The kinds of partners, one folder each: what it is (facts), its table (model), its form.

Another kind is another folder and one line here.
"""

from collections.abc import Iterable
from typing import Protocol

from partners.directory.kinds.ambassador.facts import AMBASSADOR
from partners.directory.kinds.city.facts import CITY
from partners.directory.kinds.company.facts import COMPANY
from partners.directory.kinds.group.facts import GROUP
from partners.directory.kinds.hospital.facts import HOSPITAL
from partners.directory.kinds.institution.facts import INSTITUTION
from partners.directory.kinds.kind import Kind
from partners.directory.kinds.supporter.facts import SUPPORTER

KINDS: dict[str, Kind] = {
    kind.code: kind for kind in (CITY, HOSPITAL, COMPANY, AMBASSADOR, SUPPORTER, INSTITUTION, GROUP)
}

#: Kinds that have a section of their own; groups stand in their members' section.
SECTIONS: tuple[Kind, ...] = tuple(kind for kind in KINDS.values() if kind is not GROUP)


class OfAKind(Protocol):
    """A record or a row that says whose kind it is."""

    @property
    def id(self) -> int: ...
    @property
    def kind(self) -> str: ...


def persons_among(partners: Iterable[OfAKind]) -> list[int]:
    """Ids of the natural persons among them: whoever shows them notes it with `audit.actions.saw`."""
    return [partner.id for partner in partners if KINDS[partner.kind].is_person]
