"""The fields in which one says on what ground a natural person's data is kept. Of every form about a person."""

from wtforms import SelectField
from wtforms.validators import InputRequired

from partners.directory.kinds.own_fields import choices
from partners.directory.rules.persons import LEGAL_BASES, MISSING
from partners.directory.rules.words import FIELD_LABELS
from partners.foundation.forms import Form, LengthAtMost, LineField, OfficialDateField
from partners.foundation.words import _l

LONGEST_REASON = 200


class PersonalBasisFields(Form):
    """Names as the columns of `models.PersonalBasis`; `templates/directory/personal_basis.html` shows them.

    What is missing is said at every field at once; `rules.persons.objection_to_basis` decides, in the action.
    """

    legal_basis = SelectField(
        FIELD_LABELS["legal_basis"],
        [InputRequired(MISSING["legal_basis"])],
        choices=choices([("", _l("Choose")), *LEGAL_BASES.items()]),
        default="",
    )
    consented_on = OfficialDateField(FIELD_LABELS["consented_on"])
    purpose = LineField(FIELD_LABELS["purpose"], [InputRequired(MISSING["purpose"]), LengthAtMost(LONGEST_REASON)])
    collected_from = LineField(
        FIELD_LABELS["collected_from"], [InputRequired(MISSING["collected_from"]), LengthAtMost(LONGEST_REASON)]
    )
    retain_until = OfficialDateField(FIELD_LABELS["retain_until"], [InputRequired(MISSING["retain_until"])])
