"""The fields that only one kind has, by its code."""

from partners.directory.kinds.group.form import GroupFields
from partners.directory.kinds.hospital.form import HospitalFields
from partners.directory.kinds.institution.form import InstitutionFields
from partners.directory.kinds.own_fields import OwnFields

OWN_FIELDS: dict[str, type[OwnFields]] = {
    "city": OwnFields,
    "hospital": HospitalFields,
    "company": OwnFields,
    "ambassador": OwnFields,
    "supporter": OwnFields,
    "institution": InstitutionFields,
    "group": GroupFields,
}
