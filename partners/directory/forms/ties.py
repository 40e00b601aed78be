"""What one says of a tie."""

from typing import Any

from wtforms import SelectField
from wtforms.validators import InputRequired

from partners.directory.forms.partners import LONGEST_LINE
from partners.directory.kinds.own_fields import choices
from partners.directory.rules.ties import ties_for
from partners.directory.rules.words import FIELD_LABELS, TIE_LABELS
from partners.foundation.forms import BodyField, CreateForm, LengthAtMost, LineField, OfficialDateField
from partners.foundation.words import _l


class TakeOverForm(CreateForm):
    """진행 인계: an existing tie, where it is known from, and the day for which that speaks."""

    tie_type = SelectField(_l("Tie"), [InputRequired(_l("Choose the tie."))])
    reason = BodyField(
        _l("Why it is brought in without an agreement"),
        [InputRequired(_l("Write why the tie is brought in without an agreement.")), LengthAtMost(LONGEST_LINE)],
    )
    source = LineField(
        _l("Source"),
        [InputRequired(_l("Write where this is known from, such as the work report.")), LengthAtMost(LONGEST_LINE)],
    )
    base_date = OfficialDateField(FIELD_LABELS["base_date"])
    signed_on = OfficialDateField(FIELD_LABELS["signed_on"])
    ceremony_on = OfficialDateField(FIELD_LABELS["ceremony_on"])
    ends_on = OfficialDateField(FIELD_LABELS["ends_on"])

    def offer_ties(self, kind: str) -> None:
        """Offer the ties that suit a partner of this kind."""
        self.tie_type.choices = choices((tie, TIE_LABELS[tie]) for tie in ties_for(kind))

    def told(self) -> dict[str, Any]:
        """What the manager says of the tie."""
        names = ("tie_type", "reason", "source", "base_date", "signed_on", "ceremony_on", "ends_on")
        return {name: self[name].data for name in names}
