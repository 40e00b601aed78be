"""The fields that only one kind has, by its code."""

from partners.directory.kinds.ambassador.form import AmbassadorFields
from partners.directory.kinds.city.form import CityFields
from partners.directory.kinds.company.form import CompanyFields
from partners.directory.kinds.group.form import GroupFields
from partners.directory.kinds.hospital.form import HospitalFields
from partners.directory.kinds.institution.form import InstitutionFields
from partners.directory.kinds.own_fields import OwnFields
from partners.directory.kinds.supporter.form import SupporterFields

OWN_FIELDS: dict[str, type[OwnFields]] = {
    "city": CityFields,
    "hospital": HospitalFields,
    "company": CompanyFields,
    "ambassador": AmbassadorFields,
    "supporter": SupporterFields,
    "institution": InstitutionFields,
    "group": GroupFields,
}
