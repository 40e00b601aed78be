"""The kinds of partners, one folder each: what it is (facts), its table (model), its form.

Another kind is another folder and one line here.
"""

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
