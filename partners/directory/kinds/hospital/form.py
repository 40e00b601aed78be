"""What one writes of a hospital only: what it treats, in which languages, and its registration with the state."""

from partners.directory.kinds.own_fields import LanguagesField, OwnFields, TermField, TermsField
from partners.directory.rules.words import FIELD_LABELS
from partners.foundation.forms import LengthAtMost, LineField, OfficialDateField


class HospitalFields(OwnFields):
    hospital_type = TermField(FIELD_LABELS["hospital_type"], vocabulary="hospital_type")
    departments = TermsField(FIELD_LABELS["departments"], vocabulary="department")
    interpretation_languages = LanguagesField(FIELD_LABELS["interpretation_languages"])
    registration_no = LineField(FIELD_LABELS["registration_no"], [LengthAtMost(50)])
    registration_from = OfficialDateField(FIELD_LABELS["registration_from"])
    registration_until = OfficialDateField(FIELD_LABELS["registration_until"])

    own = (
        "hospital_type",
        "departments",
        "interpretation_languages",
        "registration_no",
        "registration_from",
        "registration_until",
    )
