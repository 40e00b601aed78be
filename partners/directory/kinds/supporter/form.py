"""What one writes of a supporter only: person or team, cohort, languages, channels, and the legal ground."""

from wtforms import BooleanField

from partners.directory.kinds.channels import ChannelsFields
from partners.directory.kinds.named_partner import NamedPartnerField
from partners.directory.kinds.own_fields import CountField, LanguagesField
from partners.directory.kinds.personal_basis import PersonalBasisFields
from partners.directory.rules.persons import BASIS_COLUMNS
from partners.directory.rules.words import FIELD_LABELS


class SupporterFields(ChannelsFields, PersonalBasisFields):
    is_team = BooleanField(FIELD_LABELS["is_team"], false_values=("", "n", "false"))
    member_count = CountField(FIELD_LABELS["member_count"], render_kw={"inputmode": "numeric", "maxlength": 6})
    cohort_id = NamedPartnerField(FIELD_LABELS["cohort_id"], kinds=("group",), section="supporter")
    languages = LanguagesField(FIELD_LABELS["languages"])

    own = ("is_team", "member_count", "cohort_id", "languages", *BASIS_COLUMNS)
