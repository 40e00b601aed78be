"""What one writes of a group only: whom its members would be, and of a cohort its number and period."""

from wtforms import SelectField
from wtforms.validators import InputRequired

from partners.directory.kinds import SECTIONS
from partners.directory.kinds.own_fields import CountField, OwnFields, choices
from partners.directory.rules.words import FIELD_LABELS
from partners.foundation.forms import OfficialDateField
from partners.foundation.words import _l


class GroupFields(OwnFields):
    member_kind = SelectField(
        FIELD_LABELS["member_kind"],
        [InputRequired(_l("Choose what its members are."))],
        choices=choices((kind.code, kind.plural) for kind in SECTIONS),
    )
    cohort_no = CountField(FIELD_LABELS["cohort_no"], render_kw={"inputmode": "numeric", "maxlength": 6})
    starts_on = OfficialDateField(_l("Period begins on"))
    ends_on = OfficialDateField(_l("Period ends on"))

    own = ("member_kind", "cohort_no", "starts_on", "ends_on")
