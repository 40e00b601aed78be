"""Why a partner is put away."""

from wtforms.validators import InputRequired

from partners.foundation.forms import EditForm, LengthAtMost, LineField
from partners.foundation.words import _l

LONGEST_REASON = 200


class ArchiveForm(EditForm):
    """The reason, and the version that its reader saw."""

    reason = LineField(
        _l("Reason"), [InputRequired(_l("Write why the partner is archived.")), LengthAtMost(LONGEST_REASON)]
    )
