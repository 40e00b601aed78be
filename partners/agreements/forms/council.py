"""The form of the council's outcome."""

from typing import Any

from wtforms import IntegerField, RadioField, SelectField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, NumberRange

from partners.agreements.forms.base import CaseForm
from partners.agreements.vocabulary import OUTCOME_LABELS, SESSION_KIND_LABELS, Outcome, SessionKind
from partners.foundation.forms import BodyField, LengthAtMost, LineField, OfficialDateField
from partners.foundation.words import _l

LARGEST_SESSION_NO = 9999


class ConsentForm(CaseForm):
    """The council's outcome."""

    scope = "consent"

    session_no = IntegerField(
        _l("Session number"),
        [
            InputRequired(_l("Write down the number of the session.")),
            NumberRange(1, LARGEST_SESSION_NO, _l("The session has a number from 1 to 9999.")),
        ],
    )
    session_kind = SelectField(
        _l("Kind of session"),
        choices=[SelectChoice(kind.value, label) for kind, label in SESSION_KIND_LABELS.items()],
        coerce=SessionKind,
    )
    bill_no = LineField(_l("Bill number"), [InputRequired(_l("Write down the bill number.")), LengthAtMost(50)])
    outcome = RadioField(
        _l("Outcome"),
        [InputRequired(_l("Choose the outcome."))],
        choices=[SelectChoice(outcome.value, label) for outcome, label in OUTCOME_LABELS.items()],
        coerce=Outcome,
    )
    resolved_on = OfficialDateField(_l("Date of the resolution"))
    note = BodyField(_l("Note"), [LengthAtMost(1000)])

    def decision(self) -> dict[str, Any]:
        """What was decided, as the action takes it."""
        names = ("session_no", "session_kind", "bill_no", "outcome", "resolved_on", "note")
        return {name: self[name].data for name in names}
