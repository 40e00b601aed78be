"""The table of each kind, by its code."""

from partners.directory.kinds.ambassador.model import Ambassador
from partners.directory.kinds.city.model import City
from partners.directory.kinds.company.model import Company
from partners.directory.kinds.group.model import Group
from partners.directory.kinds.hospital.model import Hospital
from partners.directory.kinds.institution.model import Institution
from partners.directory.kinds.supporter.model import Supporter
from partners.directory.models import Partner

TABLES: dict[str, type[Partner]] = {
    "city": City,
    "hospital": Hospital,
    "company": Company,
    "ambassador": Ambassador,
    "supporter": Supporter,
    "institution": Institution,
    "group": Group,
}
