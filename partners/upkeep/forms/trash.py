"""The forms of the trash."""

from wtforms.validators import InputRequired

from partners.foundation.forms import EditForm, Form, LengthAtMost, LineField
from partners.foundation.words import _l

LONGEST_REASON = 200


class DeleteForm(EditForm):
    """Why a record is deleted, and the version that its reader saw."""

    reason = LineField(_l("Reason"), [InputRequired(_l("Write why it is deleted.")), LengthAtMost(LONGEST_REASON)])


class RestoreForm(Form):
    """Which entries are chosen stands in the address."""


class DestroyForm(Form):
    """Why it cannot wait."""

    reason = LineField(
        _l("Reason"),
        [
            InputRequired(_l("Write why it cannot wait. Name no person: the reason stays.")),
            LengthAtMost(LONGEST_REASON),
        ],
    )
