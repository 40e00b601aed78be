"""What one writes of a city only: how one speaks with it, and which of its offices deals with us."""

from partners.directory.kinds.own_fields import LanguagesField, OwnFields, TimeZoneField
from partners.directory.rules.words import FIELD_LABELS
from partners.foundation.forms import LengthAtMost, LineField


class CityFields(OwnFields):
    languages = LanguagesField(FIELD_LABELS["languages"])
    time_zone = TimeZoneField(FIELD_LABELS["time_zone"])
    counterpart_office = LineField(FIELD_LABELS["counterpart_office"], [LengthAtMost(100)])

    own = ("languages", "time_zone", "counterpart_office")
