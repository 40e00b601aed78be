"""What one writes of an ambassador only: origin, languages, field, term, channels, and the legal ground."""

from partners.directory.kinds.channels import ChannelsFields
from partners.directory.kinds.own_fields import CountryField, LanguagesField, TermField
from partners.directory.kinds.personal_basis import PersonalBasisFields
from partners.directory.rules.persons import BASIS_COLUMNS
from partners.directory.rules.words import FIELD_LABELS, HOME
from partners.foundation.forms import OfficialDateField


class AmbassadorFields(ChannelsFields, PersonalBasisFields):
    nationality = CountryField(FIELD_LABELS["nationality"], first=HOME)
    languages = LanguagesField(FIELD_LABELS["languages"])
    field = TermField(FIELD_LABELS["field"], vocabulary="ambassador_field")
    term_from = OfficialDateField(FIELD_LABELS["term_from"])
    term_until = OfficialDateField(FIELD_LABELS["term_until"])

    own = ("nationality", "languages", "field", "term_from", "term_until", *BASIS_COLUMNS)
