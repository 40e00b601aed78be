"""What one writes of a hospital only: its registration with the state."""

from partners.directory.kinds.own_fields import OwnFields
from partners.directory.rules.words import FIELD_LABELS
from partners.foundation.forms import LengthAtMost, LineField, OfficialDateField


class HospitalFields(OwnFields):
    registration_no = LineField(FIELD_LABELS["registration_no"], [LengthAtMost(50)])
    registration_until = OfficialDateField(FIELD_LABELS["registration_until"])

    own = ("registration_no", "registration_until")
